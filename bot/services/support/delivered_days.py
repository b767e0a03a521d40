"""Days delivered by somebody of a mission's team: added, or typed in all; more than agreed is confirmed."""

from bot.services.core.actions import OnDossier
from bot.services.core.dossier_page import do
from bot.services.core.entries import HALF, TENTHS, days, halves_of_days
from bot.services.core.handling import Handling, NotAllowed, Overtaken, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply, Screen
from bot.services.support.arguments import Delivered
from bot.services.support.missions import mission_page
from bot.services.support.teams import mission_for, touch
from conversations.dossiers.statuses import OPERATING, Status
from conversations.dossiers.traces import Trace
from conversations.messages import say, say_n
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.support.queries import Member, team_of
from models.support.statements import settle_statement

MOST_DAYS = 100  # delivered by one person: a slip of the finger is more


def delivered(handling: Handling, dossier: Dossier, argument: Delivered) -> Reply:
    """Note days delivered by somebody: so much more, or how many in all, which is typed."""
    member = _running(handling, dossier, argument.share)
    if argument.more in (HALF, TENTHS):
        return _deliver(handling, dossier, member, member.share.tenths_delivered + argument.more)
    if argument.in_all is not None:
        return _deliver(handling, dossier, member, argument.in_all, sure=True)
    wanted = say("How many days has {name} given in all?", name=member.advisor.name)
    back = do(dossier, "mission", say("⬅️ Back"))
    return ask(handling, "delivered", dossier, wanted, back=back, content={"share": str(argument.share)})


def delivered_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Note how many days somebody has delivered in all."""
    member = _running(handling, dossier, int(prompt.content["share"]))
    tenths = halves_of_days(text, most=MOST_DAYS)
    no_longer_asked(handling)
    return _deliver(handling, dossier, member, tenths)


def _running(handling: Handling, dossier: Dossier, number: int) -> Member:
    """Return somebody of a mission under way; raise NotAllowed or Overtaken."""
    mission = mission_for(handling, dossier)
    if Status(dossier.status) is not Status.RUNNING:
        raise NotAllowed
    member = next((each for each in team_of(handling.session, mission) if each.share.id == number), None)
    if member is None:
        raise Overtaken
    return member


def _deliver(
    handling: Handling, dossier: Dossier, member: Member, tenths: int, *, sure: bool = False
) -> Reply:
    """Note what somebody has delivered; more than agreed is confirmed first, each time it grows."""
    if tenths > MOST_DAYS * TENTHS:
        raise Refusal(say_n("At most {n} day.", "At most {n} days.", MOST_DAYS))
    if tenths > max(member.share.tenths_contracted, member.share.tenths_delivered) and not sure:
        return _ask_sure(handling, dossier, member, tenths)
    before, member.share.tenths_delivered = member.share.tenths_delivered, tenths
    settle_statement(handling.session, member.share.id, handling.person_id, handling.now)
    handling.note(dossier, Trace.NOTE, f"{member.advisor.name}: {days(before)} > {days(tenths)}")
    touch(handling, dossier)
    return handling.reply(mission_page(handling, dossier, mission_for(handling, dossier)))


def _ask_sure(handling: Handling, dossier: Dossier, member: Member, tenths: int) -> Reply:
    told = say(
        "{name} would have given {delivered} days in all, and the agreement says {contracted}. Is it right?",
        name=member.advisor.name,
        delivered=days(tenths),
        contracted=days(member.share.tenths_contracted),
    )
    yes = do(dossier, Delivered(member.share.id, in_all=tenths), say("✅ I confirm"))
    return handling.reply(Screen((told,), rows=((yes, do(dossier, "mission", say("⬅️ Back"))),)))


ACTIONS = (OnDossier("delivered", delivered, OPERATING, typed=delivered_typed),)
