"""A way to be reached, as an answer."""

import re
from dataclasses import dataclass

from conversations.inputs.base import Entry, Input, InvalidAnswer, Outcome, Settled, only_candidate
from conversations.inputs.choices import YES_NO
from conversations.messages import Message, say, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.contact_details import read_contact, read_phone, show_phone, suggest_email
from conversations.understanding.words import excerpt, fold

CONTACTS_OFFERED = 4
E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ContactInput(Input):
    """A way to be reached: ``{"phone": E.164 number, "email": …}``, one of them at least."""

    @property
    def wants_contact(self) -> bool:
        """Accept the number shared with Telegram's own button."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a phone number, an e-mail address, or both; drop nothing without a word."""
        contact, waiting = read_contact(text), only_candidate(entry)
        if waiting and fold(text) in YES_NO[0].wordings:
            return Settled(waiting)
        kept = waiting if isinstance(waiting, dict) else {}
        suggestion = suggest_email(text)
        phones = contact.phones or (kept.get("phone"),)
        emails = tuple(filter(None, (suggestion, *contact.emails))) or (kept.get("email"),)
        if not any((*contact.phones, *contact.emails, suggestion)):
            raise InvalidAnswer(
                say(
                    "I found neither a phone number nor an e-mail address. "
                    "Type one, such as 06 39 98 12 34 or camille@example.com."
                )
            )
        answers = [as_contact(phone, email) for phone in phones for email in emails][:CONTACTS_OFFERED]
        unread = [words for words in contact.unread if not suggest_email(words)]
        if unread:
            note = say("I could not read “{words}”. Type it again, or keep this:", words=excerpt(unread[0]))
            return self.offer(answers, note)
        if suggestion:
            return self.offer(answers, say("Is the e-mail address right?"))
        return (
            Settled(answers[0]) if len(answers) == 1 else self.offer(answers, say("Which one shall I keep?"))
        )

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept a number in E.164, an address, or both."""
        match answer:
            case {"phone": str(phone), **others}:
                return E164.fullmatch(phone) is not None and isinstance(others.get("email", ""), str)
            case {"email": str()}:
                return True
        return False

    def read_contact(self, phone: str, entry: Entry, situation: Situation) -> Outcome:
        """Take the shared number."""
        number = read_phone(phone) or read_phone(f"+{phone.lstrip('+')}")
        if number is None:
            raise InvalidAnswer(say("I could not read this number. Please type it, with its country code."))
        return Settled(as_contact(number, None))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the number as it is dialled, and the address."""
        parts = answer if isinstance(answer, dict) else {}
        phone, email = parts.get("phone"), parts.get("email")
        shown = [show_phone(str(phone)) if phone else "", str(email or "")]
        return verbatim(" · ".join(part for part in shown if part))


def as_contact(phone: Answer, email: Answer) -> Answer:
    """Return the ways to be reached as an answer, without the missing one."""
    return {key: value for key, value in (("phone", phone), ("email", email)) if value}
