// The page's own words: French stands in the document, English beside it; what scripts say is here.

const WORDS = {
  fr: {
    bot: "bot", blocked: "vous avez bloqué ce bot", typing: "écrit…", people: "et le bot", general: "Général",
    block: "Bloquer le bot", unblock: "Débloquer le bot", start: "DÉMARRER", restart: "REDÉMARRER",
    edited: "modifié", edit: "Modifier ce message", reply: "Répondre à ce message",
    editing: "Modification de votre message", replying: "Réponse à :", quiet: "Aucun message pour l’instant.",
    photo: "Photo", voice: "🎙 Message vocal, 0:03", sticker: "Autocollant", contact: "👤 Numéro partagé :", location: "📍 Lieu partagé",
    new_chat_members: "est là", left_chat_member: "est parti", shareContact: "Partager mon numéro",
    forum_topic_created: "a ouvert le sujet", forum_topic_closed: "a fermé le sujet",
    sendDocument: "Envoyer un devis (PDF)", sendAlbum: "Envoyer deux PDF ensemble",
    shareLocation: "Partager un lieu…", sendPhoto: "Envoyer une photo", sendVoice: "Envoyer un message vocal",
    where: "Où êtes-vous ?", unread: "non lu", unreads: "non lus", failed: "Cela n’a pas pu être fait.",
    process: "Processus", calls: "appels", dead: "arrêté", kill: "Tuer", revive: "Relancer",
    elsewhere: "Nouveau message : ", open: "Ouvrir", units: ["o", "ko", "Mo"],
    parts: {
      applicant: { group: "Entreprises", short: "entreprise", about: "À la tête d’une petite entreprise." },
      operator: { group: "Territoires", short: "territoire", about: "Sur un territoire : les demandes arrivent dans son groupe." },
      committee: { group: "Comité", short: "comité", about: "Au comité d’agrément, qui décide." },
      coordinator: { group: "Coordination", short: "coordination", about: "Les lieux sans territoire, et la vue d’ensemble." },
      contributor: { group: "Entreprises apporteuses", short: "apporteuse", about: "Prête son savoir-faire aux petites entreprises." },
    },
  },
  en: {
    bot: "bot", blocked: "you blocked this bot", typing: "is typing…", people: "and the bot", general: "General",
    block: "Block the bot", unblock: "Unblock the bot", start: "START", restart: "RESTART",
    edited: "edited", edit: "Edit this message", reply: "Reply to this message",
    editing: "Editing your message", replying: "Reply to:", quiet: "No message yet.",
    photo: "Photo", voice: "🎙 Voice message, 0:03", sticker: "Sticker", contact: "👤 Shared number:", location: "📍 Shared place",
    new_chat_members: "is here", left_chat_member: "left", shareContact: "Share my number",
    forum_topic_created: "opened the topic", forum_topic_closed: "closed the topic",
    sendDocument: "Send an estimate (PDF)", sendAlbum: "Send two PDFs together",
    shareLocation: "Share a place…", sendPhoto: "Send a photo", sendVoice: "Send a voice message",
    where: "Where are you?", unread: "unread", unreads: "unread", failed: "That could not be done.",
    process: "Process", calls: "calls", dead: "stopped", kill: "Kill", revive: "Start again",
    elsewhere: "New message: ", open: "Open", units: ["B", "kB", "MB"],
    parts: {
      applicant: { group: "Companies", short: "company", about: "At the head of a small firm." },
      operator: { group: "Territories", short: "territory", about: "In a territory: requests arrive in its group." },
      committee: { group: "Committee", short: "committee", about: "On the approval committee, which decides." },
      coordinator: { group: "Coordination", short: "coordination", about: "Places without a territory, and the view of the whole." },
      contributor: { group: "Contributor companies", short: "contributor", about: "Lends their know-how to small firms." },
    },
  },
};

let language = "fr";

/** Return the page's language. */
export const spoken = () => language;

/** Return one of the page's words. */
export const word = (name) => WORDS[language][name];

/** Put a part of the document in the page's language. */
export function translate(root) {
  for (const [attribute, target] of [["en", null], ["enLabel", "aria-label"], ["enTitle", "title"]]) {
    const name = attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      const kept = `fr${attribute.slice(2)}`;
      element.dataset[kept] ??= target ? element.getAttribute(target) : element.textContent;
      const text = element.dataset[language === "en" ? attribute : kept];
      if (target) element.setAttribute(target, text);
      else if (element.textContent !== text) element.textContent = text;
    }
  }
}

/** Change the page's language. */
export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  }
  translate(document);
}

/** Write a moment of the demonstration, in Paris. */
export function moment(date, options) {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { timeZone: "Europe/Paris", ...options }).format(date);
}
