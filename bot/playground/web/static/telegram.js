// Telegram as the page was last told: people, their chats, and what each has not read yet.

const place = (person, chat, thread) => `${person}:${chat}:${thread ?? 0}`;

export class Telegram {
  people = [];
  chats = new Map();
  unread = new Map();

  /** Take everything as it is. */
  replace({ people, chats }) {
    this.people = people;
    this.chats = new Map(chats.map((chat) => [
      chat.id,
      { ...chat, messages: new Map(chat.messages.map((message) => [message.id, message])) },
    ]));
  }

  person(id) { return this.people.find((person) => person.id === id); }

  /** Return the chats somebody is in, the one to begin with first. */
  chatsOf(person) { return person.chats.map((id) => this.chats.get(id)); }

  /** Return the people who are in a chat. */
  inside(chat) { return this.people.filter((person) => person.chats.includes(chat.id)); }

  /** Take a change of one chat; return the chat, nothing when no phone shows it. */
  change(change) {
    const chat = this.chats.get(change.chat);
    switch (chat && change.event) {
      case "sent": case "edited": chat.messages.set(change.message.id, change.message); break;
      case "deleted": chat.messages.delete(change.message); break;
      case "keyboard": chat.keyboard = change.keyboard; break;
      case "members": chat.bot = change.bot; break;
      case "topics": chat.topics = change.topics; break;
    }
    return chat;
  }

  /** Count one more message that somebody has not read. */
  miss(person, chat, thread) {
    const where = place(person.id, chat.id, thread);
    this.unread.set(where, (this.unread.get(where) ?? 0) + 1);
  }

  /** Nothing is left to read there. */
  read(person, chat, thread) { this.unread.delete(place(person.id, chat.id, thread)); }

  /** Return how many messages somebody has not read: in all, in a chat, or in one of its topics. */
  waiting(person, chat, thread) {
    if (thread !== undefined) return this.unread.get(place(person.id, chat.id, thread)) ?? 0;
    const begin = chat ? `${person.id}:${chat.id}:` : `${person.id}:`;
    return [...this.unread].reduce((sum, [where, count]) => sum + (where.startsWith(begin) ? count : 0), 0);
  }
}
