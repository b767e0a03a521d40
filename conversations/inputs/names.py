"""The name of a person, as an answer."""

from collections.abc import Container
from dataclasses import dataclass

from conversations.inputs.base import Entry, Input, InvalidAnswer, Outcome, Settled, only_candidate
from conversations.messages import say
from conversations.situation import Answer, Situation
from conversations.understanding.agreement import says_yes
from conversations.understanding.person_names import NotAName, read_person_name
from conversations.understanding.replacements import replacements
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.vocabulary import words_of
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

BORNE = ("only_names", "also_in_dictionaries", "surnames")
NO_NAME = {
    NotAName.REACHES: say("Only a name here, please: how to reach you has a question of its own."),
    NotAName.FIRM: say("A person's name, please, rather than the company's."),
    NotAName.OTHER: say("A first and a last name are enough, nothing else."),
}


def _looks_like_a_name(name: str) -> bool:
    """Tell whether words have the capitals of a name or, of several, one that is borne: "durand paul"."""
    words = name.split()
    if len(words) > 1 and not words_of("french_names", *BORNE).isdisjoint(fold(name).split()):
        return True
    particles = words_of("names", "particles", "civil")
    return all(word[0].isupper() or fold(word) in particles for word in words) and not name.islower()


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
        if waiting and says_yes(fold(text)):
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
        if not _looks_like_a_name(said.readings[0]):
            return self.offer(readings, say("Which name shall I write?"))
        return self.conclude(Understood(readings, said.rest), say("Which name shall I write?"))

    def corrected(self, text: str, answer: Answer, situation: Situation) -> Answer | None:
        """Return the name with one word of it in the place of another, or completed: "Durant pas Durand"."""
        known, said = {*fold(str(answer)).split()}, read_person_name(text)
        if isinstance(said, Understood) and known < {*fold(said.readings[0]).split()}:
            return said.readings[0] if changes_nothing(said.rest, self.own_words) else None
        for old, new in replacements(text):
            words = str(answer).split()
            if fold(old) in map(fold, words):
                renamed = " ".join(new if fold(word) == fold(old) else word for word in words)
                return renamed if isinstance(read_person_name(renamed), Understood) else None
        return None

    @property
    def own_words(self) -> Container[str]:
        """The words in which one says who they are."""
        return frozenset(("appelle", "m", "nom", "prenom", "name"))
