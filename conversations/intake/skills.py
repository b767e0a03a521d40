"""The skills that a firm lacks: the questions, and what words name of those wanted, and those that are not.

A denial is only taken from words that say nothing else: "we have no salesperson" tells a lack, not a refusal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from conversations.eligibility.facts import ProjectKind
from conversations.engine.step import LATER, Step
from conversations.frozen import frozen
from conversations.inputs import Choice, Days, Entry, Kept, Outcome, Pick, Several, synonyms
from conversations.intake.conditions import three_skills_are_ticked
from conversations.intake.own_words import DAY_WORDS
from conversations.intake.sections import SKILLS_LACKED
from conversations.intake.told import again, dates
from conversations.messages import N_, Listing, Message, say
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.named_needs import NAMES_NOTHING
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.skills import OTHER, SKILLS, STARTING, suggest
from conversations.understanding.vocabulary import Thesaurus, vocabulary, words
from conversations.understanding.words import denies, fold, legible

_SOMETHING_ELSE = synonyms("autre, autres, other")
_PART = pattern(
    r"[,;:.!?\n]+|\b(?:mais|but|however)\b"
    r"|\b(?:et|and)\b(?=\s+(?:pas|non|sans|plut[oô]t|ajoute|mets|mettre|coche|enl[eè]v|retire|not|no|without"
    r"|rather|add|tick|remove)\w*)"
    r"|\b(?=plut[oô]t que\b|rather than\b|instead of\b|au lieu d)",
    re.IGNORECASE,
)
_ADDED = pattern(r"(?:(?:il )?faut )?(?:ajout\w*|coch\w+|add|tick|mets|mettez|mettre|rajout\w*) ")
_DENIED = pattern(
    r"(?:(?:non|no|surtout|en fait|finalement|plutot|je|j|i|on|nous|we|ne|n|il|faut|please|svp|veux|veut"
    r"|voulons|voudrais|souhaite|cherche|cherchons|peux tu|pouvez vous|to|vouloir) )*?"
    r"(?:(?:n )?(?:ai|avons|a) pas (?:vraiment |du tout )?besoin|pas (?:du tout |vraiment )?besoin"
    r"|pas la peine|pas interesse\w*|pas (?:le|la|les|l)|sauf|hormis|excepte|hors|except|apart from"
    r"|(?:do not|don t|dont|does not|doesn t) (?:need|want)|no need|not interested"
    r"|enlev\w*|retir\w*|supprim\w*|decoch\w*|oter|otez|remove|untick|delete|drop"
    r"|plutot que|rather than|instead of|au lieu"
    r"|(?P<bare>pas|ni|nor|sans|without|not|no)) (?!.*\b(?:assez|enough|suffisamment)\b)"
)
_WHATEVER = pattern(
    r"\b(?:(?:peu|m|qu|qu il|n) importe(?: (?:quoi|quel\w*|lequel|laquelle|lesquel\w+))?)\b"
    r"|\b(?:et )?(?:(?:pas|not) (?:le|les|the) (?:reste|autres?|rest|others?)|rien d autre|nothing else)\b"
)
"""It is no import; or what is named is all."""
_REFUSED = pattern(r" (?:non|no|pas besoin|inutile)$")
_BETWEEN = frozenset(
    "et ou and or ni nor pas non plus not no any for in to a an une un par pour avec".split()
)
_OF_SKILLS = _BETWEEN | frozenset(
    "competence competences case skill skills box besoin need needs want".split()
)


@frozen
class Named:
    """The skills that words want and those they do not. ``plain``: they say nothing else."""

    wanted: tuple[str, ...]
    denied: tuple[str, ...]
    plain: bool

    def upon(self, codes: Iterable[str]) -> list[str]:
        """Return ticks as these words leave them."""
        left = {*codes, *self.wanted}.difference(self.denied)
        return [skill.code for skill in SKILLS if skill.code in left]


@cache
def _names(strength: str) -> Thesaurus[str]:
    """Return what names one skill: the field's names ("called"), the trades' words ("strong"), or all."""
    by_skill = vocabulary("skills")
    also = {code: of_it.get("called", ()) for code, of_it in by_skill.items() if code not in NAMES_NOTHING}
    return Thesaurus(
        (term, skill.code)
        for skill in SKILLS
        for term in (
            *(by_skill.get(skill.code, {}).get("strong", ()) if strength != "called" else ()),
            *(also.get(skill.code, ()) if strength != "strong" else ()),
        )
        if words(term)
    )


def _found(text: str, strength: str) -> tuple[dict[str, None], str]:
    """Return the skills that folded words name, and the words that name none."""
    found: dict[str, None] = {}
    rest = text.split()
    for spotted in sorted(_names(strength).spot(words(text)), key=lambda each: each.positions):
        codes = {*spotted.meanings}
        if len(codes) == 1:
            found |= dict.fromkeys(codes)
            rest = [word for word in rest if word not in spotted.typed.split()]
    return found, " ".join(rest)


def named_skills(text: str) -> Named:
    """Return the skills that a text names."""
    wanted: dict[str, None] = {}
    denied: dict[str, None] = {}
    plain = True
    for part in (_WHATEVER.sub(" ", fold(each)) for each in _PART.split(legible(text))):
        refused, asked = _DENIED.match(part) or _REFUSED.search(part), _ADDED.match(part)
        said = part.replace(refused[0], " ", 1) if refused else part[asked.end() :] if asked else part
        bare = refused and refused.groupdict().get("bare")  # "no customers" tells a lack
        found, rest = _found(said, "called" if bare else "all")
        alone = changes_nothing(rest, _OF_SKILLS)
        plain = plain and alone
        if alone:
            (denied if refused else wanted).update(found)
        elif not denies(part) and not refused:
            wanted |= _found(part, "strong")[0]
    both = wanted.keys() & denied.keys()
    return Named(tuple(c for c in wanted if c not in both), tuple(c for c in denied if c not in both), plain)


def corrects(text: str) -> bool:
    """Tell whether a text begins as what adds a skill, or takes one off."""
    folded = fold(text)
    return (_DENIED.match(folded) or _ADDED.match(folded)) is not None


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
        """Return the skills that the description calls for; to start a business, where none is yet."""
        kind = situation.text("project_kind")
        found = suggest(situation.text("description") or "", kind)
        there_is_one = situation.has_jobs_to_keep and kind not in (ProjectKind.CREATION, ProjectKind.TAKEOVER)
        return tuple(each.code for each in found if not (there_is_one and each.code == STARTING))

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Tell why boxes are ticked that nobody ticked; else show the words kept so far."""
        if "codes" not in entry and self.suggested(situation):
            return say("I ticked what your words suggest: change it as you like.")
        return Several.recap(self, entry, situation)

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Keep the words and tick what they name, in the place of what was only suggested."""
        named = named_skills(text)
        if "codes" in entry or not (named.plain and named.wanted) or corrects(text):
            return Several.read(self, text, entry, situation)
        outcome = Several.read(self, text, {**entry, "codes": []}, situation)
        if not isinstance(outcome, Kept) or outcome.cut:
            return outcome
        return Kept(
            outcome.entry, self._changed([*self.suggested(situation)], self.ticked(outcome.entry, situation))
        )

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
        return {**entry, "codes": [*codes]} if {*codes} != {*self.ticked(entry, situation)} else None


_SKILL_PICKS = tuple(
    Pick(
        skill.code,
        skill.label,
        tuple(vocabulary("skills").get(skill.code, {}).get("called", _SOMETHING_ELSE)),
    )
    for skill in SKILLS
)

SKILL_STEPS = (
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
        told_by=dates.days,
        spotted=dates.days_spotted,
        corrected_by=again.days,
        called=synonyms("jours, nombre de jours, duree, days, number of days"),
        label=N_("Days wanted"),
        case=N_("“3 to 5 days” is usual, and “I do not know yet” is fine."),
        input=Days(high=60, own=DAY_WORDS),
        exported=True,
    ),
)
