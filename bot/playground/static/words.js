// The page's own words: French stands in the document, English beside it; what scripts say is here.

const WORDS = {
  fr: {
    bot: "bot", blocked: "vous avez bloqué ce bot", typing: "écrit…", group: "groupe", people: "avec le bot",
    block: "Bloquer le bot", unblock: "Débloquer le bot", start: "DÉMARRER", restart: "REDÉMARRER",
    edited: "modifié", edit: "Modifier ce message", reply: "Répondre à ce message", reactedWith: "Réaction :",
    editing: "Modification de votre message", replying: "Réponse à :", quiet: "Aucun message pour l'instant.",
    photo: "🖼 Photo", voice: "🎙 Message vocal, 0:03", contact: "👤 Numéro partagé :", location: "📍 Lieu partagé",
    new_chat_members: "est là", left_chat_member: "est parti", shareContact: "Partager mon numéro",
    shareLocation: "Partager un lieu…", sendPhoto: "Envoyer une photo", sendVoice: "Envoyer un message vocal",
    where: "Où êtes-vous ?", unread: "non lu", failed: "Cela n'a pas pu être fait.",
    elsewhere: "Nouveau message : ", download: "Télécharger",
  },
  en: {
    bot: "bot", blocked: "you blocked this bot", typing: "is typing…", group: "group", people: "with the bot",
    block: "Block the bot", unblock: "Unblock the bot", start: "START", restart: "RESTART",
    edited: "edited", edit: "Edit this message", reply: "Reply to this message", reactedWith: "Reaction:",
    editing: "Editing your message", replying: "Reply to:", quiet: "No message yet.",
    photo: "🖼 Photo", voice: "🎙 Voice message, 0:03", contact: "👤 Shared number:", location: "📍 Shared place",
    new_chat_members: "is here", left_chat_member: "left", shareContact: "Share my number",
    shareLocation: "Share a place…", sendPhoto: "Send a photo", sendVoice: "Send a voice message",
    where: "Where are you?", unread: "unread", failed: "That could not be done.",
    elsewhere: "New message: ", download: "Download",
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
