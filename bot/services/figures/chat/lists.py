"""The list behind a number: the requests themselves, each with the way to its page."""

from bot.services.core.actions import AtOffice
from bot.services.core.dossier_page import Open, do, may_see
from bot.services.core.handling import Handling
from bot.services.core.screens import Reply, Screen, stacked
from bot.services.core.worklist import WORKERS, line, standing_label, turns
from bot.services.figures.chat.navigation import BACK
from bot.services.figures.chat.pages import has_pages, page, section_of
from bot.services.figures.chat.text import amount, doors, every_door, heading, mark_of, told
from bot.services.figures.chat.viewpoint import LookAt, viewpoint
from bot.services.figures.drilldown import behind
from conversations.messages import say, say_n
from models.dossiers.tables import Dossier

LISTED_AT_ONCE = 10


def opened(handling: Handling, subject: int, argument: LookAt) -> Reply:
    """List the requests behind a number."""
    here, start = viewpoint(handling, subject, argument), argument.start
    asked = here.asked(handling)
    section = section_of(here, asked)
    door = next((door for door in every_door(section) if door.mark == argument.row), None)
    if door is None:  # the number is zero by now
        return handling.reply(page(handling, here))
    found = behind(asked, door.opening, start, LISTED_AT_ONCE)
    several = len(doors(section, door.row)) > 1
    of = say("{row} · {column}", row=door.row.label, column=door.column) if several else door.row.label
    has_page = several and has_pages(section)
    title = say("<b>{label}: {n}</b>", label=of, n=told(door.figure))
    listed = [handling.session.get_one(Dossier, number) for number in found.dossiers]
    lines = [
        line(handling, dossier)
        if may_see(handling, dossier)
        else say("• <b>{reference}</b>", reference=dossier.reference)
        for dossier in listed
    ]
    paragraphs = [heading(asked, section), title]
    if amount(door.figure.value) != found.total:
        paragraphs.append(say_n("From {n} request:", "From {n} requests:", found.total))
    return handling.reply(
        Screen(
            (*paragraphs, *((stacked(lines),) if lines else ())),
            rows=(
                *(
                    (do(dossier, Open(aside=True), standing_label(dossier)),)
                    for dossier in listed
                    if may_see(handling, dossier)
                ),
                *turns(start, LISTED_AT_ONCE, found.total,
                       lambda label, to: here.opens(label, "behind", argument.row, to)),
                (here.opens(BACK, "figure", mark_of(door.row)) if has_page else here.button(BACK),),
            ),
        )
    )  # fmt: skip


ACTIONS = (AtOffice("behind", opened, WORKERS),)
