"""A short way to a dossier on the agenda of a committee, and what its people read there."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select

from bot.playground.telegram.chats import Chat
from conversations.situation import Answer
from models.committee.tables import AgendaItem, CommitteeSession, StoredOpinion
from models.dossiers.tables import Dossier
from tests import pdfs
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

DECEMBER = "15 décembre 2026"  # the first session of Toul in the sample network
ON_THE_DAY = datetime(2026, 12, 15, 14, tzinfo=UTC)


async def taps(actor: Actor, prefix: str) -> None:
    """Tap the last button whose action begins so, whatever row it acts on."""
    for message in reversed(actor.person.chat.history):
        for row in message.rows:
            for button in row:
                if (button.data or ":::").split(":", 3)[3].startswith(prefix):
                    actor.person.taps(button.data or "")
                    await actor.stage.plays()
                    return
    raise LookupError(f"no button {prefix!r} on the screen: {actor.labels}")


async def made_ready(
    applicant: Actor, operator: Actor, group: Chat, changed: Mapping[str, Answer] | None = None
) -> Dossier:
    """Have a request sent, claimed, and found complete."""
    await sends(applicant, changed)
    await taps_in(operator, group, "claim")
    await operator.does((Tap("make_ready"), Tap("yes")))
    return applicant.dossiers()[-1]


async def scheduled(
    applicant: Actor, operator: Actor, group: Chat, changed: Mapping[str, Answer] | None = None
) -> Dossier:
    """Have a request put on the agenda of the next session."""
    dossier = await made_ready(applicant, operator, group, changed)
    await operator.does(Tap("schedule"))
    await goes_on_agenda(operator)
    return dossier


async def goes_on_agenda(operator: Actor) -> None:
    """Choose the first request, or session, that is offered, and confirm what the applicant reads."""
    await taps(operator, "schedule.")
    await taps(operator, "schedule.")


async def sits(member: Actor, firm: str) -> None:
    """Open the first request of the next session, telling where one comes from."""
    await member.does("/seances")
    await taps(member, "session")
    await member.does(firm)
    await taps(member, "item")


async def meets(stage: Stage, operator: Actor) -> None:
    """Let the day of the session come, and its first request be on the operator's screen."""
    stage.clock.now = ON_THE_DAY
    await operator.does("/seances")
    await taps(operator, "session")
    await taps(operator, "item")


async def forges(actor: Actor, *data: str) -> None:
    """Tap buttons that a modified phone makes up, under the last text in private."""
    message = next(each for each in reversed(actor.person.chat.history) if each.file is None)
    for each in data:
        actor.person.forges_tap(each, message)
        await actor.stage.plays()


def papers(actor: Actor) -> list[str]:
    """Return the text of the PDF files received, oldest first."""
    return [
        pdfs.text(message.file.content)
        for message in actor.person.chat.history
        if message.file is not None and message.file.content.startswith(b"%PDF-")
    ]


def own_data(actor: Actor) -> str:
    """Return the text of all that a person was handed of what is kept about them: to read, and as JSON."""
    files = [message.file.content for message in actor.person.chat.history if message.file is not None]
    return "\n".join([*papers(actor), *(each.decode() for each in files if each.startswith(b"{"))])


def sitting(stage: Stage) -> CommitteeSession:
    """Return the first session that is stored and not cancelled."""
    with Session(stage.assistant.desk.database.engine) as session:
        query = select(CommitteeSession).where(col(CommitteeSession.cancelled_at).is_(None))
        return session.exec(query.order_by(col(CommitteeSession.day))).all()[0]


def items(stage: Stage) -> list[AgendaItem]:
    """Return every item of every agenda."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(AgendaItem).order_by(col(AgendaItem.id))))


def opinions(stage: Stage) -> list[StoredOpinion]:
    """Return every opinion."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(StoredOpinion).order_by(col(StoredOpinion.id))))


def everything_read(actor: Actor) -> list[str]:
    """Return all that somebody was ever shown in private, oldest first: papers, and texts since replaced."""
    return papers(actor) + [
        str(call.parameters.get("text") or call.parameters.get("caption") or "")
        for call in actor.stage.telegram.calls
        if call.chat_id == actor.person.id
    ]


async def the_eve(stage: Stage) -> None:
    """Let the last working day before the session come, in the morning."""
    stage.clock.now = ON_THE_DAY - timedelta(days=1, hours=4)
    await stage.ticks()
