"""The skills that a firm lacks: the questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from conversations.eligibility.facts import ProjectKind
from conversations.engine.step import LATER, Step
from conversations.inputs import (
    NOT_AN_ANSWER,
    TICKED,
    Choice,
    Days,
    Entry,
    InvalidAnswer,
    Kept,
    Outcome,
    Pick,
    Several,
    synonyms,
)
from conversations.intake.conditions import three_skills_are_ticked
from conversations.intake.own_words import DAY_WORDS
from conversations.intake.sections import SKILLS_LACKED
from conversations.intake.told import again, dates, money
from conversations.intake.told.skills import corrects, named_skills, said_of_skills
from conversations.messages import N_, Listing, Message, say
from conversations.situation import Answer, Situation
from conversations.understanding.residue import Understood
from conversations.understanding.skills import OTHER, SKILLS, STARTING, suggest
from conversations.understanding.vocabulary import vocabulary
from conversations.understanding.words import fold

_SOMETHING_ELSE = synonyms("autre, autres, other")


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
        text = said_of_skills(text)
        named = named_skills(text)
        if "codes" in entry or not (named.plain and named.wanted) or corrects(text):
            return Several.read(self, text, entry, situation)
        outcome = Several.read(self, text, {**entry, "codes": []}, situation)
        if not isinstance(outcome, Kept) or outcome.cut:
            return outcome
        return Kept(
            outcome.entry, self._changed([*self.suggested(situation)], self.ticked(outcome.entry, situation))
        )

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Tick what is named by labels alone in the place of what was only suggested."""
        if not key.startswith(TICKED) or "codes" in entry:
            return Several.tap(self, key, entry, situation)
        outcome = Several.tap(self, key, {**entry, "codes": []}, situation)
        assert isinstance(outcome, Kept)
        now = self.ticked(outcome.entry, situation)
        return Kept(outcome.entry, self._changed([*self.suggested(situation)], now))

    def amend(self, part: int, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Put what an edited message says of skills in the place of what it said before."""
        return Several.amend(self, part, said_of_skills(text), entry, situation)

    def doubt(self, outcome: Outcome, text: str, situation: Situation) -> Outcome:
        """Leave what is said of another question to it, unless it names a skill: "to hire two people"."""
        amounts = (told(text) for told in (money.budget, money.advance, money.aid_received))
        if named_skills(text).wanted and not any(any(each) for each in amounts):
            return outcome
        raise InvalidAnswer(NOT_AN_ANSWER)

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
