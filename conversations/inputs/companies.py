"""A company, as an answer: its number, its name, or that it does not exist yet."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

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
from conversations.inputs.dates import ISO_DAY
from conversations.inputs.refusals import all_is_well, says_none
from conversations.messages import N_, Message, say, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.agreement import says_yes
from conversations.understanding.capitals import as_written, in_small_letters
from conversations.understanding.company_answers import (
    is_its_name,
    is_language,
    is_no_name,
    is_not_the_one,
    is_the_one,
    shares_a_word,
)
from conversations.understanding.company_names import HIGH, LOW, SEVERAL, read_company_name
from conversations.understanding.company_numbers import (
    CompanyNumber,
    FaultyNumber,
    NumberFault,
    read_company_number,
    show_company_number,
    understand_company_number,
)
from conversations.understanding.creations import told_as_created
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

NO_NAME = frozenset((
    "pas encore", "pas d entreprise", "je n ai pas d entreprise", "j ai pas d entreprise", "pas de siren",
    "je n ai pas de siren", "sans nom", "not yet", "no company", "i have no company", "no name",
))  # fmt: skip
NUMBERING = frozenset(
    ("siren siret sirene rcs numero n no num number registre register sous entreprise societe boite company "
     "firm business siege social principal etablissement code c s immatricule immatriculee inscrite inscrit "
     "raison sociale denomination enseigne nom name commercial sarl sas sasu eurl sa sci snc scop scic ei "
     "eirl selarl gaec earl voici voila tva intracommunautaire intracom intra vat identification insee here "
     "immatriculation kbis annuaire facture factures papiers papier sur apres ou or et and soit voir cf rm"
     ).split()
)  # fmt: skip
"""Folded words that say of a number, or of a name, that it is the company's."""

_TOWN = 10_000
"""Inhabitants of a town whose name alone may answer another question: "Toul"."""
TO_LOOK_UP = "to_look_up"
"""In the entry of a company that is to be looked up as soon as it is asked for."""

NAME_IS_ENOUGH = say(
    "Its usual name is enough, or the SIREN written on its invoices. "
    "If it does not exist yet, touch “It is being created”."
)
OTHER_NAME = say("What is its name, then? Type it, or touch the one that is right.")

FAULTS = {
    NumberFault.WRONG_LENGTH: N_(
        "I count {digits} digits: a SIREN has 9 and a SIRET has 14. Please check, or type the company's name."
    ),
    NumberFault.WRONG_CHECK_DIGIT: N_(
        "One digit must be wrong in this number. Please check it, or type the company's name."
    ),
    NumberFault.ROUNDED: N_(
        "A spreadsheet has rounded this number: please take it from your papers, or type the company's name."
    ),
}


@dataclass(frozen=True, slots=True)
class CompanyInput(Input):
    """A company: its ``kind``, a ``CompanyKind``, and what is known of it."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a number or a name, and look it up where a registry answers."""
        waiting, words = only_candidate(entry), fold(text)
        if waiting and (says_yes(words) or is_the_one(words)):
            return Settled(waiting)
        if "candidates" in entry and is_not_the_one(words):
            return self._none_of_them(entry, situation)
        if not words or says_none(words) or all_is_well(words) or words in NO_NAME:
            raise InvalidAnswer(NAME_IS_ENOUGH)
        number = understand_company_number(text)
        if isinstance(number, FaultyNumber):
            if number.siren:  # and what follows is wrong: it is asked whether the company is the right one
                return self._look_up(CompanyNumber(number.siren), number.digits, situation)
            raise InvalidAnswer(Message(FAULTS[number.fault], {"digits": len(number.digits)}))
        if number is not None and len(number.readings) > 1:
            each = [unverified(one, "") for one in number.readings]
            return self.offer(each, say("I see several numbers. Which one is your company's?"))
        if number is not None:
            return self._look_up(
                number.readings[0], "" if is_its_name(number.rest) else number.rest, situation
            )
        name, creation = read_company_name(text), told_as_created(words)
        no_name = is_no_name(words, fold(name.readings[0]) if name.readings and name.rest else "")
        if is_language(words) or (no_name and "candidates" not in entry):
            raise InvalidAnswer(NAME_IS_ENOUGH)
        if no_name:
            return Kept({**entry}, OTHER_NAME)
        if creation == "":
            return Settled({"kind": CompanyKind.CREATION})
        if creation:
            named = [unverified(None, each) for each in name.readings if each in text]
            return self.offer([{"kind": CompanyKind.CREATION}, *named], say("Is it being created?"))
        return self._named(name, situation) if name.readings else self._not_named(words)

    def _not_named(self, words: str) -> Outcome:
        raise InvalidAnswer(
            NAME_IS_ENOUGH
            if len(words) >= LOW
            else say("Type the company's name, its SIREN (9 digits) or its SIRET (14 digits).")
        )

    def _named(self, name: Understood[str], situation: Situation) -> Outcome:
        """Take a plain name; of a sentence, ask whether it is the one it tells."""
        first = name.readings[0]
        if not LOW <= len(first) <= HIGH:
            raise InvalidAnswer(
                say("Type the company's name, its SIREN (9 digits) or its SIRET (14 digits).")
            )
        if len(name.readings) == 1 or (situation.world.registry and name.rest != SEVERAL):
            towns = situation.world.gazetteer.named_in(first) if first.istitle() else ()
            alone = any((each.start, each.end) == (0, len(first)) for each in towns)
            known = alone and max(each.inhabitants for each in towns) >= _TOWN
            return self._look_up(first, first if known else name.rest, situation)
        return self.offer([unverified(None, each) for each in name.readings], say("What is its name?"))

    def _look_up(self, said: CompanyNumber | str, rest: str, situation: Situation) -> Outcome:
        """Look the company up, or take it as it was told; ``rest``: the words beside it."""
        number = said if isinstance(said, CompanyNumber) else None
        words = (number.siret or number.siren) if number else str(said)
        sure = changes_nothing(rest, self.own_words)
        if situation.world.registry:
            return Kept({"sought": words} if sure else {"sought": words, "unsure": True}, look_up=words)
        answer = unverified(number, words)
        return Settled(answer) if sure else self._doubted(answer, words, number)

    def doubt(self, outcome: Outcome, text: str, situation: Situation) -> Outcome:
        """Ask whether the whole of it is the name, as "au printemps"; a part, or with a figure, is none."""
        typed = " ".join(text.split())
        if any(map(str.isdigit, typed)) and not understand_company_number(text):
            raise InvalidAnswer(NAME_IS_ENOUGH)
        match outcome:
            case Settled(answer={"kind": CompanyKind.NAMED} as answer):
                return self._doubted(answer, typed, None)
            case Kept(look_up=str(sought)) if sought == typed:
                return Kept({**outcome.entry, "unsure": True}, look_up=sought)
            case Kept(entry={"candidates": list(named)}) if unverified(None, typed) not in named:
                raise InvalidAnswer(NAME_IS_ENOUGH)
            case Kept(look_up=str()):
                raise InvalidAnswer(NAME_IS_ENOUGH)
        return outcome

    def _doubted(self, answer: Answer, words: str, number: CompanyNumber | None) -> Kept:
        if number:
            return self.offer([answer], say("Is this the number of your company?"))
        return self.offer([answer], say("Is its name “{name}”?", name=words))

    @property
    def own_words(self) -> Container[str]:
        """The words that say that a number, or a name, is the company's."""
        return NUMBERING

    def proposal(self, readings: list[Answer], situation: Situation) -> Entry:
        """Have the one company that was named looked up, where a registry answers."""
        company = readings[0] if len(readings) == 1 else None
        parts = company if isinstance(company, dict) and situation.world.registry else {}
        sought = parts.get("siret") or parts.get("siren") or parts.get("name")
        if parts.get("kind") not in (CompanyKind.NAMED, CompanyKind.NUMBER) or not sought:
            return {"candidates": readings}
        return {"sought": sought, "unsure": True, TO_LOOK_UP: True}

    def _none_of_them(self, entry: Entry, situation: Situation) -> Outcome:
        """Go on with the words that were sought, or ask for others."""
        if _may_be_none(entry):
            return self.tap("none", entry, situation)
        raise InvalidAnswer(NAME_IS_ENOUGH)

    @property
    def keeps_words(self) -> bool:
        """Keep the name of a company as it is typed."""
        return True

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Say what is enough, and what to do without a name; "no" says it of the companies found."""
        if wish is Wish.NOBODY and "candidates" in entry:
            return self._none_of_them(entry, situation)
        raise InvalidAnswer(NAME_IS_ENOUGH)

    def found(
        self, companies: Sequence[RegisteredCompany] | None, entry: Entry, situation: Situation
    ) -> Outcome:
        """Offer what the registry found; None when it did not answer."""
        words = str(entry.get("sought") or "")
        number = read_company_number(words)
        as_typed = unverified(number if isinstance(number, CompanyNumber) else None, words)
        if companies is None and entry.get("unsure"):
            return self._doubted(as_typed, words, number if isinstance(number, CompanyNumber) else None)
        if companies is None:
            return Settled(as_typed)
        if not companies:
            note = say("I did not find “{words}” in the register of companies. Is it right?", words=words)
            return self.offer([as_typed], note)
        answers: list[Answer] = [
            {"kind": CompanyKind.REGISTERED, **company.as_answer()} for company in companies[:5]
        ]
        if number is None and not any(shares_a_word(words, company.name) for company in companies):
            answers = [as_typed, *answers]
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
        if found and _may_be_none(entry):
            return (*found, Option("none", say("None of these")))
        creation = Option(CompanyKind.CREATION, say("It is being created"))
        return (*(option for option in found if option.label != say("Being created")), creation)

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show what tells one company from another."""
        parts = answer if isinstance(answer, dict) else {}
        match parts.get("kind"):
            case CompanyKind.CREATION:
                return say("Being created")
            case CompanyKind.NUMBER:
                return say("SIREN {number}", number=show_siren(parts))
            case CompanyKind.REGISTERED:
                words = [
                    as_written(str(parts.get("name") or "")),
                    in_small_letters(str(parts.get("city") or "")),
                ]
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


def _may_be_none(entry: Entry) -> bool:
    """Tell whether the words that were sought may be the name, as none of the firms that are shown is."""
    shown, sought = entry.get("candidates"), entry.get("sought")
    return bool(sought) and not (isinstance(shown, list) and unverified(None, str(sought)) in shown)


def unverified(number: CompanyNumber | None, name: str) -> Answer:
    """Return the answer for a company that the registry did not confirm."""
    if number is None:
        return {"kind": CompanyKind.NAMED, "name": name}
    return {"kind": CompanyKind.NUMBER, "siren": number.siren, "siret": number.siret}


def show_siren(parts: Mapping[str, Answer]) -> str:
    """Return the SIREN of a company in its usual groups."""
    return show_company_number(CompanyNumber(str(parts["siren"])))
