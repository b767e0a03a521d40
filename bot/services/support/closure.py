"""A mission is closed with a review; the follow-up of its results goes on."""

from bot.services.core.actions import OnDossier
from bot.services.core.confirmation import Once, is_sure, to_sure, will_read
from bot.services.core.dossier_page import back_to, dossier_page
from bot.services.core.handling import Handling
from bot.services.core.news import news
from bot.services.core.prompts import ask, asked, no_longer_asked
from bot.services.core.screens import Reply, stacked
from bot.services.support.missions import delivery_line
from bot.services.support.said_days import difference_line
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Status
from conversations.messages import say
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.support.queries import advance_of, mission_of, team_of
from models.support.statements import open_statement


def close(handling: Handling, dossier: Dossier, argument: Once) -> Reply:
    """Ask for the closing review, with the figures before one's eyes; close when it is confirmed."""
    prompt = asked(handling, Event.CLOSE, dossier)
    if argument.sure is not None and prompt is not None and (review := prompt.content.get("review")):
        return _close(handling, dossier, str(review), argument)
    mission, advance = mission_of(handling.session, dossier.id), advance_of(handling.session, dossier.id)
    above = [say("🏁 <b>Closing {reference}</b>", reference=dossier.reference)]
    if mission is not None and (team := team_of(handling.session, mission)):
        above.append(stacked([delivery_line(member) for member in team]))
        for member in team:
            if (said := open_statement(handling.session, member.share.id)) is not None:
                above.append(difference_line(member.advisor.name, said))
    if advance is not None and advance.repaid < advance.amount:
        above.append(say("💶 The advance is not repaid in full: it stays on this page after the closing."))
    wanted = say("The closing review: what was done, what it changed, what remains.")
    return ask(handling, Event.CLOSE, dossier, wanted, back=back_to(dossier), above=tuple(above))


def close_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Show the review, which stays between operators, and what the applicant is about to read."""
    return _close(handling, dossier, text, Once(Event.CLOSE))


def _close(handling: Handling, dossier: Dossier, review: str, argument: Once) -> Reply:
    """Close with a review, once it is confirmed; the follow-up of results goes on."""
    words = news(dossier, handling.basin(dossier), Event.CLOSE, handling.today, once=Status.CLOSED)
    shown = (say("📝 Between operators: “{words}”", words=review), *will_read(handling, dossier, *words))
    if not is_sure(argument, shown):
        yes = to_sure(dossier, argument, shown, say("🏁 Close"))
        wanted = say("To change the review, type it again.")
        return ask(
            handling, Event.CLOSE, dossier, wanted,
            back=back_to(dossier), content={"review": review}, above=shown, rows=((yes,),),
        )  # fmt: skip
    no_longer_asked(handling)
    mission = mission_of(handling.session, dossier.id)
    if mission is not None:
        mission.ended_on = handling.today
    handling.move(dossier, Event.CLOSE, note=review, words=words)
    return handling.reply(dossier_page(handling, dossier))


ACTIONS = (OnDossier(Event.CLOSE, close, typed=close_typed),)
