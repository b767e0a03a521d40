"""A contributor company is found again by its name, whether or not an advisor of it is listed."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.contributors.firms import firm_of_basin, firm_page
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import REST, Argument
from bot.services.core.handling import Handling
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import WORKERS, office, turns
from conversations.messages import say, say_n, verbatim
from conversations.understanding.words import excerpt
from models.messages.tables import Prompt
from models.support.contributors import contributors_named

AT_ONCE = 8
SOUGHT_MAX = 40  # bytes: a button carries 64 [Bot API]


@dataclass(frozen=True, slots=True)
class FindFirm(Argument):
    """Words to find a contributor company by."""

    action = "contributor_find"
    words: Annotated[str, REST] = ""


def find(handling: Handling, subject: int, argument: FindFirm) -> Reply:
    """Find contributor companies by name; one alone opens. ``subject``: how many to pass over."""
    back = office(say("⬅️ Back"), "advisors")
    if not argument.words:
        return ask(handling, FindFirm.action, 0, say("The firm's name, or a part of it:"), back=back)
    sought = argument.words.encode()[:SOUGHT_MAX].decode(errors="ignore")
    basins = [each.code for each in handling.network.basins if handling.held.may_handle(each.code)]
    found = contributors_named(handling.session, basins, sought)
    if len(found) == 1:
        return handling.reply(firm_page(handling, found[0]))
    again = office(say("🔎 Find a firm"), FindFirm())
    if not found:
        nothing = say("No firm that lends its people is called “{words}” in your territories.",
                      words=excerpt(argument.words))  # fmt: skip
        return handling.reply(Screen((nothing,), rows=((again, back),)))
    doors = tuple(
        office(firm_of_basin(handling, each) if len(basins) > 1 else verbatim(each.name),
               "contributor_firm", each.id)
        for each in found[subject : subject + AT_ONCE]
    )  # fmt: skip
    pages = turns(subject, AT_ONCE, len(found), lambda label, to: office(label, FindFirm(sought), to))
    told = say_n("🔎 “{words}”: {n} firm", "🔎 “{words}”: {n} firms", len(found), words=sought)
    return handling.reply(Screen((told,), options=doors, rows=(*pages, (again, back))))


def find_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Find what was typed."""
    no_longer_asked(handling)
    return find(handling, 0, FindFirm(text.strip()))


ACTIONS = (AtOffice(FindFirm.action, find, WORKERS, typed=find_typed),)
