"""Who works a dossier: claimed, released, handed over, or stopped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import Once, news_to_confirm, once_read
from bot.services.core.dossier_card import labelled, nobody, walk_of
from bot.services.core.dossier_page import Open, back_to, do, dossier_page, more_page, word_on
from bot.services.core.handling import Handling, Refusal
from bot.services.core.news import news
from bot.services.core.rights import EVERYWHERE, Role, members
from bot.services.core.screens import Button, Link, Reply, Screen, below, stacked
from bot.services.core.worklist import my_work
from bot.services.dossiers.explanation import Explained, Given
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import HANDLERS, Part
from conversations.dossiers.traces import Trace
from conversations.engine.step import Seen
from conversations.intake import STEPS
from conversations.messages import Message, say
from conversations.situation import Answer
from conversations.understanding.contacts.reading import show_phone
from models.dossiers.tables import Dossier
from models.team.queries import absences_of
from models.team.tables import Absence

HELD_BACK = [
    step
    for step in STEPS
    if step.seen_where is Seen.BY_HOLDER and step.name not in ("name", "contact", "head_name", "head_contact")
]
"""What is behind "Contact" beside who asks and how to reach them, who have lines of their own."""


def claim(handling: Handling, dossier: Dossier) -> Reply:
    """Take a dossier in charge: one winner, however many tap."""
    reached = handling.reached(dossier.person_id) is not None
    handling.move(dossier, Event.CLAIM, holder_id=handling.person_id)
    if not reached:
        page = dossier_page(handling, dossier, note=say("It is yours."))
        return handling.reply(page, alert=say("It is yours: see our private chat."))
    told = news(dossier, handling.basin(dossier), Event.CLAIM, handling.today)
    note = say("It is yours. Its applicant has just read: “{words}”", words=stacked(list(told)))
    page = dossier_page(handling, dossier, note=note)
    undo = do(dossier, Once(Event.RELEASE), say("↩️ A mistake: back to the queue"))
    page = replace(page, rows=(page.rows[0], (undo,), *page.rows[1:-1], _onward(handling, page.rows[-1])))
    return handling.reply(page, alert=say("It is yours: see our private chat."))


def _onward(handling: Handling, row: Sequence[Button | Link]) -> tuple[Button | Link, ...]:
    """Return the last row of a page with the way to the next request that nobody has claimed."""
    following = next(iter(my_work(handling).to_claim), None)
    if following is None:
        return tuple(row)
    return (*row, do(following, "open", say("➡️ {reference}", reference=following.reference)))


def open_page(handling: Handling, dossier: Dossier, argument: Open) -> Reply:
    """Show a dossier in private."""
    opened = handling.reply(dossier_page(handling, dossier))
    return below(opened) if argument.aside else opened


def more(handling: Handling, dossier: Dossier) -> Reply:
    """Show what else may be done."""
    return handling.reply(more_page(handling, dossier))


def _ways(parts: Mapping[str, Answer]) -> list[Message]:
    """Return the ways to be reached, a line each."""
    lines = []
    if parts.get("phone"):
        lines.append(say("📞 {phone}", phone=show_phone(str(parts["phone"]))))
    if parts.get("email"):
        lines.append(say("✉️ {email}", email=str(parts["email"])))
    if parts.get("words"):
        lines.append(say("💬 “{words}”", words=str(parts["words"])))
    return lines


def contact(handling: Handling, dossier: Dossier) -> Reply:
    """Show who asks and how to reach them, to the holder, in private; each time is noted."""
    walk = walk_of(handling.world, dossier)
    situation = walk.situation
    if dossier.person_id is None:
        raise Refusal(nobody(dossier))
    handling.note(dossier, Trace.REVEAL)
    lines = [say("👤 <b>{name}</b>", name=situation.text("name") or "?"), *_ways(situation.parts("contact"))]
    head = situation.parts("head_contact")
    if head:
        lines.append(say("👔 <b>{name}</b>, head of the company", name=str(head.get("name") or "?")))
        lines += _ways(head)
    beside = [step for step in HELD_BACK if walk.draft.answers.get(step.name) is not None]
    for label, told in (labelled(walk, step.name, hidden=False) for step in beside):
        lines.append(say("🙈 {label}: {answer}", label=label, answer=told))
    return handling.reply(Screen(tuple(lines), rows=((back_to(dossier),),)))


@dataclass(frozen=True, slots=True)
class HandOver(Confirmable):
    """To whom a dossier goes."""

    action = Event.HAND_OVER
    to: int | None = None


def hand_over(handling: Handling, dossier: Dossier, argument: HandOver) -> Reply:
    """Give a dossier to a named colleague, who is told."""
    colleagues = [
        person_id
        for person_id in members(
            handling.session, dossier.basin_code or EVERYWHERE, Role.OPERATOR, Role.MANAGER, Role.COORDINATOR
        )
        if person_id != dossier.holder_id
    ]
    if argument.to is None:
        if not colleagues:
            raise Refusal(say("Nobody else works for this territory yet: invite a colleague first."))
        options = tuple(do(dossier, HandOver(each), _and_absence(handling, each)) for each in colleagues)
        return handling.reply(
            Screen((say("Hand it over to whom?"),), options=options, rows=((back_to(dossier),),))
        )
    if argument.to not in colleagues:
        raise Refusal(say("This person no longer works for this territory."))
    page, away = (
        news_to_confirm(handling, dossier, Event.HAND_OVER, argument),
        _told_away(handling, argument.to),
    )
    if page is not None and page.page is not None:
        return replace(page, page=replace(page.page, paragraphs=(*away, *page.page.paragraphs)))
    handling.move(dossier, Event.HAND_OVER, holder_id=argument.to, note=str(argument.to))
    given = say("🤝 {name} hands <b>{reference}</b> over to you.",
                name=handling.name_of(handling.person_id), reference=dossier.reference)  # fmt: skip
    handling.tell(argument.to, word_on(dossier, given))
    done = say("{name} has it now.", name=handling.name_of(argument.to))
    return handling.reply(dossier_page(handling, dossier, note=done))


def _away(handling: Handling, person_id: int) -> Absence | None:
    """Return the absence of somebody who is away today; None for who is there."""
    first = next(iter(absences_of(handling.session, person_id, handling.today)), None)
    return first if first is not None and first.since <= handling.today else None


def _and_absence(handling: Handling, person_id: int) -> Message:
    name, away = handling.name_of(person_id), _away(handling, person_id)
    return say("{name} · 🏖 until {until}", name=name, until=away.until) if away else name


def _told_away(handling: Handling, person_id: int) -> tuple[Message, ...]:
    """Tell that who is given a request is away, and who stands in."""
    if (away := _away(handling, person_id)) is None:
        return ()
    name = handling.name_of(person_id)
    instead = handling.name_of(away.substitute_id) if away.substitute_id else say("nobody")
    return (say("🏖 {name} is away until {until}, replaced by {instead}.",
                name=name, until=away.until, instead=instead),)  # fmt: skip


def _stopped(handling: Handling, dossier: Dossier, event: Event, given: Given) -> tuple[Message, ...]:
    """Return what the applicant reads of an event that stops their request, before it does."""
    once = handling.leads_to(dossier, event)
    because, *others = news(dossier, handling.basin(dossier), event, handling.today, given.reason, once=once)
    return (because, *((say("“{words}”", words=given.words),) if given.words else ()), *others)


def _stopping(event: Event) -> Explained:
    """Return how an event that stops a request is explained to its applicant."""

    def review(handling: Handling, dossier: Dossier, given: Given) -> tuple[Message, ...]:
        heading = say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference)
        return (heading, *_stopped(handling, dossier, event, given))

    def act(handling: Handling, dossier: Dossier, given: Given) -> Reply:
        read = _stopped(handling, dossier, event, given)
        handling.move(dossier, event, reason=given.reason, note=given.words or None, words=read)
        return handling.reply(dossier_page(handling, dossier))

    why = say("Why? The applicant is told, in kind words, with the other doors.")
    own = say("Choose a reason, or type it in your own words, as the applicant will read them.")
    return Explained(event, why, own, review, act)


_DECLINING, _REDIRECTING = _stopping(Event.DECLINE), _stopping(Event.REDIRECT)


ACTIONS = (
    OnDossier(
        Event.CLAIM, claim,
        at_once="of colleagues who tap one card, the first has it: what leaves is one sentence, shown then",
    ),
    OnDossier("open", open_page, HANDLERS, fresh=False),
    OnDossier("more", more, HANDLERS, fresh=False),
    OnDossier("contact", contact, (Part.HOLDER,), fresh=False),
    OnDossier(Event.RELEASE, once_read(say("Back in the queue."), holder_id=None)),
    OnDossier(Event.HAND_OVER, hand_over),
    OnDossier(Event.MAKE_READY, once_read()),
    OnDossier(Event.REWORK, once_read()),
    OnDossier(Event.LOSE_TOUCH, once_read()),
    OnDossier(Event.DECLINE, _DECLINING.tapped, typed=_DECLINING.typed),
    OnDossier(Event.REDIRECT, _REDIRECTING.tapped, typed=_REDIRECTING.typed),
)  # fmt: skip
