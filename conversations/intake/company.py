"""The company: found in the registry, or told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from conversations.companies import SECTORS, CompanyKind, headcount_range
from conversations.eligibility.company_rules import SME_MAX_HEADCOUNT
from conversations.eligibility.facts import Balance, Turnover
from conversations.engine.step import Seen, Step
from conversations.inputs import (
    YES_NO,
    Band,
    Choice,
    CompanyInput,
    Entry,
    Kept,
    Option,
    Outcome,
    Pick,
    PlaceInput,
    Range,
    Settled,
    Whole,
    Year,
    only_candidate,
)
from conversations.inputs.identities import as_place
from conversations.intake import said_again, told_elsewhere
from conversations.intake.activity import Activity
from conversations.intake.conditions import (
    fifty_people_or_more,
    has_company,
    territories_overlap,
    turnover_over_50m,
)
from conversations.intake.difficulties import DIFFICULTIES, Difficulties
from conversations.intake.own_words import FIGURE_WORDS, STAFF_WORDS, TO_COME
from conversations.intake.sections import COMPANY, LATER
from conversations.messages import N_, Message, Msgid, say, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.words import NOT_KNOWING, fold


@dataclass(frozen=True, slots=True)
class CoveringBasins(Choice):
    """One of the basins that cover the place."""

    def listed(self, situation: Situation) -> tuple[Pick, ...]:
        """Return the basins of the route."""
        basins = situation.route.basins if situation.route else ()
        return tuple(Pick(basin.code, Msgid(basin.name), (fold(basin.name),)) for basin in basins)

    def label(self, pick: Pick, situation: Situation) -> Message:
        """Return the basin's own name."""
        return verbatim(pick.label)


def what_the_registry_knows(answer: Answer, situation: Situation) -> Mapping[str, Answer]:
    """Return the answers that the company registry gives."""
    company = situation.company
    if company is None:
        return {}
    known: dict[str, Answer] = {}
    if company.created_on:
        known["founded"] = company.created_on.year
    section = company.section or " "
    sector = next((each.sections for each in SECTORS if section in each.sections), None)
    return known | ({"sector": sector} if sector else {})


def where_the_registry_has_it(answer: Answer, situation: Situation) -> Mapping[str, Answer]:
    """Propose the commune of the register: that of the head office, which the project may be far from."""
    code = situation.company.commune if situation.company else None
    place = situation.world.gazetteer.commune(code) if code else None
    return {"place": as_place(place)} if place else {}


@dataclass(frozen=True, slots=True)
class Headcount(Whole):
    """A count of people; what may be a slip, or stops the request, is confirmed first."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a count, offering estimates to who does not know it."""
        closest = say("An estimate is enough: which one is closest?")
        if fold(text) in NOT_KNOWING:
            return self.offer(list(ESTIMATES), closest)
        doubted = only_candidate(entry)
        if doubted and fold(text) in YES_NO[0].words:
            return Settled(doubted)
        if doubted and fold(text) in YES_NO[1].words:
            return Kept({})
        if (band := _BAND.search(fold(text))) and (staff := headcount_range(band[1])):
            return self.offer([end for end in staff if end is not None], closest)
        outcome = Whole.read(self, text, entry, situation)
        read = [outcome.answer] if isinstance(outcome, Settled) else outcome.entry.get("candidates")
        if read == [0] and situation.company_kind != CompanyKind.CREATION:
            return self.offer([1, 0], say("You included, is it 1 or 0?"))
        if not isinstance(outcome, Settled) or outcome.answer == doubted:
            return outcome
        count = int(str(outcome.answer))
        if count in YEARS:
            doubt = say("Is it {n} people, or the year the company was created?", n=str(count))
        elif count > SME_MAX_HEADCOUNT:
            doubt = say("Alizé is for firms of under 250 people: is it {n} indeed?", n=count)
        else:
            return outcome
        return self.offer([count], doubt)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a count, or ask again."""
        return Kept({}) if key == "again" else Whole.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer another figure next to the only one understood."""
        offered = Whole.options(self, entry, situation)
        return (*offered, Option("again", say("Another figure"))) if len(offered) == 1 else offered


_BAND = re.compile(r"\b(?:tranche|code)(?: [a-z]+)* (nn|0[0-3]|[1-5][1-3])$")
"""The code of a band of the register, which is no headcount: 12 is 20 to 49."""
YEARS = range(1900, 2101)
ESTIMATES = (3, 8, 15, 35, 75, 150)


def headcount_question(situation: Situation) -> Message:
    """Ask for the headcount, with what the registry says of it."""
    if situation.company_kind == CompanyKind.CREATION:
        return say("How many people will the company employ when it starts, you included?")
    band = situation.company.headcount_band if situation.company else None
    known = headcount_range(band) if band else None
    question = say("How many people does {company} employ today, you included?", **situation.words)
    if known is None or known[1] is None:
        return question
    return say(
        "{question}\nThe register of companies says {low} to {high}, often with a year or two of delay.",
        question=question,
        low=known[0],
        high=known[1],
    )


COMPANY_STEPS = (
    Step(
        name="company",
        section=COMPANY,
        question=N_("What is your company?"),
        hint=N_("Type its SIREN or SIRET number, or simply its name."),
        why=N_("With it I can fill in several answers for you, and the operator knows who is asking."),
        example=N_("732 829 320 or “Menuiserie des Tilleuls”"),
        label=N_("Company"),
        case=N_("For example the name on your invoices, or the 9 figures of its SIREN."),
        input=CompanyInput(),
        personal=True,
        seen=Seen.ONCE_TAKEN_UP,
        implies=what_the_registry_knows,
        proposes=where_the_registry_has_it,
    ),
    Step(
        name="place",
        section=COMPANY,
        question=N_("In which commune is the establishment that carries the project?"),
        why=N_("The commune tells which Alizé territory handles your request."),
        example=N_("Toul, 54200, or share your location"),
        told_by=told_elsewhere.town,
        corrected_by=said_again.place,
        named=True,
        label=N_("Commune"),
        case=N_("For example the town on the letters {company} receives, or its postal code."),
        input=PlaceInput(),
    ),
    Step(
        name="basin",
        section=COMPANY,
        question=N_("Several Alizé territories cover {place}. Which one do you want to apply to?"),
        why=N_("Each territory has its own committee. If you hesitate, take the one you know best."),
        label=N_("Territory"),
        input=CoveringBasins(()),
        seen=Seen.ELSEWHERE,
        asked_if=territories_overlap,
    ),
    Step(
        name="headcount",
        section=COMPANY,
        question=headcount_question,
        why=N_("Alizé is for firms under 250 people; it also tells the committee your scale."),
        example=N_("12, “twelve” or “about twenty”"),
        told_by=told_elsewhere.headcount,
        corrected_by=said_again.headcount,
        label=N_("Headcount"),
        later=LATER,
        case=N_("Count everybody {company} pays, and yourself: “4”, or “about ten”."),
        input=Headcount(low=0, high=100_000, quick=(1, 2, 3, 5, 10, 20), own=STAFF_WORDS, doubted=TO_COME),
        exported=True,
    ),
    Step(
        name="founded",
        section=COMPANY,
        question=N_("In which year was {company} created?"),
        why=N_("Many territories look first at firms over three years old; the others look case by case."),
        example=N_("2016"),
        told_by=told_elsewhere.founded,
        corrected_by=said_again.founded,
        label=N_("Created in"),
        case=N_("An idea of the year is enough: it is on the papers of {company}."),
        input=Year(low=1700),
        exported=True,
        skip=N_("I do not know"),
        asked_if=has_company,
    ),
    Step(
        name="turnover",
        section=COMPANY,
        question=N_("What is the yearly turnover of {company}, roughly?"),
        why=N_("With the headcount, it tells whether the firm is small or medium in the European sense."),
        label=N_("Turnover"),
        input=Band(
            (
                Range(Turnover.UNDER_2M, N_("Up to 2 M€"), high=2_000_000),
                Range(
                    Turnover.FROM_2_TO_10M,
                    N_("2 to 10 M€"),
                    ("2 a 10", "entre 2 et 10", "2 to 10"),
                    low=2_000_000,
                    high=10_000_000,
                ),
                Range(
                    Turnover.FROM_10_TO_50M,
                    N_("10 to 50 M€"),
                    ("10 a 50", "entre 10 et 50", "10 to 50"),
                    low=10_000_000,
                    high=50_000_000,
                ),
                Range(
                    Turnover.OVER_50M,
                    N_("Over 50 M€"),
                    ("plus de 50", "over 50", "more than 50"),
                    low=50_000_000,
                ),
                Pick(
                    Turnover.UNKNOWN,
                    N_("I do not know"),
                    ("je ne sais pas", "i do not know", "inconnu", "unknown"),
                ),
            ),
            own=FIGURE_WORDS,
        ),
        # Over 50 M€ under fifty people: for the operator to notice; 85 % have twenty at most [S METIS].
        asked_if=fifty_people_or_more,
    ),
    Step(
        name="balance",
        section=COMPANY,
        question=N_("And its balance sheet total: above or below 43 M€?"),
        why=N_("Over 50 M€ of turnover, the European definition looks at the balance sheet instead."),
        label=N_("Balance sheet total"),
        input=Band(
            (
                Range(
                    Balance.UNDER_43M,
                    N_("Up to 43 M€"),
                    ("moins", "en dessous", "inferieur", "below", "less", "under"),
                    high=43_000_000,
                ),
                Range(
                    Balance.OVER_43M,
                    N_("Over 43 M€"),
                    ("plus", "au dessus", "superieur", "above", "more", "over", "plus de 43", "over 43"),
                    low=43_000_000,
                ),
                Pick(Balance.UNKNOWN, N_("I do not know"), ("je ne sais pas", "i do not know")),
            ),
            own=FIGURE_WORDS,
        ),
        asked_if=turnover_over_50m,
        on_demand=N_("➕ Balance sheet total"),  # under 1 % of firms: the operator reckons with them
    ),
    Step(
        name="difficulties",
        section=COMPANY,
        question=N_("Does one of these apply to {company}?"),
        why=N_("Neither closes the door: the operator only needs to know before calling you."),
        label=N_("Particular situation"),
        input=Difficulties(DIFFICULTIES, none=N_("Neither"), words_high=0),
        skip=N_("I do not know"),
        asked_if=has_company,
    ),
    Step(
        name="sector",
        corrected_by=said_again.sector,
        section=COMPANY,
        question=N_("What does {company} do, mainly?"),
        why=N_("Some territories have a priority sector. It also helps to find the right specialist."),
        label=N_("Activity"),
        later=LATER,
        case=N_("Take what {company} earns most from."),
        input=Activity(tuple(Pick(sector.sections, sector.label) for sector in SECTORS)),
        exported=True,
    ),
)
