"""Members who are away, and who stands in for them: noted by themselves, told to the substitute."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, expect, no_longer_asked
from bot.services.core.rights import EVERYWHERE, NATIONAL, STAFF, Role, members
from bot.services.core.screens import Reply, Screen, stacked, words
from bot.services.core.worklist import office
from bot.services.team.members import BACK
from conversations.messages import Message, say
from conversations.understanding.periods import read_periods
from conversations.understanding.words import fold
from models.messages.tables import Prompt
from models.team.queries import absences_of
from models.team.tables import Absence

ABSENCE_MAX_DAYS = 366
NOBODY = ("personne", "nobody")  # who stands in, typed
LONG_ABSENCE_DAYS = 60  # longer ones are confirmed
LONGEST_OVER_NEW_YEAR = timedelta(days=182)  # without a year; longer ones end before they begin


class Wanted(StrEnum):
    """What is done about an absence."""

    CANCEL = "cancel"
    MORE = "more"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Away(Argument):
    """What is done about an absence, and its days once they are known."""

    action = "away"
    wanted: Wanted | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StandIn(Argument):
    """Who stands in, 0 for nobody, from when to when."""

    action = "stand_in"
    person: int
    since: date
    until: date


def away(handling: Handling, subject: int, argument: Away) -> Reply:
    """Note an absence, and who stands in; or cancel it."""
    coming = absences_of(handling.session, handling.person_id, handling.today)
    if argument.wanted is Wanted.CANCEL:
        for absence in coming:
            handling.session.delete(absence)
        handling.session.flush()
        return handling.reply(words(say("Welcome back: no absence is noted.")))
    if argument.since is not None and argument.until is not None:
        return _ask_who_stands_in(handling, argument.since, argument.until)
    if coming and argument.wanted is not Wanted.MORE:
        lines = [
            say("🏖 From {since} to {until}, replaced by {name}", since=each.since, until=each.until,
                name=handling.name_of(each.substitute_id) if each.substitute_id else say("nobody"))
            for each in coming
        ]  # fmt: skip
        rows = (
            (office(say("➕ Another one"), Away(Wanted.MORE)), office(say("🗑 Cancel"), Away(Wanted.CANCEL))),
            BACK,
        )
        return handling.reply(Screen((stacked(lines),), rows=rows))
    wanted = say("From when to when are you away? For example: from 3 to 14 August")
    return ask(handling, "away", 0, wanted, back=BACK[0])


def away_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take the days of an absence, then who stands in; other days may be typed until it is noted."""
    known = Away.read(str(prompt.content.get("asked", "")))
    if known and known.since and known.until and not read_periods(text, handling.today):
        substitute = _substitute_named(handling, text)
        if substitute is None:
            unknown = say("I read neither days nor a colleague in this.")
            return _ask_who_stands_in(handling, known.since, known.until, unknown)
        return stand_in(handling, 0, StandIn(substitute, known.since, known.until))
    since, until = days_away(text, handling.today)
    length = (until - since).days + 1
    if length <= LONG_ABSENCE_DAYS:
        return _ask_who_stands_in(handling, since, until)
    long = say("From {since} to {until}: {n} days. Is it right?", since=since, until=until, n=length)
    yes = office(say("✅ Yes"), Away(Wanted.FROM, since, until))
    return handling.reply(Screen((long,), rows=((yes, OTHER_DAYS),)))


def _ask_who_stands_in(handling: Handling, since: date, until: date, *above: Message) -> Reply:
    expect(handling, Away.action, content={"asked": Away(Wanted.FROM, since, until).key})
    options = tuple(
        office(handling.name_of(person_id), StandIn(person_id, since, until))
        for person_id in _colleagues(handling)
    )
    asked = say("Away from {since} to {until}. Who stands in for you?", since=since, until=until)
    rows = ((office(say("Nobody"), StandIn(0, since, until)), OTHER_DAYS),)
    return handling.reply(Screen((*above, asked), options=options, rows=rows))


def _substitute_named(handling: Handling, text: str) -> int | None:
    """Return the only colleague whose name, or a part of it, a text holds; 0 for nobody, None when unsure."""
    said = fold(text).split()
    names = {each: handling.name_of(each).values.get("name", "") for each in _colleagues(handling)}
    named = [each for each, name in names.items() if not set(fold(str(name)).split()).isdisjoint(said)]
    if not named and said and said[0] in NOBODY:
        return 0
    return named[0] if len(named) == 1 else None


def days_away(text: str, today: date) -> tuple[date, date]:
    """Read the days of an absence, both included."""
    understood = read_periods(text, today)
    if not understood:
        raise Refusal(say("I did not find two days. For example: from 3 to 14 August"))
    since, until = understood[0].start, understood[0].end
    if since > today and not _says_year(text):  # it may have begun already
        begun = read_periods(text, today - (until - since))[0]
        same_days = (begun.start.month, begun.start.day) == (since.month, since.day)  # not "next week"
        if same_days and begun.start <= today <= begun.end:
            since, until = begun.start, begun.end
    over_new_year = until.year > since.year and not _says_year(text)
    if over_new_year and until - since > LONGEST_OVER_NEW_YEAR:
        raise Refusal(say("The last day comes before the first one. From when to when?"))
    if until < today:
        raise Refusal(say("These days are past. From when to when?"))
    if (until - since).days > ABSENCE_MAX_DAYS:
        raise Refusal(say("That is more than a year. From when to when?"))
    return since, until


def _says_year(text: str) -> bool:
    return re.search(r"\d{4}", text) is not None


def _colleagues(handling: Handling) -> list[int]:
    """Return who works in the same basins, or nationally, but the person."""
    codes = handling.held.basins(Role.OPERATOR, Role.MANAGER)
    found = [
        person_id
        for code in sorted(codes)
        for person_id in members(handling.session, code, Role.OPERATOR, Role.MANAGER)
    ]
    if handling.held.national:
        found += members(handling.session, EVERYWHERE, *NATIONAL)
    return [person_id for person_id in dict.fromkeys(found) if person_id != handling.person_id]


def stand_in(handling: Handling, subject: int, argument: StandIn) -> Reply:
    """Note an absence and who stands in, who is told."""
    substitute, since, until = argument.person, argument.since, argument.until
    if substitute and substitute not in _colleagues(handling):
        raise Refusal(say("This person no longer works with you."))
    known = absences_of(handling.session, handling.person_id, until)
    if any((each.since, each.until) == (since, until) for each in known):
        raise Refusal(say("It is done already."))
    handling.session.add(
        Absence(person_id=handling.person_id, since=since, until=until, substitute_id=substitute or None)
    )
    no_longer_asked(handling)
    if not substitute:
        return handling.reply(words(say("Noted. Nobody stands in: the team is reminded of what is due.")))
    handling.tell(
        substitute,
        words(
            say(
                "🏖 {name} is away from {since} to {until}: you stand in. Their requests are in your /queue.",
                name=handling.name_of(handling.person_id),
                since=since,
                until=until,
            )
        ),
    )
    return handling.reply(words(say("Noted: {name} stands in for you.", name=handling.name_of(substitute))))


OTHER_DAYS = office(say("✍️ Other days"), Away(Wanted.MORE))


ACTIONS = (
    AtOffice("away", away, STAFF, typed=away_typed),
    AtOffice(
        "stand_in",
        stand_in,
        STAFF,
        at_once="a colleague, chosen by name, is told what they do: not an applicant",
    ),
)  # fmt: skip
