"""A contributor's own words, "I cannot come on Monday", are passed on: to the operator, and to the firm."""

from dataclasses import dataclass, replace
from typing import Annotated

from bot.services.contributors.days import said_unasked
from bot.services.contributors.missions import home, may_still_come, speaks_for
from bot.services.contributors.proposals import still_asked
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Confirmable, Mark
from bot.services.core.company_names import lent_to
from bot.services.core.dossier_page import Compose, do
from bot.services.core.entries import short
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import NEVER_MIND, ask, expect, no_longer_asked
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Rows, Screen
from bot.services.core.screens import words as words_alone
from bot.services.core.worklist import office
from conversations.dossiers.desk_words import leaves
from conversations.dossiers.statuses import Status
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from conversations.understanding.agreement import is_courtesy
from models.messages.tables import Prompt
from models.support.door import Lent, advisors_spoken_for, lent

LONGEST = 1_000
AT_ONCE = 6
KEPT, WORDS = "own_words_kept", "words"
"""Where words wait until it is chosen who reads them: others that are typed take their place."""

SENT_BEFORE = say("These words were sent already, or others were typed since.")


@dataclass(frozen=True, slots=True)
class OwnWords(Confirmable):
    """What a contributor tells about a mission. ``firm``: its firm reads it too; unsure, it is typed."""

    action = "own_words"
    firm: Annotated[bool, "firm"] = False


def own_words(handling: Handling, subject: int, argument: OwnWords) -> Reply:
    """Pass on what was typed to those who were named under it, or ask for it."""
    if argument.sure is None:
        wanted = say(
            "What should be known? For example: I cannot come on Monday. You choose next who reads it."
        )
        return ask(handling, OwnWords.action, 0, wanted, back=office(say("⬅️ Back"), "missions"))
    each, prompt = speaks_for(handling, subject), handling.session.get(Prompt, handling.person_id)
    words = prompt.content.get(WORDS) if prompt is not None and prompt.purpose == KEPT else None
    if words is None or argument.sure != Mark.of(words) or not may_still_come(each):
        raise Refusal(SENT_BEFORE)
    no_longer_asked(handling)
    handling.trace(each.dossier, Trace.NOTE, note=f"{each.advisor.name}: {words}")
    _tell_operator(handling, each, words, firm=argument.firm)
    if not argument.firm:
        note = say("📨 {operator} reads it, and comes back to you.", operator=_operator(each))
    elif _tell_firm(handling, each, words):
        note = say("📨 {operator} and {firm} read it. {operator} comes back to you.",
                   operator=_operator(each), firm=lent_to(handling.session, each))  # fmt: skip
    else:
        note = say("📨 {operator} reads it. {firm} cannot be written to here: {operator} calls them.",
                   operator=_operator(each), firm=lent_to(handling.session, each))  # fmt: skip
    return handling.reply(home(handling, note=note))


def own_words_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Ask who is to read what was typed."""
    return passed_on(handling, text) or handling.reply(home(handling))


def typed_unasked(handling: Handling, text: str) -> Reply | None:
    """Take days given, that a contributor types unasked, else words to be passed on; None for courtesy."""
    if (days := said_unasked(handling, text)) is not None:
        return days
    try:
        return still_asked(handling) if is_courtesy(text) or leaves(text) else passed_on(handling, text)
    except Refusal as refusal:
        return handling.reply(words_alone(refusal.message))


def passed_on(handling: Handling, text: str) -> Reply | None:
    """Ask who is to read what a contributor types unasked; None where nobody waits for them.

    To who is still asked whether they come, what they may answer is shown above.
    """
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    waiting = [
        each
        for each in lent(handling.session, [advisor.id for _, advisor in spoken_for])
        if may_still_come(each)
    ]
    if not waiting:
        return None
    short(text, LONGEST)
    expect(handling, KEPT, 0, {WORDS: text})
    rows: Rows = (*(_ways(handling, each, text) for each in waiting[:AT_ONCE]), (NEVER_MIND,))
    which = say("Who is to read it? Nobody has so far. What you type next takes its place.")
    told = (say("“{words}”", words=text), which)
    above = still_asked(handling)
    if above is None or above.page is None:
        return handling.reply(Screen(told, rows=rows))
    page = above.page
    return replace(above, page=Screen((*page.paragraphs, *told), rows=(*page.rows, *rows)))


def _ways(handling: Handling, each: Lent, text: str) -> tuple[Button, ...]:
    """Return to whom words about a mission may go: before an agreement, its firm knows nobody."""

    def to(label: Message, *, firm: bool = False) -> Button:
        return office(label, OwnWords(firm, sure=Mark.of(text)), each.share.id, names=each.dossier.id)

    firm, operator = lent_to(handling.session, each), _operator(each)
    alone = to(say("📨 {operator}, for {firm}", operator=operator, firm=firm))
    if each.mission.agreed_on is None:
        return (alone,)
    return alone, to(say("📨 {firm} too", firm=firm), firm=True)


def _operator(each: Lent) -> str:
    return each.dossier.operator_name or ""


def _tell_operator(handling: Handling, each: Lent, words: str, *, firm: bool) -> None:
    told = say(
        "🧑‍🏫 <b>{reference}</b> · {name} ({firm}) writes: “{words}”",
        reference=each.dossier.reference, name=each.advisor.name, firm=each.company.name, words=words,
    )  # fmt: skip
    beside = (say("The firm has read it too."),) if firm else ()
    reach = (say("📞 {contact}", contact=each.advisor.contact),) if each.advisor.contact else ()
    page = "mission" if Status(each.dossier.status) is Status.RUNNING else "team"
    team = do(each.dossier, page, say("🧑‍🏫 The team"), primary=True)
    ways = ((team, do(each.dossier, Compose(aside=True), say("💬 Write to the firm"))),)
    handling.tell_reader(each.dossier, Screen((told, *beside, *reach), rows=ways))


def _tell_firm(handling: Handling, each: Lent, words: str) -> bool:
    return handling.tell_applicant(
        each.dossier,
        say("🧑‍🏫 {name} ({firm}), who helps you, writes: “{words}”", name=each.advisor.name,
            firm=each.company.name, words=words),
        say("{operator} has read it too, and sees with you what comes next. You may answer here.",
            operator=_operator(each)),
    )  # fmt: skip


ACTIONS = (AtOffice(OwnWords.action, own_words, (Role.CONTRIBUTOR,), typed=own_words_typed),)
