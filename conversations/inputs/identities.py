"""Answers that name something in the world: a company, a commune, a way to be reached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from conversations.companies import RegisteredCompany
from conversations.company_numbers import (
    CompanyNumber,
    FaultyNumber,
    NumberFault,
    read_company_number,
)
from conversations.contact_details import read_contact, read_phone, show_phone, suggest_email
from conversations.inputs.base import Entry, Input, InvalidAnswer, Kept, Option, Outcome, Settled
from conversations.inputs.dates import ISO_DAY
from conversations.messages import N_, Message, say, verbatim
from conversations.places import Place, PlaceSearch
from conversations.situation import Answer, Situation

NAME_LOW, NAME_HIGH = 2, 120
E164 = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)

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
    """A company: ``{"kind": "registered" | "number" | "named" | "creation", …}``.

    ``registered`` holds what the registry says, ``number`` a SIREN that was not looked up,
    ``named`` a name alone, ``creation`` a company that does not exist yet.
    """

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a number or a name, and look it up where a registry answers."""
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
        answers: list[Answer] = [{"kind": "registered", **company.as_answer()} for company in companies[:5]]
        note = say("Is it your company?") if len(answers) == 1 else say("Which one is your company?")
        return Kept({"candidates": answers, "sought": words}, note)

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept the four kinds, each with what it must have."""
        match answer:
            case {"kind": "creation"} | {"kind": "named", "name": str()} | {"kind": "number", "siren": str()}:
                return True
            case {"kind": "registered", "siren": str(), "created_on": str(day)}:
                return ISO_DAY.fullmatch(day) is not None
            case {"kind": "registered", "siren": str()}:
                return True
        return False

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a company found, one being created, or go on with the words as typed."""
        if key == "creation":
            return Settled({"kind": "creation"})
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
            if isinstance(company, dict) and company.get("kind") == "registered":
                found = (Option("c0", say("✅ Yes, this one")),)
        if found and entry.get("sought"):
            return (*found, Option("none", say("None of these")))
        return (*found, Option("creation", say("It is being created")))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show what tells one company from another."""
        parts = answer if isinstance(answer, dict) else {}
        match parts.get("kind"):
            case "creation":
                return say("Being created")
            case "number":
                return say("SIREN {number}", number=grouped(str(parts["siren"])))
            case "registered":
                words = [str(parts.get("name") or ""), str(parts.get("city") or "")]
                words.append(f"SIREN {grouped(str(parts['siren']))}")
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
        return {"kind": "named", "name": name}
    return {"kind": "number", "siren": number.siren, "siret": number.siret}


def grouped(siren: str) -> str:
    """Return a SIREN with its usual spaces."""
    return " ".join((siren[:3], siren[3:6], siren[6:]))


def as_place(place: Place) -> Answer:
    """Return the commune as an answer."""
    return {"code": place.code, "name": place.name, "department": place.department}


@dataclass(frozen=True, slots=True)
class PlaceInput(Input):
    """A commune: ``{"code": INSEE code, "name": …, "department": …}``."""

    @property
    def wants_location(self) -> bool:
        """Accept a shared location, which is turned into a commune and not kept."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a commune, a postal code or both; anything unsure is offered as buttons."""
        return self._settle(situation.world.gazetteer.find(text))

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


@dataclass(frozen=True, slots=True)
class ContactInput(Input):
    """A way to be reached: ``{"phone": E.164 number, "email": …}``, one of them at least."""

    @property
    def wants_contact(self) -> bool:
        """Accept the number shared with Telegram's own button."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a phone number, an e-mail address, or both in one message."""
        contact = read_contact(text)
        if not contact.phone and not contact.email:
            raise InvalidAnswer(
                say(
                    "I found neither a phone number nor an e-mail address. "
                    "Type one, such as 06 39 98 12 34 or camille@example.com."
                )
            )
        answer = as_contact(contact.phone, contact.email)
        suggestion = suggest_email(contact.email) if contact.email else None
        if suggestion:
            return self.offer(
                [as_contact(contact.phone, suggestion), answer], say("Is the e-mail address right?")
            )
        return Settled(answer)

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


def as_contact(phone: str | None, email: str | None) -> Answer:
    """Return the ways to be reached as an answer, without the missing one."""
    return {key: value for key, value in (("phone", phone), ("email", email)) if value}
