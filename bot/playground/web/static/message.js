// One message, as a phone shows it.

import { rendered } from "./telegram_html.js";
import { moment, word } from "./words.js";

const SERVICE = [
  "new_chat_members", "left_chat_member", "forum_topic_created", "forum_topic_closed",
];

/** Return an element of the page, with its class and what it holds. */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Return a button that does something. */
export function button(label, className, act) {
  const made = element("button", className, label);
  made.type = "button";
  made.addEventListener("click", () => act(made));
  return made;
}

/** Return the day of a message, by which the history is divided. */
export const dayOf = (message) => moment(new Date(message.date), { weekday: "long", day: "numeric", month: "long" });

/** Draw a message. `phone` says whose eyes see it, and does what is asked of its buttons. */
export function drawn(message, phone) {
  const own = message.sender.id === phone.view.person.id;
  const drawing = element("div", `message ${own ? "own" : "theirs"}`);
  drawing.dataset.id = message.id;
  drawing.tabIndex = -1;
  if (SERVICE.includes(message.kind)) {
    drawing.className = "notice";
    drawing.append(`${message.sender.name} ${word(message.kind)} `, element("b", "", message.text));
    return drawing;
  }
  const bubble = element("div", "bubble");
  if (!own && !phone.view.chat.private) bubble.append(element("div", "sender", message.sender.name));
  if (message.answers) bubble.append(element("div", "quote", message.answers));
  bubble.append(content(message, message.sender.bot ? phone.command : null));
  bubble.append(meta(message, own, phone));
  drawing.append(bubble);
  for (const row of message.buttons) {
    drawing.append(element("div", "row", ...row.map((inline) => inlineButton(inline, message, phone))));
  }
  return drawing;
}

function content(message, command) {
  const text = element("div", "text");
  if (message.file && message.kind !== "voice" && message.kind !== "sticker") text.append(file(message));
  else if (message.kind !== "text") text.append(element("div", "kind", word(message.kind)));
  text.append(rendered(message.html, command));
  return text;
}

/** Draw a photo, or the name of a document; either opens beside the page. */
function file(message) {
  const { id, name, size, width, height } = message.file;
  const link = element("a", message.kind === "photo" ? "photo" : "file");
  link.href = `/files/${encodeURIComponent(id)}`;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  if (message.kind === "photo") {
    const image = element("img", "");
    image.src = link.href;
    image.alt = word("photo");
    image.width = width;
    image.height = height;
    link.append(image);
  } else {
    link.append(element("span", "", "📄"), element("span", "", element("b", "", name), element("small", "", weight(size))));
    link.setAttribute("aria-label", `${word("open")} ${name}`);
  }
  return link;
}

function weight(bytes) {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 2);
  return `${Math.round(bytes / 1000 ** power)} ${word("units")[power]}`;
}

function meta(message, own, phone) {
  const sent = new Date(message.date);
  const time = element("time", "", moment(sent, { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = message.date;
  const line = element("div", "meta", ...(message.edited && own ? [`${word("edited")} `] : []), time);
  const editable = own && message.text && ["text", "photo", "document"].includes(message.kind);
  for (const [sign, name] of [...(editable ? [["✎", "edit"]] : []), ["↩", "reply"]]) {
    const made = button(sign, "tool", () => phone.compose(name, message));
    made.setAttribute("aria-label", word(name));
    made.title = word(name);
    line.prepend(made);
  }
  return line;
}

function inlineButton(inline, message, phone) {
  if (/^https?:/.test(inline.url)) {
    const link = element("a", "inline", `${inline.label} ↗`);
    link.href = inline.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  return button(inline.label, `inline ${inline.style}`, (tapped) => phone.tap(tapped, inline, message));
}
