"""Days given, said by the contributor: the applicant is asked to confirm, and the operator told otherwise."""

import re

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
from conversations.understanding.words import fold
from models.messages.tables import Prompt
from models.support.door import Lent, advisors_spoken_for, lent
from models.support.statements import open_statement, state_days

A_DAY = re.compile(r"\b(?:j|jours?|journees?|d|days?)\b")
"""What tells days from any other number, in folded words."""


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
    """Note how many days were given in all."""
    each = _running(handling, prompt.subject)
    tenths = halves_of_days(text, most=MOST_DAYS)
    no_longer_asked(handling)
    return _say(handling, each, tenths)


def said_unasked(handling: Handling, text: str) -> Reply | None:
    """Take days that a contributor types unasked, such as “2.5 days done”; None for other words."""
    if not A_DAY.search(fold(text)):
        return None
    try:
        tenths = halves_of_days(text, most=MOST_DAYS)
    except Refusal:
        return None
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    running = [
        each for each in lent(handling.session, [advisor.id for _, advisor in spoken_for]) if is_running(each)
    ]
    if len(running) == 1:
        return _say(handling, running[0], tenths)
    return handling.reply(
        home(
            handling,
            note=say("For which mission? Touch its button.")
            if running
            else say("No mission of yours is under way: there are no days to note yet."),
        )
    )


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
