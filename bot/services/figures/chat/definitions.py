"""How figures are counted, and their charts."""

from dataclasses import replace

from bot.services.core.actions import AtOffice
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.screens import Picture, Reply, Screen, stacked
from bot.services.core.worklist import WORKERS
from bot.services.figures.chat.navigation import BACK, DRAWN_FROM
from bot.services.figures.chat.pages import section_of
from bot.services.figures.chat.viewpoint import Look, viewpoint
from bot.services.figures.registry import SECTIONS
from conversations.messages import say


def how_counted(handling: Handling, subject: int, argument: Look) -> Reply:
    """Tell how the numbers of a page are counted."""
    here = viewpoint(handling, subject, argument)
    section = section_of(here, here.asked(handling))
    title = say("ℹ️ <b>{title}</b>: how is this counted?", title=section.title)
    sentences = stacked([say("• {text}", text=sentence) for sentence in section.about])
    return handling.reply(Screen((title, sentences), rows=((here.button(BACK),),)))


def chart(handling: Handling, subject: int, argument: Look) -> Reply:
    """Draw the chart of a page, below it."""
    if handling.chat_id != handling.person_id:  # a picture is not for a group
        raise NotAllowed
    here = viewpoint(handling, subject, argument)
    drawn = SECTIONS[DRAWN_FROM.get(here.section, here.section)](here.asked(handling)).chart
    if drawn is None:
        raise Refusal(say("There is not enough to draw a chart: choose a longer period."))
    back = here.button(say("📊 The figures"))
    return replace(handling.reply(), picture=Picture(drawn, ((back,),)))


ACTIONS = (
    AtOffice("counted", how_counted, WORKERS),
    AtOffice("chart", chart, WORKERS),
)
