"""A letter is drafted from what the month has: it says nothing of who asked, offered or met whom."""

from collections import Counter
from datetime import date, timedelta

from bot.services.core.handling import Handling
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.letters import LetterParagraph, Part, added, to_json
from conversations.messages import Listing, Message, say, say_n
from conversations.network.basins import Basin
from conversations.understanding.named_periods import Period
from conversations.understanding.skills import SKILLS
from models.committee.queries import next_day
from models.exchanges.letters import letter_of, skills_offered
from models.exchanges.queries import questions_live_in
from models.exchanges.tables import BasinLetter, NetworkQuestion
from models.figures.exchanges import counts, summed
from models.figures.queries import Scope

QUESTIONS_TOLD = 20


def letter_for(handling: Handling, basin: Basin) -> BasinLetter:
    """Return the letter of this month, drafting it where nobody has yet."""
    month = handling.today.replace(day=1)
    found = letter_of(handling.session, basin.code, month)
    if found is None:
        found = BasinLetter(
            basin_code=basin.code, month=month, content=to_json(drafted(handling, basin)),
            drafted_at=handling.now,
        )  # fmt: skip
        handling.session.add(found)
        handling.session.flush()
    return found


def drafted(handling: Handling, basin: Basin) -> tuple[LetterParagraph, ...]:
    """Return what there is to say this month; a part with nothing to say is left out."""
    before = _month_before(handling.today)
    said = (
        (Part.COMMITTEE, _committee(handling, basin)),
        (Part.SKILLS, _skills(handling, basin, before.start)),
        (Part.QUESTIONS, _questions(open_questions(handling, basin.code))),
        (Part.LAST_MONTH, _last_month(handling, basin.code, before)),
    )
    paragraphs: tuple[LetterParagraph, ...] = ()
    for part, words in said:
        if words is not None:
            paragraphs = added(paragraphs, part, words)
    return paragraphs


def open_questions(handling: Handling, basin_code: str) -> list[NetworkQuestion]:
    """Return the questions that may still be answered in a basin."""
    return list(questions_live_in(handling.session, [basin_code], QUESTIONS_TOLD))


def _month_before(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _committee(handling: Handling, basin: Basin) -> Message | None:
    day = next_day(handling.session, basin, handling.today)
    return say("{committee} meets on {day}.", committee=basin.committee.name, day=day) if day else None


def _skills(handling: Handling, basin: Basin, since: date) -> Message | None:
    new, known, firms = skills_offered(handling.session, basin.code, since)
    labels = tuple(Message(skill.label) for skill in SKILLS if skill.code in new - known)
    told = say("New skills at your side: {skills}.", skills=Listing(labels)) if labels else None
    if not firms:
        return told
    joined = say_n(
        "{n} more company lends its specialists.", "{n} more companies lend their specialists.", firms
    )
    return joined if told is None else say("{one} {other}", one=joined, other=told)


def _questions(found: list[NetworkQuestion]) -> Message | None:
    kinds = Counter(question.kind for question in found)
    told = tuple(
        say("{kind} ({n})", kind=KINDS[ExchangeKind(code)].named, n=n) if n > 1
        else Message(KINDS[ExchangeKind(code)].named.msgid)
        for code, n in kinds.most_common()
    )  # fmt: skip
    return say("Firms of the network look for: {kinds}.", kinds=Listing(told)) if told else None


def _last_month(handling: Handling, basin_code: str, period: Period) -> Message | None:
    found = summed(counts(handling.session.connection(), Scope(frozenset({basin_code})), period))
    told = [
        words
        for n, words in (
            (found.introductions, say_n("{n} introduction", "{n} introductions", found.introductions)),
            (found.took_place, say_n("{n} exchange", "{n} exchanges", found.took_place)),
        )
        if n
    ]
    return say("Last month between firms: {told}.", told=Listing(tuple(told))) if told else None
