"""The name of a person, as an answer."""

from collections.abc import Container
from dataclasses import dataclass

from conversations.inputs.base import Entry, Input, InvalidAnswer, Outcome, Settled, only_candidate
from conversations.inputs.choices import YES_NO
from conversations.messages import say
from conversations.situation import Answer, Situation
from conversations.understanding.person_names import NotAName, read_person_name
from conversations.understanding.residue import Understood
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

NO_NAME = {
    NotAName.REACHES: say("Only a name here, please: how to reach you has a question of its own."),
    NotAName.FIRM: say("A person's name, please, rather than the company's."),
    NotAName.OTHER: say("A first and a last name are enough, nothing else."),
}


@dataclass(frozen=True, slots=True)
class Name(Input):
    """The name of a person, ``low`` to ``high`` characters."""

    low: int = 2
    high: int = 80

    @property
    def keeps_words(self) -> bool:
        """Keep a name as it is typed."""
        return True

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Say what is enough."""
        raise InvalidAnswer(NO_NAME[NotAName.OTHER])

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a name, without the words that say it is one; propose it where others are left."""
        waiting = only_candidate(entry)
        if waiting and fold(text) in YES_NO[0].words:
            return Settled(waiting)
        said = read_person_name(text)
        if not isinstance(said, NotAName) and not all(
            self.low <= len(name) <= self.high for name in said.readings
        ):
            said = NotAName.OTHER
        if fold(text) and fold(text) == fold(str(situation.parts("company").get("name") or "")):
            said = NotAName.FIRM
        if fold(text) and fold(text) == fold(str(situation.parts("place").get("name") or "")):
            said = NotAName.OTHER
        if isinstance(said, NotAName):
            raise InvalidAnswer(NO_NAME[said])
        readings: tuple[Answer, ...] = said.readings
        if said.readings[0].islower() and " " not in said.readings[0]:  # any word may be typed so
            return self.offer(readings, say("Which name shall I write?"))
        return self.conclude(Understood(readings, said.rest), say("Which name shall I write?"))

    @property
    def own_words(self) -> Container[str]:
        """The words in which one says who they are."""
        return frozenset(("appelle", "m", "nom", "prenom", "name"))
