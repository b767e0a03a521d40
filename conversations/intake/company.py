"""The company: found in the registry, or told."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from conversations.companies import SECTORS
from conversations.eligibility.facts import Balance, Turnover
from conversations.engine.step import LATER, Joined, Seen, Step
from conversations.inputs import (
    Band,
    Choice,
    CompanyInput,
    Pick,
    PlaceInput,
    Range,
    Year,
    synonyms,
)
from conversations.inputs.identities import as_place
from conversations.intake.conditions import (
    fifty_people_or_more,
    has_company,
    territories_overlap,
    turnover_over_50m,
)
from conversations.intake.difficulties import DIFFICULTIES, Difficulties, situations_told
from conversations.intake.headcount import (
    Headcount,
    headcount_question,
    staff_and_year,
    staff_and_year_question,
)
from conversations.intake.own_words import FIGURE_WORDS, OF_FIGURES, STAFF_WORDS, THE_FIRM, TO_COME
from conversations.intake.sections import COMPANY
from conversations.intake.told import again, at_once, dates, firms, staff, towns
from conversations.messages import N_, Message, Msgid, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.activities.lexicon import own_words
from conversations.understanding.activities.reading import read_activity
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.words import fold


@dataclass(frozen=True, slots=True)
class Activity(Choice):
    """What a company does: a sector, known by the trades in it."""

    def understood(self, text: str, situation: Situation) -> Understood[str]:
        """Read a trade; how many they are, or what they earn, names none."""
        said = (word for word in fold(text).split() if not word.isdigit())
        if all(word in OF_FIGURES or word in STAFF_WORDS or changes_nothing(word) for word in said):
            return Understood(())
        return read_activity(text)

    @property
    def own_words(self) -> Container[str]:
        """Those that are said of any trade."""
        return own_words()


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


COMPANY_STEPS = (
    Step(
        name="company",
        section=COMPANY,
        question=N_("What is your company?"),
        hint=N_("Type its SIREN or SIRET number, or simply its name."),
        why=N_("With it I can fill in several answers for you, and the operator knows who is asking."),
        example=N_("732 829 320 or “Menuiserie des Tilleuls”"),
        called=synonyms(
            "entreprise, nom de l entreprise, societe, nom de la societe, boite, nom de la boite, "
            "siret, siren, numero de siret, company, company name, firm"
        ),
        label=N_("Company"),
        case=N_("For example the name on your invoices, or the 9 figures of its SIREN."),
        input=CompanyInput(),
        told_by=at_once.company,
        spotted=firms.firm,
        personal=True,
        seen=Seen.ONCE_TAKEN_UP,
        implies=what_the_registry_knows,
        proposes=where_the_registry_has_it,
    ),
    Step(
        name="place",
        to_call=True,
        section=COMPANY,
        question=N_("In which commune is the establishment that carries the project?"),
        why=N_("The commune tells which Alizé territory handles your request."),
        example=N_("Toul, 54200, or share your location"),
        told_by=towns.town,
        spotted=towns.spotted,
        corrected_by=again.place,
        named=True,
        called=synonyms(
            "commune, ville, adresse, code postal, localite, town, city, place, address, postcode"
        ),
        label=N_("Commune"),
        case=N_("For example the town on the letters {company} receives, or its postal code."),
        input=PlaceInput(),
    ),
    Step(
        name="basin",
        to_call=True,
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
        told_by=staff.headcount,
        corrected_by=again.headcount,
        called=synonyms(
            "effectif, effectifs, nombre de salaries, nombre de personnes, salaries, "
            "headcount, staff, number of employees, number of people"
        ),
        label=N_("Headcount"),
        later=LATER,
        case=N_("Count everybody {company} pays, and yourself: “4”, or “about ten”."),
        input=Headcount(
            low=0,
            high=100_000,
            quick=(1, 2, 3, 5, 10, 20),
            own=STAFF_WORDS,
            doubted=TO_COME,
            beside=THE_FIRM,
        ),
        joined=Joined(
            name="founded",
            question=staff_and_year_question,
            hint=N_("Type both: “12, 2011”. If you touch a figure, I ask the year next."),
            cuts=staff_and_year,
        ),
        exported=True,
    ),
    Step(
        name="founded",
        section=COMPANY,
        question=N_("In which year was {company} created?"),
        why=N_("Many territories look first at firms over three years old; the others look case by case."),
        example=N_("2016"),
        told_by=dates.founded,
        spotted=dates.founded_spotted,
        corrected_by=again.founded,
        called=synonyms("annee, date de creation, annee de creation, creation, year, founding year"),
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
        called=synonyms("chiffre d affaires, chiffre d affaire, chiffre, turnover, revenue, sales"),
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
        called=synonyms("situation, situation particuliere, difficultes, difficulties"),
        label=N_("Particular situation"),
        told_by=situations_told,
        corrected_by=situations_told,
        input=Difficulties(DIFFICULTIES, none=N_("Neither"), words_high=0),
        skip=N_("I do not know"),
        asked_if=has_company,
    ),
    Step(
        name="sector",
        corrected_by=again.sector,
        section=COMPANY,
        question=N_("What does {company} do, mainly?"),
        why=N_("Some territories have a priority sector. It also helps to find the right specialist."),
        called=synonyms("secteur, activite, secteur d activite, metier, sector, activity, trade"),
        label=N_("Activity"),
        later=LATER,
        case=N_("Take what {company} earns most from."),
        input=Activity(tuple(Pick(sector.sections, sector.label) for sector in SECTORS)),
        exported=True,
    ),
)
