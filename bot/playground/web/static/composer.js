// What one writes and sends with: the box, the menu, the attachments, the keyboard of the bot.

import { button, element } from "./message.js";
import { word } from "./words.js";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.composed = null; // the message being edited or answered: {name, message}
    for (const name of "opening aside composer menu attach keyboard popup block".split(" ")) {
      this[name] = phone.section.querySelector(`.${name}`);
    }
    this.box = phone.section.querySelector("textarea");
    this.listen();
  }

  listen() {
    const { phone } = this;
    this.opening.querySelector("button").addEventListener("click", () => {
      phone.lostFocus = true;
      phone.command("/start");
    });
    this.aside.querySelector("button").addEventListener("click", () => this.compose());
    this.block?.addEventListener("click", () => phone.send({ act: phone.view.chat.bot === "kicked" ? "unblocks" : "blocks" }));
    this.menu.addEventListener("click", () => this.pop(this.menu, this.commands.map(({ command, description }) =>
      button(`/${command} – ${description}`, "", () => phone.command(`/${command}`)))));
    this.attach.addEventListener("click", () => this.pop(this.attach, this.attachments()));
    this.composer.addEventListener("submit", (event) => { event.preventDefault(); this.write(); });
    this.box.addEventListener("input", () => this.fit());
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.write(); }
      if (event.key === "Escape") this.compose();
    });
    this.popup.addEventListener("keydown", (event) => { if (event.key === "Escape") this.unpop(true); });
    document.addEventListener("click", (event) => {
      if (!this.popup.hidden && !this.popup.contains(event.target) && !this.opener.contains(event.target)) this.unpop();
    });
  }

  get commands() {
    const { person, chat } = this.phone.view;
    return person.menus[chat.id];
  }

  /** Whether something is being written. */
  get busy() { return Boolean(this.box.value || this.composed); }

  /** Give the phone what its chat allows: a box to write in, a keyboard, or a Start button. */
  equip() {
    const { bot, private: alone, keyboard, description } = this.phone.view.chat;
    const closed = alone && bot !== "member";
    this.opening.hidden = !closed;
    this.composer.hidden = closed;
    this.menu.hidden = !this.commands.length;
    this.opening.querySelector("p").textContent = bot === "left" ? description : "";
    const start = this.opening.querySelector("button");
    start.textContent = word(bot === "kicked" ? "restart" : "start");
    delete start.dataset.en;
    if (this.block) {
      this.block.textContent = word(bot === "kicked" ? "unblock" : "block");
      delete this.block.dataset.en;
      this.block.disabled = !alone || bot === "left";
    }
    this.keyboard.hidden = closed || !keyboard;
    this.keyboard.replaceChildren(...(keyboard?.buttons ?? []).map((row) => element("div", "row", ...row.map((key) =>
      button(key.label, "", () => this.press(key))))));
  }

  press({ label, asks }) {
    if (asks === "contact") this.phone.send({ act: "shares contact" });
    else if (asks === "location") this.locate();
    else this.phone.command(label);
  }

  attachments() {
    const files = [
      button(word("sendDocument"), "", () => this.post("sends document")),
      button(word("sendAlbum"), "", () => this.post("sends album")),
      button(word("sendPhoto"), "", () => this.post("sends photo")),
    ];
    if (!this.phone.view.chat.private) return files;
    return [
      ...files,
      button(word("sendVoice"), "", () => this.phone.send({ act: "sends voice" })),
      button(word("shareContact"), "", () => this.phone.send({ act: "shares contact" })),
      button(word("shareLocation"), "", () => this.locate()),
    ];
  }

  write() {
    if (!this.box.value.trim()) return;
    this.post(this.composed?.name === "edit" ? "edits" : "types");
  }

  /** Send what is composed: its words, and the message that it changes or answers. */
  post(act) {
    const text = this.box.value.trim();
    const { message } = this.composed ?? {};
    this.box.value = "";
    this.compose();
    this.phone.send({ act, text, ...(message && { message: message.id }) });
  }

  /** Put words in the box, to be sent or changed. */
  propose(text) {
    if (this.composer.hidden) return this.opening.querySelector("button").focus();
    this.box.value = text;
    this.fit();
    this.box.focus();
  }

  /** Begin to edit or to answer a message; with nothing, stop. */
  compose(name, message) {
    const reading = this.phone.reading();
    if (this.composed?.name === "edit" || name === "edit") this.box.value = message?.text ?? "";
    this.composed = name ? { name, message } : null;
    this.aside.hidden = !name;
    if (name) {
      const answered = message?.text || message?.file?.name || "";
      this.aside.querySelector("span").textContent = name === "edit" ? word("editing") : `${word("replying")} ${answered.slice(0, 60)}`;
      this.box.focus();
      if (reading) this.phone.scroll(); // the line above the box hides nothing of what was read
    }
    this.fit();
  }

  fit() {
    this.box.style.height = "auto";
    if (this.box.value) this.box.style.height = `${this.box.scrollHeight}px`;
  }

  locate() {
    this.pop(this.attach, this.phone.towns.map((town) =>
      button(town, "", () => this.phone.send({ act: "shares location", town }))), word("where"));
  }

  /** Open a list of things to do above the box. */
  pop(opener, choices, title = "") {
    if (!this.popup.hidden && this.opener === opener && !title) return this.unpop(true);
    this.unpop();
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    this.popup.replaceChildren(...(title ? [element("p", "", title)] : []), ...choices);
    for (const choice of choices) choice.addEventListener("click", () => { if (choice.isConnected) this.unpop(); });
    // The click that opened a second list must not close it.
    setTimeout(() => { this.popup.hidden = false; choices[0]?.focus(); });
    return undefined;
  }

  unpop(back = false) {
    if (this.popup.hidden) return;
    this.popup.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    if (back) this.opener.focus();
  }
}
