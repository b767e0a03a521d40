"""A mission is closed with a review; the follow-up of its results goes on."""

from bot.services.actions import on_dossier, when_typed
from bot.services.dossier_page import back_to, dossier_page
from bot.services.handling import Handling
from bot.services.missions import delivery_line
from bot.services.prompting import ask, no_longer_asked
from bot.services.screens import Reply, stacked
from conversations.dossiers import Event
from conversations.messages import say
from models.desk_tables import Prompt
from models.support import advance_of, mission_of, team_of
from models.tables import Dossier


@on_dossier("close", event=Event.CLOSE)
def close(handling: Handling, dossier: Dossier, argument: str) -> Reply:
    """Ask for the closing review, with the figures before one's eyes."""
    assert dossier.id is not None
    mission, advance = mission_of(handling.session, dossier.id), advance_of(handling.session, dossier.id)
    above = [say("🏁 <b>Closing {reference}</b>", reference=dossier.reference)]
    if mission is not None and (team := team_of(handling.session, mission)):
        above.append(stacked([delivery_line(member) for member in team]))
    if advance is not None and advance.repaid < advance.amount:
        above.append(say("💶 The advance is not repaid in full: it stays on this page after the closing."))
    wanted = say("The closing review: what was done, what it changed, what remains.")
    return ask(handling, "close", dossier, wanted, back=back_to(dossier), above=tuple(above))


@when_typed("close")
def close_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Close with the review, which stays between operators; the follow-up of results goes on."""
    dossier = handling.session.get_one(Dossier, prompt.subject)
    assert dossier.id is not None
    no_longer_asked(handling)
    mission = mission_of(handling.session, dossier.id)
    if mission is not None:
        mission.ended_on = handling.today
    handling.move(dossier, Event.CLOSE, note=text)
    return handling.reply(dossier_page(handling, dossier))
