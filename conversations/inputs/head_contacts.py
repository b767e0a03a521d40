"""Who heads a company and how to reach them, told by somebody else."""

from dataclasses import dataclass

from conversations.inputs.base import IS_IT_RIGHT, Entry, InvalidAnswer, Outcome, Settled, only_candidate
from conversations.inputs.contacts import CONTACTS_OFFERED, OWN_WORDS, ContactInput
from conversations.messages import Message, say, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.agreement import says_yes
from conversations.understanding.contacts.reading import understand_contact, words_beside
from conversations.understanding.person_names import NotAName, read_person_name
from conversations.understanding.residue import IDLE, changes_nothing
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

BOTH = say("A name and a phone number, please: those of the head of the company.")


@dataclass(frozen=True, slots=True)
class HeadContact(ContactInput):
    """The head of a company: ``{"name": …, "phone": E.164 number, "email": …}``, one of them at least."""

    @property
    def wants_contact(self) -> bool:
        """Accept no contact shared with a button: it would be that of who writes."""
        return False

    @property
    def keeps_words(self) -> bool:
        """Keep a name as it is typed."""
        return True

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Say what is enough."""
        raise InvalidAnswer(BOTH)

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a name, a number or an address, in one message or several."""
        waiting = only_candidate(entry)
        if waiting and says_yes(fold(text)):
            return Settled(waiting)
        kept = waiting if isinstance(waiting, dict) else {}
        contact = understand_contact(text).readings[0]
        reached = bool(contact.phones or contact.emails)
        beside = words_beside(text) if reached else text
        words = [word for word in beside.split() if fold(word) not in OWN_WORDS]
        if len(words) < len(beside.split()):  # "la présidente, c'est Robin Morel"
            while words and words[0][0].islower() and IDLE.issuperset(fold(words[0]).split()):
                words.pop(0)
        while words and fold(words[-1]) in IDLE:  # "Robin Morel au …"
            words.pop()
        said = read_person_name(" ".join(words))
        names: tuple[Answer, ...] = () if isinstance(said, NotAName) else said.readings
        if not names and not reached:
            raise InvalidAnswer(BOTH)
        emails = tuple(filter(None, (contact.suggested, *contact.emails)))
        answers: list[Answer] = [
            {key: value for key, value in (("name", name), ("phone", phone), ("email", email)) if value}
            for name in names or (kept.get("name"),)
            for phone in contact.phones or (kept.get("phone"),)
            for email in emails or (kept.get("email"),)
        ]
        missing = _missing(answers[0])
        if missing is not None or len(answers) > 1:
            note = missing or say("Which one shall I keep?")
            return self.offer(answers[:CONTACTS_OFFERED], note)
        plain = not isinstance(said, NotAName) and changes_nothing(said.rest, OWN_WORDS)
        if plain or (not fold(beside) and reached):
            return Settled(answers[0])
        return self.offer(answers, IS_IT_RIGHT)

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept a name, a way to be reached, or both."""
        ways = (
            {part: value for part, value in answer.items() if part != "name"}
            if isinstance(answer, dict)
            else {}
        )
        named = isinstance(answer, dict) and isinstance(answer.get("name"), str)
        return (named and not ways) or ContactInput.fits(self, ways, situation)

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the name, then the number as it is dialled, and the address."""
        name = str(answer.get("name") or "") if isinstance(answer, dict) else ""
        ways = ContactInput.show(self, answer, situation).values["text"]
        return verbatim(" · ".join(filter(None, (name, str(ways)))))


def _missing(answer: Answer) -> Message | None:
    """Ask for what is missing of an answer, which may be enough as it is; None when nothing is."""
    parts = answer if isinstance(answer, dict) else {}
    if not parts.get("name"):
        return say("And the name? Touch the number if that is all you have.")
    if not (parts.get("phone") or parts.get("email")):
        return say("And a phone number or an e-mail? Touch the name if that is all you have.")
    return None
