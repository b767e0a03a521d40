// The processes of the assistant, where there are several: one may be killed, and the conversation goes on.

import { word } from "./words.js";

export class Processes {
  #place;
  #send;
  #told = [];

  constructor(place, send) {
    this.#place = place;
    this.#send = send;
  }

  show(told) {
    this.#told = told;
    this.redraw();
  }

  redraw() {
    this.#place.hidden = this.#told.length === 0;
    const focused = document.activeElement?.dataset.process;
    this.#place.replaceChildren(...this.#told.map((process) => this.#one(process)));
    if (focused) this.#place.querySelector(`[data-process="${focused}"]`)?.focus();
  }

  #one({ number, atWork, answered }) {
    const line = Object.assign(document.createElement("span"), { className: atWork ? "process" : "process dead" });
    const state = atWork ? `${answered} ${word("calls")}` : word("dead");
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: word(atWork ? "kill" : "revive"),
    });
    button.dataset.process = number;
    button.setAttribute("aria-label", `${button.textContent} ${word("process")} ${number}`);
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      button.disabled = true;
      await this.#send({ act: atWork ? "kills" : "starts", process: number });
    });
    line.append(`${word("process")} ${number} · ${state} `, button);
    return line;
  }
}
