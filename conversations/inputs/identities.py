"""Answers that name something in the world: a company, a commune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from conversations.companies import CompanyKind, RegisteredCompany
from conversations.inputs.base import (
    Entry,
    Input,
    InvalidAnswer,
    Kept,
    Option,
    Outcome,
    Settled,
    only_candidate,
)
from conversations.inputs.choices import NONE_OF_THEM, YES_NO
from conversations.inputs.dates import ISO_DAY
from conversations.messages import N_, Message, say, verbatim
from conversations.network.places import Place, PlaceSearch, is_named, town_abroad
from conversations.situation import Answer, Situation
from conversations.understanding.company_numbers import (
    CompanyNumber,
    FaultyNumber,
    NumberFault,
    read_company_number,
    show_company_number,
)
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

NAME_LOW, NAME_HIGH = 2, 120
NO_NAME = NONE_OF_THEM | {
    "pas encore", "pas d entreprise", "je n ai pas d entreprise", "j ai pas d entreprise", "pas de siren",
    "je n ai pas de siren", "sans nom", "not yet", "no company", "i have no company", "no name",
}  # fmt: skip
BEING_CREATED = frozenset(
    ("en creation", "en cours de creation", "elle est en creation", "elle est en cours de creation",
     "entreprise en creation", "creation", "a creer", "being created", "it is being created", "to be created")
)  # fmt: skip

NAME_IS_ENOUGH = say(
    "Its usual name is enough, or the SIREN written on its invoices. "
    "If it does not exist yet, touch “It is being created”."
)

FAULTS = {
    NumberFault.WRONG_LENGTH: N_(
        "I count {digits} digits: a SIREN has 9 and a SIRET has 14. Please check, or type the company's name."
    ),
    NumberFault.WRONG_CHECK_DIGIT: N_(
        "One digit must be wrong in this number. Please check it, or type the company's name."
    ),
    NumberFault.SEVERAL: N_("I see several numbers. Please send only your company's."),
}


@dataclass(frozen=True, slots=True)
class CompanyInput(Input):
    """A company: its ``kind``, a ``CompanyKind``, and what is known of it."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a number or a name, and look it up where a registry answers."""
        waiting, words = only_candidate(entry), fold(text)
        if waiting and words in YES_NO[0].wordings:
            return Settled(waiting)
        if words in BEING_CREATED:
            return Settled({"kind": CompanyKind.CREATION})
        if not words or words in NO_NAME:
            raise InvalidAnswer(NAME_IS_ENOUGH)
        number = read_company_number(text)
        if isinstance(number, FaultyNumber):
            raise InvalidAnswer(Message(FAULTS[number.fault], {"digits": len(number.digits)}))
        name = " ".join(text.split())
        if number is None and not NAME_LOW <= len(name) <= NAME_HIGH:
            raise InvalidAnswer(
                say("Type the company's name, its SIREN (9 digits) or its SIRET (14 digits).")
            )
        if situation.world.registry:
            words = (number.siret or number.siren) if number else name
            return Kept({"sought": words}, look_up=words)
        return Settled(unverified(number, name))

    @property
    def keeps_words(self) -> bool:
        """Keep the name of a company as it is typed."""
        return True

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Say what is enough, and what to do without a name."""
        raise InvalidAnswer(NAME_IS_ENOUGH)

    def found(
        self, companies: Sequence[RegisteredCompany] | None, entry: Entry, situation: Situation
    ) -> Outcome:
        """Offer what the registry found; None when it did not answer."""
        words = str(entry.get("sought") or "")
        number = read_company_number(words)
        as_typed = unverified(number if isinstance(number, CompanyNumber) else None, words)
        if companies is None:
            return Settled(as_typed)
        if not companies:
            note = say("I did not find “{words}” in the register of companies. Is it right?", words=words)
            return self.offer([as_typed], note)
        answers: list[Answer] = [
            {"kind": CompanyKind.REGISTERED, **company.as_answer()} for company in companies[:5]
        ]
        note = say("Is it your company?") if len(answers) == 1 else say("Which one is your company?")
        return Kept({"candidates": answers, "sought": words}, note)

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept the four kinds, each with what it must have."""
        match answer:
            case {"kind": CompanyKind.REGISTERED, "siren": str(), "created_on": str(day)}:
                return ISO_DAY.fullmatch(day) is not None
            case {"kind": CompanyKind.REGISTERED | CompanyKind.NUMBER, "siren": str()}:
                return True
            case {"kind": CompanyKind.CREATION} | {"kind": CompanyKind.NAMED, "name": str()}:
                return True
        return False

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a company found, one being created, or go on with the words as typed."""
        if key == CompanyKind.CREATION:
            return Settled({"kind": CompanyKind.CREATION})
        if key == "none" and entry.get("sought"):
            words = str(entry["sought"])
            number = read_company_number(words)
            return Settled(unverified(number if isinstance(number, CompanyNumber) else None, words))
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer the companies found, and the way for those not in the register."""
        found = Input.options(self, entry, situation)
        if len(found) == 1:
            company = entry["candidates"][0] if isinstance(entry["candidates"], list) else None
            if isinstance(company, dict) and company.get("kind") == CompanyKind.REGISTERED:
                found = (Option("c0", say("✅ Yes, this one")),)
        if found and entry.get("sought"):
            return (*found, Option("none", say("None of these")))
        return (*found, Option(CompanyKind.CREATION, say("It is being created")))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show what tells one company from another."""
        parts = answer if isinstance(answer, dict) else {}
        match parts.get("kind"):
            case CompanyKind.CREATION:
                return say("Being created")
            case CompanyKind.NUMBER:
                return say("SIREN {number}", number=show_siren(parts))
            case CompanyKind.REGISTERED:
                words = [str(parts.get("name") or ""), str(parts.get("city") or "")]
                words.append(f"SIREN\N{NO-BREAK SPACE}{show_siren(parts)}")
                return verbatim(" · ".join(word for word in words if word))
            case _:
                return verbatim(str(parts.get("name") or ""))

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Show the single company found, before it is confirmed."""
        candidates = entry.get("candidates")
        if isinstance(candidates, list) and len(candidates) == 1:
            return self.show(candidates[0], situation)
        return None


def unverified(number: CompanyNumber | None, name: str) -> Answer:
    """Return the answer for a company that the registry did not confirm."""
    if number is None:
        return {"kind": CompanyKind.NAMED, "name": name}
    return {"kind": CompanyKind.NUMBER, "siren": number.siren, "siret": number.siret}


def show_siren(parts: Mapping[str, Answer]) -> str:
    """Return the SIREN of a company in its usual groups."""
    return show_company_number(CompanyNumber(str(parts["siren"])))


def as_place(place: Place) -> Answer:
    """Return the commune as an answer."""
    return {"code": place.code, "name": place.name, "department": place.department}


@dataclass(frozen=True, slots=True)
class PlaceInput(Input):
    """A commune: ``{"code": INSEE code, "name": …, "department": …}``."""

    free: ClassVar[bool] = False

    @property
    def wants_location(self) -> bool:
        """Accept a shared location, which is turned into a commune and not kept."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a commune, a postal code or both; anything unsure is offered as buttons."""
        abroad = town_abroad(text)
        if abroad is None:
            return self._settle(situation.world.gazetteer.find(text))
        return self._in_france(situation.world.gazetteer.find(abroad), abroad)

    def _in_france(self, search: PlaceSearch, name: str) -> Outcome:
        """Offer the communes that do have the name of a town abroad."""
        note = say("Alizé helps establishments in France: in which commune is yours?")
        namesakes: list[Answer] = [as_place(place) for place in search.places if is_named(place, name)]
        if not namesakes:
            raise InvalidAnswer(note)
        return self.offer(namesakes, note)

    def read_location(self, latitude: float, longitude: float, entry: Entry, situation: Situation) -> Outcome:
        """Offer the communes near a shared location."""
        search = situation.world.gazetteer.near(latitude, longitude)
        if search.abroad:
            raise InvalidAnswer(say("This location is not in France. Where in France is your company?"))
        if not search.places:
            raise InvalidAnswer(say("I cannot use this location. Please type the commune or postal code."))
        return self.offer([as_place(place) for place in search.places], say("Which of these communes is it?"))

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept communes that still are: they merge every 1 January."""
        code = answer.get("code") if isinstance(answer, dict) else None
        if situation.place and situation.place.code == code:
            return True  # looked up already
        return isinstance(code, str) and situation.world.gazetteer.commune(code) is not None

    def _settle(self, search: PlaceSearch) -> Outcome:
        if search.certain:
            return Settled(as_place(search.places[0]))
        if search.places:
            return self.offer([as_place(place) for place in search.places], say("Which commune is it?"))
        if search.department:
            raise InvalidAnswer(
                say(
                    "I recognise the département ({department}). Which commune is it?",
                    department=search.department,
                )
            )
        raise InvalidAnswer(say("I do not know this commune. Try its postal code, such as 54200."))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the commune with its département."""
        parts = answer if isinstance(answer, dict) else {}
        return verbatim(f"{parts.get('name')} ({parts.get('department')})")
