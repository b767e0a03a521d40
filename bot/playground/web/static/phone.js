// A phone: somebody holds it, in one of their chats, at one topic of it when it is a forum.

import { Composer } from "./composer.js";
import { button, dayOf, drawn, element } from "./message.js";
import { spoken, translate, word } from "./words.js";

const NEAR = 120; // pixels from the end within which somebody is reading the end
const GENERAL = 0; // the topic of what is written in no topic
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Phone {
  constructor(section, telegram, send, news) {
    this.section = section;
    this.telegram = telegram;
    this.send = async (act) => {
      const { person, chat, thread } = this.view;
      const done = await send({ person: person.id, chat: chat.id, ...(thread && { thread }), ...act });
      if (!done && this.view.person === person) this.say(word("failed"));
    };
    this.news = news;
    this.view = null; // {person, chat, thread}
    this.places = new Map(); // where each holder was: {chat, thread}, by their ids
    this.towns = [];
    this.named = ""; // what the lists of people, chats and topics show
    this.glide = null; // where the last move of the messages leads, and until when it may last
    this.lostFocus = false; // the tapped button is gone: the next card takes the focus
    this.command = (text) => this.send({ act: "types", text });
    for (const name of "holder part avatar chats status topics elsewhere log down toast".split(" ")) {
      this[name] = section.querySelector(`.${name}`);
    }
    this.composer = new Composer(this);
    this.compose = (name, message) => this.composer.compose(name, message);
    this.listen();
  }

  /** Whether nobody has started the conversation. */
  get untouched() { return this.view?.chat.bot === "left"; }

  listen() {
    this.holder.addEventListener("change", () => this.hold(Number(this.holder.value)));
    this.chats.addEventListener("change", () => this.open(this.telegram.chats.get(Number(this.chats.value))));
    this.topics.addEventListener("keydown", (event) => this.step(event));
    this.elsewhere.addEventListener("click", () => this.open(this.missed.chat, this.missed.thread));
    this.down.addEventListener("click", () => this.scroll());
    this.log.addEventListener("scroll", () => { if (this.reading()) this.down.hidden = true; });
    this.section.addEventListener("focusin", () => { this.lostFocus = false; });
  }

  /** Show everything as it is. `newcomer`: who holds the phone when its holder is gone. */
  show(newcomer, towns) {
    this.towns = towns;
    this.named = "";
    const held = this.view?.person.id;
    this.hold(this.telegram.person(held) ? held : newcomer);
  }

  /** Put the phone in somebody's hands, where they were. */
  hold(id) {
    const person = this.telegram.person(id);
    const { chat: place, thread } = this.places.get(id) ?? { chat: person.chats[0] };
    const chat = this.telegram.chats.get(place);
    const last = [...chat.messages.values()].findLast((message) => message.buttons.length); // a request, at first
    this.open(chat, thread ?? last?.thread ?? GENERAL, person);
  }

  /** Open a chat, at a topic of it. */
  open(chat, thread = GENERAL, person = this.view.person) {
    const there = chat.topics.some((topic) => topic.id === thread);
    if (person !== this.view?.person) this.say(""); // what was said to one person is not the next one's
    this.view = { person, chat, thread: there ? thread : GENERAL };
    this.places.set(person.id, { chat: chat.id, thread: this.view.thread });
    this.compose();
    this.redraw();
  }

  /** Whether somebody reads a place here. */
  shows(person, chat, thread) {
    return Boolean(this.view) && this.view.person === person && this.view.chat === chat && this.holds(thread);
  }

  /** Whether a message of the open chat belongs to the open topic. */
  holds(thread) { return !this.view.chat.forum || this.view.thread === (thread ?? GENERAL); }

  /** Draw the phone again, at the end of the chat. */
  redraw() {
    const { person, chat, thread } = this.view;
    this.telegram.read(person, chat, thread);
    this.elsewhere.hidden = true;
    this.down.hidden = true;
    this.part.textContent = word("parts")[person.part].about;
    this.avatar.textContent = chat.title.split(/[^\p{L}]+/u).map((name) => name[0] ?? "").slice(0, 2).join("");
    this.log.replaceChildren();
    this.log.setAttribute("aria-label", chat.title);
    this.day = null;
    const shown = [...chat.messages.values()].filter((message) => this.holds(message.thread));
    for (const message of shown) this.add(message);
    if (!shown.length && !chat.private) this.log.append(element("p", "notice", word("quiet")));
    this.label();
    this.composer.equip();
    translate(this.section);
    this.scroll();
  }

  /** The tab of this phone is chosen. */
  arrive() {
    if (!this.view) return;
    this.scroll();
    this.topics.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Name the people, the chats and the topics, with what was not read. */
  label() {
    const { person, chat } = this.view;
    const names = {
      people: this.telegram.people.map((other) => [other.id, other.name, other === person ? 0 : this.telegram.waiting(other)]),
      chats: this.telegram.chatsOf(person).map((other) => [other.id, other.title, this.telegram.waiting(person, other)]),
      topics: !chat.forum ? [] : [{ id: GENERAL, name: word("general") }, ...chat.topics].map(({ id, name, closed }) =>
        [id, closed ? `${name} 🔒` : name, this.telegram.waiting(person, chat, id)]),
    };
    const named = JSON.stringify([spoken(), this.view.thread, person.id, chat.id, chat.bot, names]);
    if (named === this.named) return;
    this.named = named;
    const option = ([id, name, unread]) =>
      new Option(unread ? `${name} (${unread} ${word(unread > 1 ? "unreads" : "unread")})` : name, id);
    this.holder.replaceChildren(...Object.entries(word("parts")).map(([part, { group }]) => {
      const people = element("optgroup", "");
      people.label = group;
      people.append(...names.people.filter(([id]) => this.telegram.person(id).part === part).map(option));
      return people;
    }));
    this.holder.value = person.id;
    this.chats.replaceChildren(...names.chats.map(option));
    this.chats.value = chat.id;
    this.chats.disabled = names.chats.length < 2;
    this.nameTopics(names.topics);
    this.rest();
  }

  /** Show the topics of a forum, with a dot where something is new. */
  nameTopics(topics) {
    const focused = this.topics.contains(document.activeElement);
    this.topics.hidden = !topics.length;
    this.topics.replaceChildren(...topics.map(([id, name, unread]) => {
      const tab = button(element("span", "", name), "topic", () => this.open(this.view.chat, id));
      tab.title = name;
      const chosen = id === this.view.thread;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (unread) tab.append(element("span", "dot", element("span", "unseen", word("unread"))));
      return tab;
    }));
    const chosen = this.topics.querySelector("[aria-selected=true]");
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) chosen?.focus();
  }

  step(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tabs = [...this.topics.children];
    const at = tabs.findIndex((tab) => tab.tabIndex === 0);
    if (step) tabs[(at + step + tabs.length) % tabs.length].click();
  }

  /** Say under the chat's name who is in it. */
  rest() {
    const { chat } = this.view;
    const names = this.telegram.inside(chat).map((person) => person.firstName);
    this.status.textContent = chat.private ? word(chat.bot === "kicked" ? "blocked" : "bot") : `${names.join(", ")} ${word("people")}`;
  }

  /** Take a change of a chat, which is already made in it. */
  change(change, chat) {
    if (!this.view.person.chats.includes(chat.id)) return;
    const { event, message } = change;
    const seen = chat === this.view.chat;
    if (event === "sent" && !(seen && this.holds(message.thread))) {
      if (message.sender.id !== this.view.person.id) this.miss(chat, message.thread ?? GENERAL);
    } else if (!seen) {
      return;
    } else if (event === "sent" || event === "edited") {
      if (this.holds(message.thread)) this.draw(message);
    } else if (event === "deleted") {
      this.find(message)?.remove();
    } else if (event === "keyboard" || event === "members") {
      this.label();
      this.composer.equip();
    } else if (event === "topics") {
      if (chat.topics.some((topic) => topic.id === this.view.thread)) this.label();
      else this.open(chat, this.view.thread);
    } else if (event === "typing") {
      this.typing();
    } else if (event === "alert" && change.person === this.view.person.id) {
      this.answered(change);
    }
  }

  /** A message came to a place that is not open: open it, unless somebody is busy here. */
  miss(chat, thread) {
    this.news();
    const busy = this.section.querySelector(".phone").contains(document.activeElement) || this.composer.busy;
    if (!busy) return this.open(chat, thread);
    const topic = chat.topics.find(({ id }) => id === thread);
    this.missed = { chat, thread };
    this.elsewhere.textContent = word("elsewhere") + (topic ? `${chat.title}, ${topic.name}` : chat.title);
    this.elsewhere.hidden = false;
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
    const own = message.sender.id === this.view.person.id;
    const reading = this.reading() || own;
    const before = this.find(message.id);
    const focused = before?.contains(document.activeElement);
    const long = before?.offsetHeight > this.log.clientHeight;
    let drawing;
    if (before) {
      drawing = drawn(message, this);
      before.replaceWith(drawing);
    } else {
      if (this.log.querySelector("p.notice")) this.log.replaceChildren();
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
    if (!before && !own) this.news();
  }

  reading() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR; }

  /** Go to the end; a message too long to be seen whole is shown from its beginning. */
  scroll(last) {
    const long = last && last.offsetHeight > this.log.clientHeight;
    const top = long ? last.offsetTop - this.log.offsetTop - 8 : this.log.scrollHeight;
    this.glide = { top, until: Date.now() + 600 };
    this.log.scrollTo({ top, behavior: last && !calm.matches ? "smooth" : "instant" });
  }

  typing(shown = true) {
    clearTimeout(this.typingTimer);
    if (!shown) return this.rest();
    this.status.textContent = `Alizé ${word("typing")}`;
    this.typingTimer = setTimeout(() => this.rest(), 5000);
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

  /** Show a word for a while, above the messages, which stay where they are seen. */
  say(text) {
    clearTimeout(this.toastTimer);
    const { scrollTop, offsetTop } = this.log;
    this.toast.textContent = text;
    const top = this.glide?.until > Date.now() ? this.glide.top : scrollTop;
    this.log.scrollTo({ top: top + this.log.offsetTop - offsetTop, behavior: "instant" });
    if (text) this.toastTimer = setTimeout(() => this.say(""), 6000);
  }
}
