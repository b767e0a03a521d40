"""Days given, said by the contributor: the applicant is asked to confirm, and the operator told otherwise."""

from bot.services.contributors.missions import Given, home, is_running, said_so_far, speaks_for
from bot.services.core.actions import AtOffice
from bot.services.core.company_names import lent_to
from bot.services.core.entries import HALF, TENTHS, days, halves_of_days
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.worklist import office
from bot.services.support.delivered_days import MOST_DAYS
from conversations.messages import say, say_n
from conversations.support.days_said import Counted, DaysSaid, read_days_said
from models.messages.tables import Prompt
from models.support.door import Lent, advisors_spoken_for, lent
from models.support.statements import open_statement, state_days

WAYS_AT_ONCE = 8


def _back(each: Lent) -> Button:
    return office(say("⬅️ Back"), "missions", names=each.dossier.id)


def given(handling: Handling, subject: int, argument: Given) -> Reply:
    """Note days given: so much more, or how many in all, which is typed."""
    each = _running(handling, subject)
    if argument.more in (HALF, TENTHS):
        said = said_so_far(handling, each)
        if argument.known not in (None, said):
            return handling.reply(home(handling), alert=OUT_OF_DATE)
        return _say(handling, each, said + argument.more)
    if argument.in_all is not None:
        return _say(handling, each, argument.in_all, sure=True)
    wanted = say(
        "How many days given to {firm}, in all? For example: 2.5", firm=lent_to(handling.session, each)
    )
    return ask(handling, Given.action, subject, wanted, back=_back(each))


def given_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note how many days were given in all; asked again where they may be more than those said before."""
    each = _running(handling, prompt.subject)
    said = read_days_said(text)
    if said is not None and (said.counted in (Counted.MORE, Counted.LESS) or not said.plain):
        no_longer_asked(handling)
        return _take(handling, [each], said)
    tenths = halves_of_days(text, most=MOST_DAYS) if said is None else int(said.days * TENTHS)
    no_longer_asked(handling)
    return _say(handling, each, tenths)


def said_unasked(handling: Handling, text: str) -> Reply | None:
    """Take days that a contributor types unasked, such as “2.5 days done”; None for other words."""
    said = read_days_said(text)
    if said is None:
        return None
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    running = [
        each for each in lent(handling.session, [advisor.id for _, advisor in spoken_for]) if is_running(each)
    ]
    if not running:
        note = say("No mission of yours is under way: there are no days to note yet.")
        return handling.reply(home(handling, note=note))
    return _take(handling, running, said)


def _take(handling: Handling, running: list[Lent], said: DaysSaid) -> Reply:
    """Note days that can be meant in one way only; else have it chosen: more, or in all, and for whom."""
    tenths = int(said.days * TENTHS)
    meant = [
        (each, in_all)
        for each in running
        for before in [said_so_far(handling, each)]
        for in_all in _may_be(before, tenths, said)
        if in_all >= each.share.tenths_delivered
    ]
    if said.plain and len(meant) == 1:
        return _say(handling, *meant[0])
    ways = [
        (_in_all(handling, each, in_all, named=len(running) > 1),) for each, in_all in meant[:WAYS_AT_ONCE]
    ]
    which = say("⏱ How many days does it make in all?")
    if not meant and said.counted is Counted.LESS:  # no fewer than none, nor than those confirmed
        return handling.reply(home(handling, note=which))
    if not meant:
        return _say(handling, running[0], tenths)
    return handling.reply(Screen((which,), rows=(*ways, (office(say("⬅️ Back"), "missions"),))))


def _may_be(before: int, tenths: int, said: DaysSaid) -> list[int]:
    """Return how many days in all may be meant, in tenths, with those said before: one where it is plain."""
    if said.counted is Counted.LESS:
        return [before - tenths]
    more = [] if said.counted is Counted.IN_ALL else [before + tenths]
    in_all = [] if said.counted is Counted.MORE and said.plain else [tenths]
    return list(dict.fromkeys(more + in_all))


def _in_all(handling: Handling, each: Lent, tenths: int, *, named: bool) -> Button:
    label = say("{days} d in all", days=days(tenths))
    if named:
        label = say("{firm}: {label}", firm=lent_to(handling.session, each), label=label)
    if tenths > each.share.tenths_contracted:
        label = say("{label} ({n} agreed)", label=label, n=days(each.share.tenths_contracted))
    return office(label, Given(in_all=tenths), each.share.id, names=each.dossier.id)


def _running(handling: Handling, share_id: int) -> Lent:
    """Return a mission under way that the person speaks for; raise NotAllowed."""
    each = speaks_for(handling, share_id)
    if not is_running(each):
        raise NotAllowed
    return each


def _say(handling: Handling, each: Lent, tenths: int, *, sure: bool = False) -> Reply:
    share, firm = each.share, lent_to(handling.session, each)
    if tenths > MOST_DAYS * TENTHS:
        raise Refusal(say_n("At most {n} day.", "At most {n} days.", MOST_DAYS))
    if tenths < share.tenths_delivered:
        raise Refusal(
            say(
                "{delivered} days are confirmed already. If it is fewer, tell {operator}: they put it right.",
                delivered=days(share.tenths_delivered),
                operator=each.dossier.operator_name or "",
            )
        )
    if tenths > share.tenths_contracted and not sure:
        told = say(
            "{days} days in all: more than the {contracted} that were agreed with {firm}. Is it right?",
            days=days(tenths),
            contracted=days(share.tenths_contracted),
            firm=firm,
        )
        yes = office(say("✅ Yes, {days} days", days=days(tenths)), Given(in_all=tenths), share.id)
        return handling.reply(Screen((told,), rows=((yes, _back(each)),)))
    if tenths == share.tenths_delivered:
        statement = open_statement(handling.session, share.id)
        if statement is not None:
            statement.tenths = tenths
            statement.settled_at, statement.settled_by = handling.now, handling.person_id
            handling.session.flush()
        note = say("{days} days in all, as already confirmed.", days=days(tenths))
        return handling.reply(home(handling, note=note))
    state_days(handling.session, share, tenths, handling.person_id, handling.now)
    note = say(
        "{days} days in all for {firm}, who is asked to confirm. A slip? Say it again: the last word counts.",
        days=days(tenths),
        firm=firm,
    )
    return handling.reply(home(handling, note=note))


ACTIONS = (AtOffice(Given.action, given, (Role.CONTRIBUTOR,), typed=given_typed),)
