"""The development project, and the skills it lacks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from conversations.eligibility.facts import ProjectKind
from conversations.engine.step import Seen, Step
from conversations.inputs import Choice, Days, Entry, Kept, Pick, Prose, Several, When, synonyms
from conversations.intake.conditions import three_skills_are_ticked
from conversations.intake.named_skills import ALSO_CALLED, corrects, named_skills
from conversations.intake.own_words import DAY_WORDS
from conversations.intake.sections import LATER, PROJECT, SKILLS_LACKED
from conversations.intake.told import again, at_once, elsewhere
from conversations.messages import N_, Listing, Message, say
from conversations.situation import Answer, Situation
from conversations.understanding.residue import Understood
from conversations.understanding.skills import OTHER, SKILLS, suggest
from conversations.understanding.words import fold


@dataclass(frozen=True, slots=True)
class ChosenSkills(Choice):
    """One of the skills ticked before."""

    def listed(self, situation: Situation) -> tuple[Pick, ...]:
        """Return the ticked skills."""
        ticked = situation.items("skills")
        return tuple(pick for pick in self.picks if pick.key in ticked)

    def understood(self, text: str, situation: Situation) -> Understood[Answer]:
        """Return the choices whose words are typed, else those that the trades' words name."""
        said = Choice.understood(self, text, situation)
        if said.readings:
            return said
        named, listed = named_skills(text), [pick.key for pick in self.listed(situation)]
        wanted = tuple(code for code in named.wanted if code in listed)
        return Understood(wanted, "" if named.plain else fold(text))


@dataclass(frozen=True, slots=True)
class SuggestedSkills(Several):
    """Skills, those that the description calls for being ticked in advance."""

    def suggested(self, situation: Situation) -> tuple[str, ...]:
        """Return the skills that the description calls for."""
        found = suggest(situation.text("description") or "", situation.text("project_kind"))
        return tuple(suggestion.code for suggestion in found)

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Tell why boxes are ticked that nobody ticked; else show the words kept so far."""
        if "codes" not in entry and self.suggested(situation):
            return say("I ticked what your words suggest: change it as you like.")
        return Several.recap(self, entry, situation)

    def _keep(self, codes: list[str], parts: list[str], part: int) -> Kept:
        """Keep the words, and tick or untick the skills that they name, which is said."""
        now = named_skills(parts[part]).upon(codes)
        kept, changed = Several._keep(self, now, parts, part), self._changed(codes, now)
        if changed is None or kept.note is not None:
            return kept
        return Kept(kept.entry, changed)

    def _changed(self, before: list[str], after: list[str]) -> Message | None:
        """Tell which boxes words have ticked and unticked; None where they left all as they were."""
        ticked = self._labels(code for code in after if code not in before)
        unticked = self._labels(code for code in before if code not in after)
        if ticked and unticked:
            return say("I have ticked {ticked}, and unticked {unticked}.", ticked=ticked, unticked=unticked)
        if ticked:
            return say("I have ticked {ticked}.", ticked=ticked)
        return say("I have unticked {unticked}.", unticked=unticked) if unticked else None

    def _labels(self, codes: Iterable[str]) -> Listing | None:
        found = {*codes}
        return (
            Listing(tuple(Message(each.label) for each in self.picks if each.key in found)) if found else None
        )

    def corrected(self, text: str, answer: Answer, situation: Situation) -> Answer | None:
        """Return the ticks with the skills added or taken off that words name."""
        named, entry = named_skills(text), self.reopen(answer)
        codes = named.upon(self.ticked(entry, situation)) if entry else []
        if not corrects(text) or not named.plain or not (named.wanted or named.denied) or not codes:
            return None
        return {**entry, "codes": [*codes]}


_SKILL_PICKS = tuple(Pick(skill.code, skill.label, synonyms(ALSO_CALLED[skill.code])) for skill in SKILLS)

_OF_ANY_PROJECT = frozenset(
    "projet project entreprise societe boite company business activite faire veux voudrais souhaite "
    "aimerais envie voulons voudrions souhaitons want need to besoin vendre sell".split()
)

_THE = r"(?: (?:de|d|of|tout|toute|all))?(?: (?:mon|ma|mes|notre|nos|l|la|le|les|cette|my|our|the|une?|an?))?"
_FIRM = (
    rf"{_THE} (?:(?:petite?|small) )?"
    r"(?:entreprise|societe|boite|affaire|fonds|commerce|boutique|magasin|agence|company|business|firm|shop)\b"
)
_TURNED = (
    (
        re.compile(rf"\b(?:vend(?:re|s|ons)|vente|revendre|sell|selling|sale){_FIRM}"),
        (ProjectKind.TAKEOVER, ProjectKind.GROWTH),
    ),
    (
        re.compile(  # sell more, or sell the firm?
            r"\b(?:vend(?:re|s|ons)|sell|selling)\b"
            r"(?!.*\b(?:plus|davantage|mieux|ligne|internet|export|etranger|more|better|online|abroad)\b)"
        ),
        (ProjectKind.GROWTH, ProjectKind.TAKEOVER),
    ),
    (
        re.compile(
            r"\b(?:ceder|cede|cedons|cession|transmettre|transmission|repreneur|repreneuse"
            rf"|(?:se )?faire (?:reprendre|racheter)){_FIRM}|\b(?:trouver|cherche|chercher) un repreneur"
            r"|\b(?:reprise|rachat|reprendre|racheter)(?: d[e'])? (?:mon|ma|notre|my|our) \w"
            r"|\b(?:reprise|reprendre)(?: (?:d|l|une|mon|notre|une?))* (?:activite|travail)\b"
        ),
        (ProjectKind.TAKEOVER,),
    ),
    (
        re.compile(
            r"^(?:ouvrir|ouverture|open|opening)(?: (?:en|a|in|at) \w+)?$"
        ),  # a firm, or one more shop?
        (ProjectKind.CREATION, ProjectKind.GROWTH),
    ),
    (
        re.compile(rf"\b(?:acheter|achat|achetons|acquerir|acquisition|buy|buying|invest\w*){_FIRM}"),
        (ProjectKind.TAKEOVER, ProjectKind.INVESTMENT),
    ),
    (
        re.compile(rf"\b(?:lancer|lance|lancons|lancement|launch|launching)(?:{_FIRM}|{_THE} activit[ey]\b)"),
        (ProjectKind.CREATION, ProjectKind.NEW_PRODUCT),
    ),
)
"""A firm that is sold is no sale, and one that is bought no equipment: what words of a choice then mean."""

DESCRIPTION = "description"
"""The question whose answer suggests the skills."""

PROJECT_STEPS = (
    Step(
        name="project_kind",
        section=PROJECT,
        question=N_("What is your project, above all?"),
        why=N_("Alizé helps projects that make a firm grow or last, takeovers included."),
        called=synonyms("type de projet, nature du projet, kind of project"),
        label=N_("Project"),
        later=LATER,
        case=N_("What would change first for {company}, if all went well?"),
        input=Choice(
            (
                Pick(
                    ProjectKind.GROWTH,
                    N_("Sell more, find new markets"),
                    synonyms(
                        "developpement, developper, ventes, croissance, clients, export, growth, "
                        "grandir, agrandir, boutique, magasin, point de vente, agence, grow, growing, "
                        "expand, shop, vendre plus, vendre davantage, vendre mieux, mieux vendre, "
                        "vendre en ligne, vendre sur internet, vendre a l etranger, sell more, sell online"
                    ),
                ),
                Pick(
                    ProjectKind.INVESTMENT,
                    N_("Invest: equipment, premises"),
                    synonyms(
                        "investissement, investir, machine, materiel, locaux, investment, invest, acheter, "
                        "achat, camion, vehicule, equipement, equiper, travaux, renover, transition, buy, "
                        "equipment, premises, truck, van, construire, construction, batir, build, building, "
                        "convert"
                    ),
                ),
                Pick(
                    ProjectKind.PRODUCTIVITY,
                    N_("Get better organised"),
                    synonyms(
                        "organisation, organiser, productivite, productivity, organise, efficiency, "
                        "reorganiser, redresser, restructurer, reorganise, turn around"
                    ),
                ),
                Pick(
                    ProjectKind.NEW_PRODUCT,
                    N_("Launch a product or service"),
                    synonyms(
                        "produit, service, innovation, lancer, diversification, diversifier, me diversifier, "
                        "nous diversifier, product, launch, diversify"
                    ),
                ),
                Pick(
                    ProjectKind.TAKEOVER,
                    N_("Take over a company"),
                    synonyms("reprise, reprendre, rachat, racheter, takeover, take over"),
                ),
                Pick(
                    ProjectKind.CREATION,
                    N_("Create a company"),
                    synonyms(
                        "creation, creer, create, start up, start a business, start a company, "
                        "set up a business, set up a company, ouvrir ma boite, monter ma boite, "
                        "ouvrir mon entreprise, monter mon entreprise"
                    ),
                ),
                Pick(
                    ProjectKind.NONE,
                    N_("No precise project yet"),
                    synonyms("aucun, pas de projet, je n ai pas de projet, rien de precis, none, no project"),
                ),
            ),
            own=_OF_ANY_PROJECT,
            turned=_TURNED,
        ),
        exported=True,
    ),
    Step(
        name=DESCRIPTION,
        section=PROJECT,
        question=N_("Tell me about your project in your own words."),
        hint=N_(
            "Where you are, what you want to achieve, what holds you back. Three sentences are plenty; "
            "several messages are fine."
        ),
        why=N_("It is what the operator and the committee read first. I also use it to suggest skills."),
        example=N_(
            "“We are twelve, in precision engineering. A customer wants twice the volume: "
            "we must reorganise the workshop and hire three operators.”"
        ),
        label=N_("Description"),
        later=LATER,
        case=N_(
            "For example: “{company} has more orders than it can make. We want to buy a machine and "
            "train somebody.”"
        ),
        input=Prose(low=40, high=1500),
        told_by=at_once.project,
        personal=True,
        seen=Seen.BY_ALL,
        exported=True,
    ),
    Step(
        name="start",
        section=PROJECT,
        question=N_("When would you like to start?"),
        why=N_("Committees meet about three times a year: your date tells which one to aim for."),
        example=N_("“early March”, “by the summer” or 15/03/2027"),
        told_by=elsewhere.start,
        corrected_by=again.start,
        named=True,
        called=synonyms("date, debut, demarrage, date de debut, date de demarrage, start, start date"),
        label=N_("Start"),
        later=LATER,
        case=N_(
            "When would the first step be for {company}: “in three months”, “after the summer”, “next year”?"
        ),
        input=When(),
    ),
    Step(
        name="skills",
        section=SKILLS_LACKED,
        question=N_("Which skills would help you most?"),
        hint=N_("Touch what would help you, or write exactly what you need."),
        why=N_("The network looks for specialists who cover these needs together."),
        called=synonyms("competences, besoins, skills"),
        label=N_("Skills"),
        later=LATER,
        case=N_("What would you ask a specialist who came to {company} for one day?"),
        input=SuggestedSkills(_SKILL_PICKS, other=OTHER),
        exported=True,
    ),
    Step(
        name="priority_skill",
        section=SKILLS_LACKED,
        question=N_("Which one comes first?"),
        why=N_("If only one specialist can come, it will be this one."),
        label=N_("Comes first"),
        later=LATER,
        case=N_("What could {company} not do without?"),
        input=ChosenSkills(_SKILL_PICKS),
        asked_if=three_skills_are_ticked,
        on_demand=N_("⭐ The skill that comes first"),
    ),
    Step(
        name="days",
        section=SKILLS_LACKED,
        question=N_("How many days of support do you have in mind?"),
        why=N_("It is free of charge. Most missions last three to five days, spread over the project."),
        example=N_("5 days, or “2 to 3 days a month”"),
        told_by=elsewhere.days,
        corrected_by=again.days,
        called=synonyms("jours, nombre de jours, duree, days, number of days"),
        label=N_("Days wanted"),
        case=N_("“3 to 5 days” is usual, and “I do not know yet” is fine."),
        input=Days(high=60, own=DAY_WORDS),
        exported=True,
    ),
)
