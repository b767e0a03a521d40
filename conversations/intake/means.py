"""What the project brings and needs: jobs, and money where an advance is practised."""

from dataclasses import dataclass

from conversations.engine.step import Joined, Step
from conversations.inputs import YES_NO, Consent, Entry, InvalidAnswer, Kept, Money, Outcome, Settled, Whole
from conversations.inputs.base import IS_IT_RIGHT
from conversations.inputs.choices import synonyms
from conversations.intake.conditions import (
    company_wants_advance,
    the_advance_needs_skills,
    the_territory_lends,
    there_are_jobs_to_keep,
    wants_advance,
)
from conversations.intake.own_words import (
    AID_WORDS,
    ASKED_WORDS,
    BUDGET_WORDS,
    CREATED_WORDS,
    EXPENSES,
    FUNDERS,
    KEPT_WORDS,
    NO_AID,
    NO_JOB,
    NOT_TO_COME,
    OF_WHAT_USE,
    PRICED,
    SOURCES,
    SPENT_ON,
    WITHIN_3_YEARS,
)
from conversations.intake.sections import JOBS, MONEY
from conversations.intake.staff_shares import (
    DOUBT,
    EVERYBODY,
    SOON,
    THE_TWO,
    THEN,
    TWO_COUNTS,
    all_are_kept,
    are_many,
    jobs_to_confirm,
    keeps_all,
    some_of,
    usual_jobs,
    without_term,
)
from conversations.intake.told import again, money, staff
from conversations.messages import N_, Message, say
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.quantities.reading import Unit, read_quantities
from conversations.understanding.words import fold, unaccented

LOST = pattern(
    r"\b(?:on|nous|je|va|vais|allons|devons|doit) (?:en )?(?:supprim|licenci|perd)\w*"
    r"|\bsuppressions? d|\b(?:we|i|will) (?:\w+ )?(?:cut|lay(?:ing)? off|los(?:e|ing))\b"
    r"|\d (?:\w+ )?d avance\b(?! merci)|\d ?(?:k|euros?)\b"
)
"""Jobs that come to an end, folded, and sums of money: neither are created nor kept."""
JOBS_EXAMPLE = say("I found no number there. One is enough, in figures or in words: “8”, “around fifteen”.")
UNSAID = N_("Yes, amount to be seen with the operator")
_IN_THREE_YEARS = {Unit.YEAR: 3, Unit.QUARTER: 12, Unit.MONTH: 36}


@dataclass(frozen=True, slots=True)
class JobsCreated(Whole):
    """A count of jobs to come within three years."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a count; a rhythm, or a staff that grows, is offered as what it comes to."""
        if LOST.search(fold(text)):
            raise InvalidAnswer(JOBS_EXAMPLE)
        text = SOON.sub(" ", text)
        if counts := jobs_to_confirm(text, situation.number("headcount") or 0):
            return self.offer(counts, IS_IT_RIGHT)
        text = without_term(text, situation.world.today.year)
        rhythms = [
            each for each in read_quantities(text, Unit.PERSON).readings if each.per in _IN_THREE_YEARS
        ]
        if len(rhythms) == 1 and rhythms[0].per:
            count = int(rhythms[0].low)
            total = count * _IN_THREE_YEARS[rhythms[0].per]
            if 0 < total <= self.high:
                return self.offer([total, count], IS_IT_RIGHT)
        outcome = self._doubted(text, Whole.read(self, text, entry, situation), situation)
        read = outcome.entry.get("candidates") if isinstance(outcome, Kept) else None
        if not isinstance(outcome, Kept) or not isinstance(read, list):
            return outcome
        counts = [each for each in read if isinstance(each, int)]
        if len(counts) == len(("now", "later")) and THEN.search(text):
            return Kept({"candidates": [*counts, sum(counts)]}, outcome.note)
        if not (cut := TWO_COUNTS.search(text)):
            return outcome
        try:
            first = Whole.read(self, text[: cut.start()], {}, situation)
        except InvalidAnswer:
            return outcome
        alone = [first.answer] if isinstance(first, Settled) else first.entry.get("candidates")
        if not isinstance(alone, list):
            return outcome
        return Kept({"candidates": [*dict.fromkeys((*alone, *read))]}, outcome.note)

    def _doubted(self, text: str, outcome: Outcome, situation: Situation) -> Outcome:
        """Ask for jobs that are not sure, or many: "un apprenti et peut-être un vendeur" is one or two."""
        if isinstance(outcome, Settled) and are_many(outcome.answer, situation):
            return self.offer([outcome.answer], IS_IT_RIGHT)
        doubt = DOUBT.search(unaccented(text.replace("-", " ")))
        if not isinstance(outcome, Settled) or doubt is None:
            return outcome
        try:
            sure = Whole.read(self, text[: doubt.start()], {}, situation)
        except InvalidAnswer:
            return self.offer([outcome.answer], IS_IT_RIGHT)
        first = [sure.answer] if isinstance(sure, Settled) else []
        return self.offer([*dict.fromkeys((*first, outcome.answer))], IS_IT_RIGHT)


@dataclass(frozen=True, slots=True)
class JobsKept(Whole):
    """A count of jobs among those there are, the whole staff being the likely one."""

    def most(self, situation: Situation) -> int:
        """Return the jobs there are to keep: in a takeover, the staff of the other firm is not known."""
        staff = situation.number("headcount")
        return self.high if staff is None or situation.text("project_kind") == "takeover" else staff

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a count, or the whole staff; never more than that."""
        staff, typed = situation.number("headcount"), fold(text)
        if LOST.search(typed):
            raise InvalidAnswer(JOBS_EXAMPLE)
        if staff is not None and (EVERYBODY.fullmatch(typed) or (staff == 2 and THE_TWO.fullmatch(typed))):
            return Settled(staff)
        if staff and (some := staff if keeps_all(text) else some_of(staff, typed)) is not None:
            return self.offer([some], IS_IT_RIGHT)
        outcome = Whole.read(self, text, entry, situation)
        read = [outcome.answer] if isinstance(outcome, Settled) else outcome.entry.get("candidates")
        fitting = [count for count in read if self.fits(count, situation)] if isinstance(read, list) else []
        if isinstance(outcome, Kept) and fitting and fitting != read and outcome.note:
            return self.offer(fitting, outcome.note)
        if not fitting:
            note = say("That is more than the people there are today. Is it everybody?")
            return self.offer([self.most(situation)], note)
        return outcome

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept what there is to keep: a headcount corrected downwards asks again."""
        return Whole.fits(self, answer, situation) and int(str(answer)) <= self.most(situation)

    def offered(self, situation: Situation) -> tuple[int, ...]:
        """Offer none, and everybody."""
        return tuple(dict.fromkeys((0, situation.number("headcount") or 0)))


def jobs(created: Message, kept: Message) -> Message:
    """Show both counts in one line."""
    return say("{created} to create, {kept} to keep", created=created, kept=kept)


def advance_question(situation: Situation) -> Message:
    """Ask for the advance, and tell where it is never granted alone."""
    question = say("Would you like a repayable advance at 0 %, and how much?")
    if not situation.skills_tied:
        return question
    tied = say("In {basin} it comes with days of advice, never alone.", **situation.words)
    return say("{question} {tied}", question=question, tied=tied)


MEANS_STEPS = (
    Step(
        name="jobs_created",
        section=JOBS,
        question=N_("How many jobs do you plan to create within three years?"),
        why=N_("An estimate is enough. Jobs are what the network exists for."),
        told_by=staff.jobs_created,
        corrected_by=again.jobs_created,
        called=synonyms("emplois, emplois a creer, embauches, nombre d emplois, jobs"),
        label=N_("Jobs to create"),
        case=N_("If the project works, how many people would {company} hire: “0”, “2”, “3 to 5”?"),
        input=JobsCreated(
            low=0,
            high=1_000,
            quick=(0, 1, 2, 3, 5, 10),
            own=CREATED_WORDS,
            doubted=NOT_TO_COME,
            beside=WITHIN_3_YEARS,
            none=NO_JOB,
        ),
        joined=Joined(
            name="jobs_kept",
            question=N_(
                "How many jobs will the project create within three years, and how many existing ones will "
                "it help to keep?"
            ),
            hint=N_("Touch both at once, or type them: “2 and 12”."),
            pairs=usual_jobs,
            shown=jobs,
            likelier=all_are_kept,
            neither=say("Two figures, please: the jobs to create, then those to keep, such as “2 and 12”."),
        ),
        exported=N_("Jobs to create (planned by the firm)"),
        skip=N_("I do not know yet"),
    ),
    Step(
        name="jobs_kept",
        section=JOBS,
        question=N_("And how many existing jobs will the project help to keep?"),
        why=N_(
            "Jobs kept count too: in 2017, the projects helped were to keep 1,156 jobs and to create 439."
        ),
        told_by=staff.jobs_kept,
        corrected_by=again.jobs_kept,
        called=synonyms("emplois maintenus, emplois a maintenir, emplois a garder, jobs kept, jobs to keep"),
        label=N_("Jobs kept"),
        case=N_("How many people of {company} does the project concern? “All of them” is an answer."),
        input=JobsKept(low=0, high=100_000, own=KEPT_WORDS),
        exported=N_("Jobs kept (planned by the firm)"),
        skip=N_("I do not know yet"),
        asked_if=there_are_jobs_to_keep,
    ),
    Step(
        name="advance",
        section=MONEY,
        question=advance_question,
        hint=N_("In {basin}, it may complete the skills. Type the amount."),
        why=N_("It has to be repaid, without interest. In 2017 it was 23,000 € on average."),
        example=N_("20k or 20,000 €"),
        told_by=money.advance,
        corrected_by=again.advance,
        called=synonyms("avance, montant, montant de l avance, advance, amount"),
        label=N_("Advance"),
        later=UNSAID,
        case=N_("For example “8,000 € for the equipment of {company}”, or simply “8k”."),
        input=Money(
            high=1_000_000,
            none=N_("No advance"),
            unsaid=UNSAID,
            own=ASKED_WORDS,
            made_of=EXPENSES,
            beside=OF_WHAT_USE,
            refused=money.NO_ADVANCE,
            doubted=PRICED,
        ),
        exported=N_("Advance asked for"),
        asked_if=the_territory_lends,
    ),
    Step(
        name="accepts_skills",
        section=MONEY,
        question=N_("In {basin}, the advance comes with the skills, never alone. Is that fine with you?"),
        why=N_("The committee of this territory grants money only together with support."),
        label=N_("Skills with the advance"),
        input=Consent(YES_NO),
        asked_if=the_advance_needs_skills,
        on_demand=N_("🤝 Skills with the advance"),  # told with the question, and skills were just chosen
    ),
    Step(
        name="project_budget",
        section=MONEY,
        question=N_("What is the total budget of the project, roughly?"),
        why=N_("The advance is meant to help other financing follow."),
        example=N_("250k or 1.2 M€"),
        told_by=money.budget,
        spotted=money.price,
        corrected_by=again.budget,
        called=synonyms("budget, cout, cout du projet, budget du projet, cost"),
        label=N_("Project budget"),
        case=N_("Add up what {company} would pay in all: “80k”, “50 to 100k”."),
        input=Money(high=1_000_000_000, own=BUDGET_WORDS, made_of=EXPENSES, sources=SOURCES, beside=SPENT_ON),
        exported=True,
        skip=N_("I do not know yet"),
        asked_if=wants_advance,
        on_demand=N_("➕ Budget of the project"),
    ),
    Step(
        name="aid_received",
        section=MONEY,
        question=N_("How much public aid did {company} receive over the last three years?"),
        why=N_("Small public aids are capped by Europe at 300,000 € over three years; the operator checks."),
        told_by=money.aid_received,
        corrected_by=again.aid_received,
        label=N_("Aid received in 3 years"),
        case=N_("Grants or subsidies paid to {company}: “15k”, or “none”."),
        input=Money(
            high=100_000_000,
            none=N_("None"),
            own=AID_WORDS,
            made_of=FUNDERS,
            refused=NO_AID,
            beside=OF_WHAT_USE,
            years=3,
        ),
        exported=True,
        skip=N_("I do not know"),
        asked_if=company_wants_advance,
        on_demand=N_("➕ Public aid received"),  # the operator reckons it: only the interest saved counts
    ),
)
