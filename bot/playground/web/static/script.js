// The page: four phones that follow the demonstration's changes.

import { Phone } from "./phone.js";
import { Processes } from "./processes.js";
import { Telegram } from "./telegram.js";
import { moment, speak, spoken, word } from "./words.js";

const SEATS = ["applicant", "operator", "coordinator", "contributor"];
const narrow = matchMedia("(max-width: 960px)");
const telegram = new Telegram();
const processes = new Processes(document.querySelector(".processes"), send);
const phones = {};
let ahead = 0; // how far the demonstration's clock is from this computer's, in milliseconds
let applicant = null; // whose phone the first one was at the last telling

async function send(act) {
  try {
    const answer = await fetch("/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(act),
    });
    return answer.ok;
  } catch {
    return false; // the stream of changes notices by itself that nobody answers
  }
}

function follow() {
  const changes = new EventSource("/changes");
  changes.onmessage = ({ data }) => {
    document.getElementById("lost").hidden = true;
    take(JSON.parse(data));
  };
  changes.onerror = () => {
    document.getElementById("lost").hidden = false;
    if (changes.readyState === EventSource.CLOSED) {
      changes.close();
      setTimeout(follow, 2000);
    }
  };
}

function take(change) {
  if (change.event === "processes") return processes.show(change.processes);
  if (change.event !== "everything") return takeOne(change);
  if (change.processes) {
    // Each process has its own clock, which nobody moves, and nothing happened before.
    for (const alone of document.querySelectorAll(".time, .guide")) alone.hidden = true;
    document.querySelector(".several").hidden = false;
    processes.show(change.processes);
  }
  ahead = Date.parse(change.now) - Date.now();
  tellTime();
  telegram.replace(change);
  for (const seat of SEATS) phones[seat].show(change.seats[seat], change.towns);
  if (change.seats.applicant !== applicant) phones.applicant.hold(change.seats.applicant);
  applicant = change.seats.applicant;
  return nameTabs();
}

function takeOne(change) {
  const chat = telegram.change(change);
  if (!chat) return;
  if (change.event === "sent") missed(chat, change.message);
  for (const seat of SEATS) phones[seat].change(change, chat);
  if (change.event === "sent") for (const seat of SEATS) phones[seat].label();
}

/** A message came: those who have no phone open at its place will have to be told. */
function missed(chat, { sender, thread }) {
  for (const person of telegram.inside(chat)) {
    const seen = SEATS.some((seat) => phones[seat].shows(person, chat, thread));
    if (!seen && person.id !== sender.id) telegram.miss(person, chat, thread);
  }
}

/** Name each phone after who holds it, where only one is seen at a time. */
function nameTabs() {
  for (const seat of SEATS) {
    const { firstName, part } = phones[seat].view.person;
    const about = Object.assign(document.createElement("small"), { textContent: word("parts")[part].short });
    document.getElementById(`tab-${seat}`).replaceChildren(firstName, about);
  }
}

function tellTime() {
  const now = new Date(Date.now() + ahead);
  const time = document.getElementById("now");
  time.dateTime = now.toISOString();
  time.textContent = moment(now, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function choose(seat) {
  for (const name of SEATS) {
    const chosen = name === seat;
    const tab = document.getElementById(`tab-${name}`);
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(name).classList.toggle("chosen", chosen);
    if (chosen) tab.classList.remove("news");
  }
  phones[seat].arrive();
}

function news(seat) {
  const tab = document.getElementById(`tab-${seat}`);
  if (tab.getAttribute("aria-selected") !== "true") tab.classList.add("news");
}

for (const seat of SEATS) {
  const section = document.getElementById(seat);
  section.append(document.getElementById("phone").content.cloneNode(true));
  phones[seat] = new Phone(section, telegram, send, () => news(seat));
  phones[seat].holder.addEventListener("change", () => {
    nameTabs();
    for (const other of SEATS) phones[other].label();
  });
  document.getElementById(`tab-${seat}`).addEventListener("click", () => choose(seat));
}
document.querySelector(".tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = SEATS.findIndex((seat) => event.target.id === `tab-${seat}`);
  const next = SEATS[(at + step + SEATS.length) % SEATS.length];
  choose(next);
  document.getElementById(`tab-${next}`).focus();
});

for (const button of document.querySelectorAll("[data-span]")) {
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    await send({ act: "passes", span: button.dataset.span });
    button.removeAttribute("aria-busy");
  });
}
for (const button of document.querySelectorAll("[data-admit]")) {
  button.addEventListener("click", () => send({ act: "admits", language: button.dataset.admit }));
}
for (const button of document.querySelectorAll(".example")) {
  button.addEventListener("click", () => {
    choose("applicant");
    if (narrow.matches) document.querySelector(".guide").open = false; // the phone gets the room
    phones.applicant.composer.propose(button.textContent);
  });
}
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    if (button.dataset.language === spoken()) return;
    speak(button.dataset.language);
    tellTime();
    processes.redraw();
    for (const seat of SEATS) phones[seat].redraw();
    nameTabs();
    if (phones.applicant.untouched) send({ act: "admits", language: spoken() });
  });
}

if (narrow.matches) document.querySelector(".guide").open = false;
choose("applicant");
setInterval(tellTime, 5000);
follow();
