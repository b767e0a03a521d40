"""What an export says of itself: of when and where it is, who asked, and how each sheet is counted."""

from collections.abc import Mapping, Sequence

from bot.documents.spreadsheets.sheets import AnySheet
from bot.services.core.rights import TITLES
from bot.services.figures.exports import Export
from conversations.dossiers.event_labels import COMMAND_LINE
from conversations.figures.periods import named
from conversations.messages import Listing, Message, say, verbatim
from conversations.situation import World
from models.figures.export_rows import Subject

ABOUT = say("About")

WITHOUT = say("None of who asks: neither their company, nor names, contacts or own words.")
KEEP = say("Keep the file to yourself, and delete it once it has served.")
OWN = say(
    "Names, contacts and own words of the requests that the person who took this file follows, followed, or "
    "follows for somebody away; the companies of those in somebody's hands. Each of these requests has it in "
    "its history."
)


def about(
    export: Export, world: World, sheets: Sequence[AnySheet], rows: Mapping[Subject, int]
) -> list[list[Message | int]]:
    """Return the lines of the first sheet, the first cell of each being its heading."""
    asking = TITLES[export.role] if export.role else COMMAND_LINE
    lines: list[list[Message | int]] = [
        [say("Dossiers of {network}", network=world.network.name)],
        [],
        [say("Period"), named(export.period)],
        [say("Territory"), territory(export, world)],
        [say("Which requests"), say("Those received in the period, and all that belongs to them.")],
        [say("Personal data"), _personal(export)],
        [say("Made on"), verbatim(export.made_at)],
        [say("Asked for by"), asking],
        [],
        [say("Sheet"), say("Rows"), say("How it is counted")],
    ]
    return lines + [[sheet.title, rows[sheet.subject], sheet.about] for sheet in sheets]


def _personal(export: Export) -> Message:
    """Tell whose personal data a file holds, and why."""
    if not export.personal:
        return WITHOUT
    told: Message = OWN
    if export.reason is not None:
        told = say(
            "Companies, names, contacts and own words of every request, for this reason, which each has in "
            "its history: “{reason}”.",
            reason=export.reason,
        )
    return say("{told} {keep}", told=told, keep=KEEP)


def territory(export: Export, world: World) -> Message:
    """Return the territories of an export, by their names."""
    basins = export.extent.scope.basins
    if basins is None:
        return say("the whole network")
    names = tuple(map(world.network.place, sorted(basins)))
    return say("{names}", names=Listing(names)) if names else say("no territory")
