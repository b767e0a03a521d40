"""The guides of who visits: each at the address of its file, so that its links hold."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from bot.dashboard.downloads import NOT_MADE, TYPES, Visiting
from bot.dashboard.visits import Apart, Visit
from bot.documents.guides import guide_html
from bot.documents.process import NotMade, drawn_apart
from bot.services.reports.forms import Form
from bot.services.team.guides import Guide, guides_within_reach
from conversations.messages import say

NO_GUIDE = say("There is no such guide, or not for your role.")


def guides(visit: Visit) -> Response:
    """List the guides of the visitor's roles, and those they hand to others."""
    return visit.shows("guides.html", guides=guides_within_reach(visit.held), current="guides")


def guide(visit: Visit) -> Response:
    """Show a guide. What it says is ours: no word of it comes from anybody else."""
    wanted = _wanted(visit)
    told = Markup(guide_html(wanted.name))  # noqa: S704
    return visit.shows("guide.html", guide=wanted, told=told, current="guides")


async def paper(visiting: Visiting, request: Request) -> Response:
    """Hand a guide over, to be printed."""
    wanted = await visiting(request, _wanted)
    try:
        content = await drawn_apart("bot.documents.guides", wanted.name)
    except NotMade as failure:
        raise Apart(500, say("This page failed"), NOT_MADE) from failure
    headers = {"Content-Disposition": f'inline; filename="alize-{wanted.name}.pdf"'}
    return Response(content, media_type=TYPES[Form.PDF], headers=headers)


def _wanted(visit: Visit) -> Guide:
    """Return the guide that the address names; raise Apart where the visitor has none of this name."""
    name = visit.request.path_params["guide"]
    for each in guides_within_reach(visit.held):
        if each.name == name:
            return each
    raise Apart(404, say("Nothing here"), NO_GUIDE)
