// A phone: the chats of one seat, one at a time, and what can be done with them.

import { button, dayOf, drawn, element } from "./message.js";
import { translate, word } from "./words.js";

const NEAR = 120; // pixels from the end within which somebody is reading the end
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const keyOf = (view) => `${view.person.id}:${view.chat.id}`;

export class Phone {
  constructor(section, send, news) {
    this.section = section;
    this.send = async (act) => {
      const { person, chat } = this.view;
      const done = await send({ person: person.id, chat: chat.id, ...act });
      if (!done) this.say(word("failed"));
    };
    this.news = news;
    this.views = [];
    this.towns = [];
    this.at = 0;
    this.composed = null; // the message being edited or answered: {name, message}
    this.lostFocus = false; // the tapped button is gone: the next card takes the focus
    this.command = (text) => this.send({ act: "types", text });
    for (const name of "top avatar chats status elsewhere log down toast opening aside composer menu attach keyboard popup block".split(" ")) {
      this[name] = section.querySelector(`.${name}`);
    }
    this.box = section.querySelector("textarea");
    this.listen();
  }

  get view() { return this.views[this.at]; }

  /** Whether nobody has started the conversation. */
  get untouched() { return this.view?.chat.bot === "left"; }

  listen() {
    this.chats.addEventListener("change", () => this.open(this.chats.selectedIndex));
    this.elsewhere.addEventListener("click", () => this.open(Number(this.elsewhere.dataset.at)));
    this.down.addEventListener("click", () => this.scroll());
    this.log.addEventListener("scroll", () => { if (this.reading()) this.down.hidden = true; });
    this.opening.querySelector("button").addEventListener("click", () => {
      this.lostFocus = true;
      this.command("/start");
    });
    this.aside.querySelector("button").addEventListener("click", () => this.compose());
    this.block?.addEventListener("click", () => this.send({ act: this.view.chat.bot === "kicked" ? "unblocks" : "blocks" }));
    this.menu.addEventListener("click", () => this.pop(this.menu, this.view.commands.map(({ command, description }) =>
      button(`/${command} – ${description}`, "", () => this.command(`/${command}`)))));
    this.attach.addEventListener("click", () => this.pop(this.attach, [
      button(word("shareContact"), "", () => this.send({ act: "shares contact" })),
      button(word("shareLocation"), "", () => this.locate()),
      button(word("sendPhoto"), "", () => this.send({ act: "sends photo" })),
      button(word("sendVoice"), "", () => this.send({ act: "sends voice" })),
    ]));
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
    this.section.addEventListener("focusin", () => { this.lostFocus = false; });
  }

  /** Show everything as it is. */
  show(views, towns) {
    const before = new Map(this.views.map((view) => [keyOf(view), view]));
    const kept = this.view && keyOf(this.view);
    this.towns = towns;
    this.views = views.map((view) => ({
      ...view,
      messages: new Map(view.messages.map((message) => [message.id, message])),
      unread: before.get(keyOf(view))?.unread ?? 0,
    }));
    this.at = Math.max(0, this.views.findIndex((view) => keyOf(view) === kept));
    this.redraw();
  }

  /** Open another chat. */
  open(at) {
    this.at = at;
    this.compose();
    this.redraw();
  }

  /** Draw the phone again, at the end of the chat. */
  redraw() {
    const view = this.view;
    if (!view) return;
    view.unread = 0;
    this.elsewhere.hidden = true;
    this.down.hidden = true;
    this.avatar.textContent = view.chat.title.split(/[^\p{L}]+/u).map((name) => name[0] ?? "").slice(0, 2).join("");
    this.log.replaceChildren();
    this.log.setAttribute("aria-label", view.chat.title);
    this.day = null;
    for (const message of view.messages.values()) this.add(message);
    if (!view.messages.size && !view.chat.private) this.log.append(element("p", "notice", word("quiet")));
    this.label();
    this.equip();
    translate(this.section);
    this.scroll();
  }

  /** The tab of this phone is chosen. */
  arrive() {
    if (this.view) this.scroll();
  }

  /** Name the chats in the switcher, with what was not read. */
  label() {
    const people = this.views.every((view) => view.chat.private); // the phone of several people, one after another
    this.chats.replaceChildren(...this.views.map((view) => {
      const name = people ? view.person.name : view.chat.title;
      return new Option(view.unread ? `${name} (${view.unread} ${word("unread")})` : name);
    }));
    this.chats.selectedIndex = this.at;
    const { chat, person } = this.view;
    this.status.textContent = chat.bot === "kicked" ? word("blocked")
      : people ? chat.title : chat.private ? word("bot") : `${word("group")} · ${person.name} ${word("people")}`;
  }

  /** Give the phone what its chat allows: a box to write in, a keyboard, or a Start button. */
  equip() {
    const { chat, keyboard, description } = this.view;
    const closed = chat.private && chat.bot !== "member";
    this.opening.hidden = !closed;
    this.composer.hidden = closed;
    this.attach.hidden = !chat.private;
    this.menu.hidden = !this.view.commands.length;
    this.opening.querySelector("p").textContent = chat.bot === "left" ? description : "";
    const start = this.opening.querySelector("button");
    start.textContent = word(chat.bot === "kicked" ? "restart" : "start");
    delete start.dataset.en;
    if (this.block) {
      this.block.textContent = word(chat.bot === "kicked" ? "unblock" : "block");
      delete this.block.dataset.en;
      this.block.disabled = chat.bot === "left";
    }
    this.keyboard.hidden = closed || !keyboard;
    this.keyboard.replaceChildren(...(keyboard?.buttons ?? []).map((row) => element("div", "row", ...row.map(({ label, asks }) =>
      button(label, "", () => {
        if (asks === "contact") this.send({ act: "shares contact" });
        else if (asks === "location") this.locate();
        else this.command(label);
      })))));
    this.box.placeholder = keyboard?.placeholder || "Message";
  }

  /** Take a change of one chat. */
  change(change) {
    for (const [at, view] of this.views.entries()) {
      if (view.chat.id !== change.chat) continue;
      const seen = at === this.at;
      switch (change.event) {
        case "sent": case "edited": case "reaction":
          view.messages.set(change.message.id, change.message);
          if (seen) this.draw(change.message);
          else if (change.event === "sent" && change.message.sender.id !== view.person.id) this.miss(at);
          break;
        case "deleted":
          view.messages.delete(change.message);
          if (seen) this.find(change.message)?.remove();
          break;
        case "keyboard":
          view.keyboard = change.keyboard;
          if (seen) this.equip();
          break;
        case "members":
          view.chat.bot = change.bot;
          if (seen) { this.label(); this.equip(); }
          break;
        case "typing":
          if (seen) this.typing();
          break;
        case "alert":
          if (seen && change.person === view.person.id) this.answered(change);
          break;
      }
    }
  }

  /** A message came to a chat that is not open: open it, unless somebody is busy here. */
  miss(at) {
    this.views[at].unread += 1;
    this.news();
    if (!this.section.querySelector(".phone").contains(document.activeElement) && !this.box.value) return this.open(at);
    this.elsewhere.textContent = word("elsewhere") + this.views[at].chat.title;
    this.elsewhere.dataset.at = at;
    this.elsewhere.hidden = false;
    this.label();
  }

  find(id) { return this.log.querySelector(`[data-id="${id}"]`); }

  /** Add a message at the end, after the name of its day when it is the first one. */
  add(message) {
    const day = dayOf(message);
    if (day !== this.day) this.log.append(element("div", "day", day));
    this.day = day;
    const drawing = drawn(message, this);
    this.log.append(drawing);
    return drawing;
  }

  /** Draw a message that came or changed; the eyes and the focus stay where they are useful. */
  draw(message) {
    const reading = this.reading() || message.sender.id === this.view.person.id;
    const before = this.find(message.id);
    const focused = before?.contains(document.activeElement);
    const long = before?.offsetHeight > this.log.clientHeight;
    let drawing;
    if (before) {
      drawing = drawn(message, this);
      before.replaceWith(drawing);
    } else {
      if (!this.view.messages.size || this.log.querySelector("p.notice")) this.log.replaceChildren();
      drawing = this.add(message);
      if (message.sender.bot) this.typing(false);
    }
    const target = drawing.querySelector(".inline");
    if (focused || (this.lostFocus && target && !before)) {
      (target ?? drawing).focus({ preventScroll: true });
      this.lostFocus = !target;
    }
    if (reading) this.scroll(long ? null : drawing); // at the end of a long message, one stays there
    else if (!before) this.down.hidden = false;
    if (!before && message.sender.id !== this.view.person.id) this.news();
  }

  reading() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR; }

  /** Go to the end; a message too long to be seen whole is shown from its beginning. */
  scroll(last) {
    const long = last && last.offsetHeight > this.log.clientHeight;
    const top = long ? last.offsetTop - this.log.offsetTop - 8 : this.log.scrollHeight;
    this.log.scrollTo({ top, behavior: last && !calm.matches ? "smooth" : "instant" });
  }

  typing(shown = true) {
    clearTimeout(this.typingTimer);
    if (!shown) return this.label();
    this.status.textContent = `Alizé ${word("typing")}`;
    this.typingTimer = setTimeout(() => this.label(), 5000);
  }

  tap(tapped, inline, message) {
    if (tapped.getAttribute("aria-busy")) return;
    tapped.setAttribute("aria-busy", "true");
    setTimeout(() => tapped.removeAttribute("aria-busy"), 10000);
    this.send({ act: "taps", message: message.id, button: inline.data || inline.label });
  }

  answered({ message, text }) {
    this.find(message)?.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    if (text) this.say(text);
  }

  /** Show a word for a while. */
  say(text) {
    clearTimeout(this.toastTimer);
    this.toast.textContent = text;
    this.toastTimer = setTimeout(() => { this.toast.textContent = ""; }, 6000);
  }

  write() {
    const text = this.box.value.trim();
    if (!text) return;
    const { name, message } = this.composed ?? {};
    this.box.value = "";
    this.compose();
    if (name === "edit") this.send({ act: "edits", text, message: message.id });
    else this.send({ act: "types", text, ...(message && { message: message.id }) });
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
    if (this.composed?.name === "edit" || name === "edit") this.box.value = message?.text ?? "";
    this.composed = name ? { name, message } : null;
    this.aside.hidden = !name;
    if (name) {
      this.aside.querySelector("span").textContent = name === "edit" ? word("editing") : `${word("replying")} ${message.text.slice(0, 60)}`;
      this.box.focus();
    }
    this.fit();
  }

  fit() {
    this.box.style.height = "auto";
    if (this.box.value) this.box.style.height = `${this.box.scrollHeight}px`;
  }

  locate() {
    this.pop(this.attach, this.towns.map((town) => button(town, "", () => this.send({ act: "shares location", town }))), word("where"));
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
