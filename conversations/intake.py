"""The applicant's questions, in asking order. Adding one touches this list and the catalogs only."""

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.companies import SECTORS, headcount_range
from conversations.eligibility import Outcome
from conversations.inputs import (
    YES_NO,
    Choice,
    CompanyInput,
    ContactInput,
    Days,
    Money,
    Pick,
    PlaceInput,
    Prose,
    Several,
    Text,
    When,
    Whole,
    Year,
)
from conversations.inputs.identities import as_place
from conversations.machine import Questionnaire
from conversations.messages import N_, Message, Msgid, say, verbatim
from conversations.network import Severity
from conversations.situation import Answer, Situation
from conversations.skills import SKILLS, suggest
from conversations.steps import Section, Step
from conversations.words import fold

WELCOME = Section("welcome", N_("Welcome"))
YOU = Section("you", N_("You"))
ADVICE = Section("advice", N_("A point to look at"))
COMPANY = Section("company", N_("Your company"))
PROJECT = Section("project", N_("Your project"))
SKILLS_LACKED = Section("skills", N_("The skills you lack"))
JOBS = Section("jobs", N_("Jobs"))
MONEY = Section("money", N_("Money"))
CONTACT = Section("contact", N_("Contact"))


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


@dataclass(frozen=True, slots=True)
class ChosenSkills(Choice):
    """One of the skills ticked before."""

    def listed(self, situation: Situation) -> tuple[Pick, ...]:
        """Return the ticked skills."""
        return tuple(pick for pick in self.picks if pick.key in situation.items("skills"))


@dataclass(frozen=True, slots=True)
class SuggestedSkills(Several):
    """Skills, those that the description calls for being ticked in advance."""

    def suggested(self, situation: Situation) -> tuple[str, ...]:
        """Return the skills that the description calls for."""
        found = suggest(situation.text("description") or "", situation.text("project_kind"))
        return tuple(suggestion.code for suggestion in found)


@dataclass(frozen=True, slots=True)
class JobsKept(Whole):
    """A count of jobs, the whole staff being the likely one."""

    def offered(self, situation: Situation) -> tuple[int, ...]:
        """Offer none, and everybody."""
        return tuple(dict.fromkeys((0, situation.number("headcount") or 0)))


def has_company(situation: Situation) -> bool:
    """Tell whether the company exists already."""
    return situation.company_kind not in (None, "creation")


def wants_advance(situation: Situation) -> bool:
    """Tell whether an advance is asked for, where it is practised."""
    return situation.advance_practised and bool(situation.number("advance"))


def what_the_registry_knows(answer: Answer, situation: Situation) -> Mapping[str, Answer]:
    """Return the answers that the company registry gives; a company being created gives its kind."""
    if situation.company_kind == "creation":
        return {"project_kind": "creation"}
    company = situation.company
    if company is None:
        return {}
    known: dict[str, Answer] = {}
    place = situation.world.gazetteer.commune(company.commune) if company.commune else None
    if place:
        known["place"] = as_place(place)
    if company.created_on:
        known["founded"] = company.created_on.year
    for sector in SECTORS:
        if company.section and company.section in sector.sections:
            known["sector"] = sector.sections
    return known


def headcount_question(situation: Situation) -> Message:
    """Ask for the headcount, with what the registry says of it."""
    if situation.company_kind == "creation":
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


def redirection_question(situation: Situation) -> Message:
    """Tell what stands in the way, and which other doors there are."""
    hard = situation.verdict.of(Severity.REDIRECT)
    told = hard[0].for_applicant if hard else say("One point needs a person to look at it.")
    return say(
        "{finding}\n\nOnly people decide here. Shall I go on, and have a person look at your project?",
        finding=told,
    )


_SKILL_PICKS = tuple(Pick(skill.code, skill.label) for skill in SKILLS)

STEPS = (
    Step(
        name="privacy",
        section=WELCOME,
        question=N_(
            "Hello! I help you prepare a request to the Alizé network: days of advice given by the "
            "specialists of large firms near you and, in some territories, an interest-free repayable "
            "advance.\n\n"
            "About ten minutes, and you can stop and come back whenever you like.\n\n"
            "🔒 Your answers are read by the Alizé operator of your territory. The approval committee "
            "sees them only if you agree. Please give no bank or medical details here."
        ),
        why=N_(
            "The law asks me to tell you who reads your answers before you give them. "
            "/privacy tells the rest, /mydata gives you your answers, /delete erases them."
        ),
        label=N_("Privacy notice"),
        input=Choice(
            (
                Pick("yes", N_("✅ Fine, let us start"), YES_NO[0].words),
                Pick("no", N_("No, thank you"), YES_NO[1].words),
            )
        ),
    ),
    Step(
        name="role",
        section=YOU,
        question=N_("Who are you in the company?"),
        why=N_("The head of the company meets the committee in person. An adviser may prepare the request."),
        label=N_("You are"),
        input=Choice(
            (
                Pick(
                    "head",
                    N_("I run it"),
                    (
                        "dirigeant",
                        "dirigeante",
                        "gerant",
                        "gerante",
                        "patron",
                        "patronne",
                        "chef d entreprise",
                        "president",
                        "presidente",
                        "pdg",
                        "artisan",
                        "je la dirige",
                        "founder",
                        "head",
                        "owner",
                        "boss",
                        "manager",
                        "i run it",
                        "moi",
                    ),
                ),
                Pick(
                    "delegate",
                    N_("I work there and am mandated"),
                    (
                        "salarie",
                        "salariee",
                        "mandate",
                        "mandatee",
                        "employe",
                        "employee",
                        "adjoint",
                        "daf",
                        "delegate",
                    ),
                ),
                Pick(
                    "adviser",
                    N_("I advise it (accountant, consultant…)"),
                    (
                        "comptable",
                        "conseil",
                        "conseiller",
                        "consultant",
                        "avocat",
                        "adviser",
                        "advisor",
                        "accountant",
                    ),
                ),
            )
        ),
    ),
    Step(
        name="head_agrees",
        section=YOU,
        question=N_("Does the head of the company know about this request, and agree with it?"),
        why=N_("The head of the company will be called, and presents the project to the committee."),
        label=N_("The head agrees"),
        input=Choice(YES_NO),
        asked_if=lambda situation: situation.text("role") in ("delegate", "adviser"),
    ),
    Step(
        name="human_review",
        section=ADVICE,
        question=redirection_question,
        why=N_(
            "I check the rules of your territory as you answer, so that you know at once where you stand."
        ),
        label=N_("A person looks at it"),
        input=Choice((Pick("yes", N_("🙋 Yes, have a person look"), YES_NO[0].words),)),
        asked_if=lambda situation: situation.verdict.outcome is Outcome.REDIRECTED,
    ),
    Step(
        name="company",
        section=COMPANY,
        question=N_("What is your company? Type its SIREN or SIRET number, or simply its name."),
        why=N_("With it I can fill in several answers for you, and the operator knows who is asking."),
        example=N_("732 829 320 or “Menuiserie des Tilleuls”"),
        label=N_("Company"),
        input=CompanyInput(),
        implies=what_the_registry_knows,
    ),
    Step(
        name="place",
        section=COMPANY,
        question=N_("In which commune is the establishment that carries the project?"),
        why=N_("The commune tells which Alizé territory handles your request."),
        example=N_("Toul, 54200, or share your location"),
        label=N_("Commune"),
        input=PlaceInput(),
    ),
    Step(
        name="basin",
        section=COMPANY,
        question=N_("Two Alizé territories cover {place}. Which one do you want to apply to?"),
        why=N_("Each territory has its own committee. If you hesitate, take the one you know best."),
        label=N_("Territory"),
        input=CoveringBasins(()),
        asked_if=lambda situation: situation.route is not None and len(situation.route.basins) > 1,
    ),
    Step(
        name="headcount",
        section=COMPANY,
        question=headcount_question,
        why=N_("Alizé is for firms under 250 people; it also tells the committee your scale."),
        example=N_("12, “douze” or “une vingtaine”"),
        label=N_("Headcount"),
        input=Whole(low=0, high=100_000, quick=(1, 2, 3, 5, 10, 20)),
        asked_if=lambda situation: situation.company_kind is not None,
    ),
    Step(
        name="founded",
        section=COMPANY,
        question=N_("In which year was {company} created?"),
        why=N_("Many territories look first at firms over three years old; the others look case by case."),
        example=N_("2016"),
        label=N_("Created in"),
        input=Year(low=1700),
        asked_if=has_company,
    ),
    Step(
        name="turnover",
        section=COMPANY,
        question=N_("What is the yearly turnover of {company}, roughly?"),
        why=N_("With the headcount, it tells whether the firm is small or medium in the European sense."),
        label=N_("Turnover"),
        input=Choice(
            (
                Pick(
                    "under_2m",
                    N_("Up to 2 M€"),
                    ("moins de 2", "jusqu a 2", "under 2", "less than 2", "up to 2"),
                ),
                Pick("2_to_10m", N_("2 to 10 M€"), ("2 a 10", "entre 2 et 10", "2 to 10")),
                Pick("10_to_50m", N_("10 to 50 M€"), ("10 a 50", "entre 10 et 50", "10 to 50")),
                Pick("over_50m", N_("Over 50 M€"), ("plus de 50", "over 50", "more than 50")),
                Pick(
                    "unknown", N_("I do not know"), ("je ne sais pas", "i do not know", "inconnu", "unknown")
                ),
            )
        ),
        # Under ten people the band changes no rule: a screen saved for two applicants in three [S METIS].
        asked_if=lambda situation: has_company(situation) and (situation.number("headcount") or 0) >= 10,
    ),
    Step(
        name="balance",
        section=COMPANY,
        question=N_("And its balance sheet total: above or below 43 M€?"),
        why=N_("Over 50 M€ of turnover, the European definition looks at the balance sheet instead."),
        label=N_("Balance sheet total"),
        input=Choice(
            (
                Pick(
                    "under_43m",
                    N_("Up to 43 M€"),
                    ("moins", "en dessous", "inferieur", "below", "less", "under"),
                ),
                Pick(
                    "over_43m", N_("Over 43 M€"), ("plus", "au dessus", "superieur", "above", "more", "over")
                ),
                Pick("unknown", N_("I do not know"), ("je ne sais pas", "i do not know")),
            )
        ),
        asked_if=lambda situation: situation.text("turnover") == "over_50m",
    ),
    Step(
        name="difficulties",
        section=COMPANY,
        question=N_("Does one of these apply to {company}?"),
        why=N_("Neither closes the door: the operator only needs to know before calling you."),
        label=N_("Particular situation"),
        input=Several(
            (
                Pick("group", N_("Another company owns 25 % of it or more")),
                Pick("insolvency", N_("Insolvency proceedings are open")),
            ),
            none=N_("Neither"),
        ),
        asked_if=has_company,
    ),
    Step(
        name="sector",
        section=COMPANY,
        question=N_("What does {company} do, mainly?"),
        why=N_("Some territories have a priority sector. It also helps to find the right specialist."),
        label=N_("Activity"),
        input=Choice(tuple(Pick(sector.sections, sector.label) for sector in SECTORS)),
    ),
    Step(
        name="project_kind",
        section=PROJECT,
        question=N_("What is your project, above all?"),
        why=N_("Alizé helps projects that make a firm grow or last, takeovers included."),
        label=N_("Project"),
        input=Choice(
            (
                Pick(
                    "growth",
                    N_("Sell more, find new markets"),
                    (
                        "developpement",
                        "developper",
                        "vendre",
                        "ventes",
                        "croissance",
                        "clients",
                        "export",
                        "growth",
                    ),
                ),
                Pick(
                    "investment",
                    N_("Invest: equipment, premises"),
                    ("investissement", "investir", "machine", "materiel", "locaux", "investment", "invest"),
                ),
                Pick(
                    "productivity",
                    N_("Get better organised"),
                    ("organisation", "organiser", "productivite", "productivity", "organise", "efficiency"),
                ),
                Pick(
                    "new_product",
                    N_("Launch a product or service"),
                    ("produit", "service", "innovation", "lancer", "product", "launch"),
                ),
                Pick(
                    "takeover",
                    N_("Take over a company"),
                    ("reprise", "reprendre", "rachat", "racheter", "takeover", "take over"),
                ),
                Pick("creation", N_("Create a company"), ("creation", "creer", "create", "start up")),
                Pick(
                    "none",
                    N_("No precise project yet"),
                    ("aucun", "pas de projet", "rien de precis", "none", "no project"),
                ),
            )
        ),
    ),
    Step(
        name="description",
        section=PROJECT,
        question=N_(
            "Tell me about your project in your own words: where you are, what you want to achieve, "
            "what holds you back. Three sentences are plenty; several messages are fine."
        ),
        why=N_("It is what the operator and the committee read first. I also use it to suggest skills."),
        example=N_(
            "“We are twelve, in precision engineering. A customer wants twice the volume: "
            "we must reorganise the workshop and hire three operators.”"
        ),
        label=N_("In your words"),
        input=Prose(low=40, high=1500),
    ),
    Step(
        name="start",
        section=PROJECT,
        question=N_("When would you like to start?"),
        why=N_("Committees meet about three times a year: your date tells which one to aim for."),
        example=N_("“early March”, “by the summer” or 15/03/2027"),
        label=N_("Start"),
        input=When(),
    ),
    Step(
        name="skills",
        section=SKILLS_LACKED,
        question=N_(
            "Which skills would help you most? I ticked what your words suggest: change it as you like. "
            "You can also write exactly what you need."
        ),
        why=N_("The network looks for specialists who cover these needs together."),
        label=N_("Skills"),
        input=SuggestedSkills(_SKILL_PICKS),
    ),
    Step(
        name="priority_skill",
        section=SKILLS_LACKED,
        question=N_("Which one comes first?"),
        why=N_("If only one specialist can come, it will be this one."),
        label=N_("Comes first"),
        input=ChosenSkills(_SKILL_PICKS),
        asked_if=lambda situation: len(situation.items("skills")) > 1,
    ),
    Step(
        name="days",
        section=SKILLS_LACKED,
        question=N_("How many days of support do you have in mind?"),
        why=N_("It is free of charge. Most missions last three to five days, spread over the project."),
        example=N_("5 days, or “2 to 3 days a month”"),
        label=N_("Days wanted"),
        input=Days(high=60),
    ),
    Step(
        name="jobs_created",
        section=JOBS,
        question=N_("How many jobs do you plan to create within three years?"),
        why=N_("An estimate is enough. Jobs are what the network exists for."),
        label=N_("Jobs to create"),
        input=Whole(low=0, high=5_000, quick=(0, 1, 2, 3, 5, 10)),
    ),
    Step(
        name="jobs_kept",
        section=JOBS,
        question=N_("And how many existing jobs will the project help to keep?"),
        why=N_("Keeping jobs counts too: 1,156 were kept in 2017, and 439 planned."),
        label=N_("Jobs kept"),
        input=JobsKept(low=0, high=100_000),
        asked_if=lambda situation: has_company(situation) or situation.text("project_kind") == "takeover",
    ),
    Step(
        name="advance",
        section=MONEY,
        question=N_(
            "In {basin}, a repayable advance at 0 % may complete the skills. "
            "If you would like one, how much? Type the amount."
        ),
        why=N_("It has to be repaid, without interest. In 2017 it was 23,000 € on average."),
        example=N_("20k or 20,000 €"),
        label=N_("Advance"),
        input=Money(high=1_000_000, none=N_("No advance")),
        asked_if=lambda situation: situation.advance_practised,
    ),
    Step(
        name="accepts_skills",
        section=MONEY,
        question=N_("In {basin}, the advance comes with the skills, never alone. Is that fine with you?"),
        why=N_("The committee of this territory grants money only together with support."),
        label=N_("Skills with the advance"),
        input=Choice(YES_NO),
        asked_if=lambda situation: wants_advance(situation) and situation.skills_tied,
    ),
    Step(
        name="project_budget",
        section=MONEY,
        question=N_("What is the total budget of the project, roughly?"),
        why=N_("The advance is meant to help other financing follow."),
        example=N_("250k or 1.2 M€"),
        label=N_("Project budget"),
        input=Money(high=1_000_000_000),
        skip=N_("I do not know yet"),
        asked_if=wants_advance,
    ),
    Step(
        name="aid_received",
        section=MONEY,
        question=N_("How much public aid did {company} receive over the last three years?"),
        why=N_("Small public aids are capped by Europe at 300,000 € over three years; the operator checks."),
        label=N_("Aid received in 3 years"),
        input=Money(high=100_000_000, none=N_("None")),
        skip=N_("I do not know"),
        asked_if=lambda situation: wants_advance(situation) and has_company(situation),
    ),
    Step(
        name="name",
        section=CONTACT,
        question=N_("What is your name?"),
        why=N_("So that the operator knows whom to ask for."),
        example=N_("Camille Durand"),
        label=N_("Name"),
        input=Text(low=2, high=80),
    ),
    Step(
        name="contact",
        section=CONTACT,
        question=N_(
            "How can the operator reach you? Share your number, or type a phone number, an e-mail, or both."
        ),
        why=N_("The operator calls you before the committee. Nobody else sees your number."),
        example=N_("06 39 98 12 34 camille@example.com"),
        label=N_("Reach you at"),
        input=ContactInput(),
    ),
    Step(
        name="call_time",
        section=CONTACT,
        question=N_("When is it best to call you?"),
        why=N_("So that you are not called in the middle of the rush."),
        label=N_("Best time to call"),
        input=Choice(
            (
                Pick("morning", N_("In the morning"), ("matin", "matinee", "morning")),
                Pick("noon", N_("Around noon"), ("midi", "noon", "lunch", "midday")),
                Pick(
                    "afternoon", N_("In the afternoon"), ("apres midi", "l apres midi", "aprem", "afternoon")
                ),
                Pick("evening", N_("After 5 pm"), ("soir", "soiree", "fin de journee", "evening")),
                Pick(
                    "any",
                    N_("Any time"),
                    ("n importe quand", "toujours", "peu importe", "any time", "anytime", "always"),
                ),
            )
        ),
    ),
    Step(
        name="excluded",
        section=CONTACT,
        question=N_("Which people or firms should not see your request? Type their names."),
        why=N_(
            "Committee members may be bankers, clients or competitors of yours. Those named here see nothing."
        ),
        label=N_("Not to be shown to"),
        input=Text(low=2, high=300),
        skip=N_("Nobody in particular"),
        on_demand=True,
    ),
)

INTAKE = Questionnaire(STEPS)

PERSONAL = frozenset({"name", "contact", "excluded", "description", "company"})
"""Answers that tell who a person is, erased with them."""
