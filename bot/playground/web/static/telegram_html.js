// Telegram's HTML subset, built again node by node: no word of a message is ever taken for markup of the page.

const TAGS = {
  b: "b", strong: "b", i: "i", em: "i", u: "u", ins: "u", s: "s", strike: "s", del: "s",
  code: "code", pre: "pre", blockquote: "blockquote",
};
const COMMAND = /(?<![\w/<>])\/[A-Za-z0-9_]{1,64}(?![\w/<>])/g;

/** Return the message as nodes. `command`: what a tapped /command does. */
export function rendered(html, command) {
  const read = new DOMParser().parseFromString(html, "text/html"); // inert: it runs and fetches nothing
  const fragment = document.createDocumentFragment();
  copy(read.body, fragment, command);
  return fragment;
}

function copy(from, to, command) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      write(node.data, to, command);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = twin(node);
      copy(node, element ?? to, element?.localName === "a" ? null : command);
      if (element) to.append(element);
    }
  }
}

function twin(node) {
  const name = node.localName;
  if (TAGS[name]) return document.createElement(TAGS[name]);
  if (name === "a" && /^(https?|mailto|tel|tg):/i.test(node.getAttribute("href") ?? "")) {
    const link = document.createElement("a");
    link.href = node.getAttribute("href");
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  if (name === "tg-spoiler" || name === "span") {
    const spoiler = document.createElement("span");
    spoiler.className = "spoiler";
    spoiler.tabIndex = 0;
    return spoiler;
  }
  return null; // anything else leaves its words only
}

function write(text, to, command) {
  let written = 0;
  for (const found of command ? text.matchAll(COMMAND) : []) {
    to.append(text.slice(written, found.index));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "command";
    button.textContent = found[0];
    button.addEventListener("click", () => command(found[0]));
    to.append(button);
    written = found.index + found[0].length;
  }
  to.append(text.slice(written));
}
