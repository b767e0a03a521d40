"""Texts that the operators of a basin send often: kept together, filled in when they are sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument, Confirmed
from bot.services.core.dossier_card import walk_of
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.news import committee_days
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import EVERYWHERE
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.visitors import spoken
from bot.services.core.worklist import WORKERS, Listed, office
from conversations.messages import Message, say, verbatim
from conversations.understanding.words import fold
from models.dossiers.tables import Dossier
from models.intake.tables import Person
from models.messages.queries import replies_of
from models.messages.tables import CannedReply, Prompt

TITLE_MAX, TEXT_MAX = 40, 1_500
LISTED_AT_ONCE = 20
PLACE = re.compile(r"\{\s*(\w[\w ]{0,30}?)\s*\}")
PLACES: Mapping[str, Mapping[str, str]] = {
    "name": {"fr": "nom", "en": "name"},
    "reference": {"fr": "référence", "en": "reference"},
    "company": {"fr": "entreprise", "en": "company"},
    "operator": {"fr": "opérateur", "en": "operator"},
    "committee_day": {"fr": "jour du comité", "en": "committee day"},
    "my_name": {"fr": "mon nom", "en": "my name"},
}
"""What is filled in, and how it is written in a reply, in each language; any of them is understood."""

_BY_WORD = {fold(word): place for place, words in PLACES.items() for word in words.values()}


def canned(handling: Handling, subject: int, argument: Listed) -> Reply:
    """List the texts of the person's territories."""
    rows: list[tuple[Button, ...]] = []
    for code in _basins(handling):
        rows += [
            (office(verbatim(reply.title), "canned_show", reply.id),)
            for reply in replies_of(handling.session, code)
        ]
        rows.append((office(_adding(handling, code), CannedAdd(code)),))
    told = say("🧾 <b>Ready-made replies</b>. They are filled in, and shown to you, before they are sent.")
    shown = rows[argument.start : argument.start + LISTED_AT_ONCE]
    shown += argument.turns(LISTED_AT_ONCE, len(rows))
    return handling.reply(Screen((told,), rows=(*shown, (office(say("🗂 My list"), "list"),))))


def _basins(handling: Handling) -> list[str]:
    """Return where the person may write replies: their basins, and the national queue for who follows it."""
    network = handling.network
    own = [basin.code for basin in network.basins if handling.held.operates(basin.code)]
    return [*own, EVERYWHERE] if handling.held.national else own


def _adding(handling: Handling, code: str) -> Message:
    return say("➕ {basin}", basin=handling.network.queue_name(code))


def _own(handling: Handling, number: int) -> CannedReply:
    """Return a text that the person may change. Raises NotAllowed, or Refusal when it is gone."""
    reply = handling.session.get(CannedReply, number)
    if reply is None:
        raise Refusal(say("This reply was deleted."))
    if not handling.held.may_handle(reply.basin_code):
        raise NotAllowed
    return reply


def canned_show(handling: Handling, subject: int) -> Reply:
    """Show a text and what may be done to it."""
    reply = _own(handling, subject)
    change = office(say("✏️ Change"), "canned_change", subject)
    delete = office(say("🗑 Delete"), "canned_delete", subject)
    shown = (say("🧾 <b>{title}</b>", title=reply.title), verbatim(reply.text))
    return handling.reply(Screen(shown, rows=((change, delete), (office(say("⬅️ Back"), "canned"),))))


@dataclass(frozen=True, slots=True)
class CannedAdd(Argument):
    """A new text of a territory, or of the national queue."""

    action = "canned_add"
    basin: str = EVERYWHERE


def canned_add(handling: Handling, subject: int, argument: CannedAdd) -> Reply:
    """Ask for a new text."""
    if not handling.held.may_handle(argument.basin):
        raise NotAllowed
    return ask(handling, "canned_add", 0, _wanted(handling), back=_list(), content={"basin": argument.basin})


def canned_change(handling: Handling, subject: int) -> Reply:
    """Ask for a text again."""
    reply = _own(handling, subject)
    above = (verbatim(f"{reply.title}\n{reply.text}"),)
    return ask(handling, "canned_change", subject, _wanted(handling), back=_list(), above=above)


def _wanted(handling: Handling) -> Message:
    return say(
        "Its title on the first line, its text on the next ones. I can fill in: {places}",
        places=_listed(handling),
    )


def _listed(handling: Handling) -> str:
    return ", ".join(f"{{{words[spoken(handling.visit)]}}}" for words in PLACES.values())


def _place(word: str) -> str | None:
    """Return what a word between braces stands for; None for what is not known."""
    return _BY_WORD.get(fold(word.replace("_", " ")))


def _list() -> Button:
    return office(say("🧾 Replies"), "canned")


def canned_added(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Keep a new text."""
    title, body = _read(handling, text)
    basin_code = str(prompt.content.get("basin", EVERYWHERE))
    if not handling.held.may_handle(basin_code):
        raise NotAllowed
    if any(reply.title == title for reply in replies_of(handling.session, basin_code)):
        raise Refusal(say("“{title}” exists already: choose another title.", title=title))
    reply = CannedReply(basin_code=basin_code, title=title, text=body)
    handling.session.add(reply)
    handling.session.flush()
    no_longer_asked(handling)
    return canned_show(handling, reply.id)


def canned_changed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Keep a text as it is now."""
    reply, (title, body) = _own(handling, prompt.subject), _read(handling, text)
    others = replies_of(handling.session, reply.basin_code)
    if any(other.title == title and other.id != reply.id for other in others):
        raise Refusal(say("“{title}” exists already: choose another title.", title=title))
    reply.title, reply.text = title, body
    handling.session.flush()
    no_longer_asked(handling)
    return canned_show(handling, prompt.subject)


def _read(handling: Handling, text: str) -> tuple[str, str]:
    """Return the title and the text. Raises Refusal for what cannot be kept, or filled in."""
    title, _, body = (part.strip() for part in text.strip().partition("\n"))
    if not body:
        raise Refusal(say("I need two parts: the title on the first line, the text on the next ones."))
    if len(title) > TITLE_MAX or len(body) > TEXT_MAX:
        raise Refusal(
            say("A title has {title} characters at most, a text {text}.", title=TITLE_MAX, text=TEXT_MAX)
        )
    unknown = [word for word in PLACE.findall(body) if _place(word) is None]
    if unknown:
        raise Refusal(
            say("I do not know {unknown}. I can fill in: {places}",
                unknown=", ".join(f"{{{word}}}" for word in unknown), places=_listed(handling))
        )  # fmt: skip
    return title, body


def canned_delete(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Delete a text, once confirmed."""
    reply = _own(handling, subject)
    if not argument.yes:
        sure = office(say("🗑 Delete"), Confirmed("canned_delete", yes=True), subject)
        question = say("Delete “{title}”?", title=reply.title)
        return handling.reply(
            Screen((question,), rows=((sure, office(say("⬅️ Back"), "canned_show", subject)),))
        )
    handling.session.delete(reply)
    handling.session.flush()
    return canned(handling, 0, Listed("canned"))


def filled_in(handling: Handling, dossier: Dossier, reply: CannedReply) -> str:
    """Return a text as this applicant will read it. Raises Refusal when a value is not known for them."""
    situation = walk_of(handling.world, dossier).situation
    basin = handling.basin(dossier)
    days = committee_days(handling.session, dossier, basin, handling.today)
    person = handling.session.get(Person, handling.person_id)
    company = situation.parts("company").get("name")
    values = {
        "name": situation.text("name"),
        "reference": dossier.reference,
        "company": str(company) if company else None,
        "operator": dossier.operator_name,
        "committee_day": f"{days[0]:%d/%m/%Y}" if days else None,
        "my_name": person.name if person else None,
    }
    missing = [word for word in PLACE.findall(reply.text) if not values.get(_place(word) or "")]
    if missing:
        raise Refusal(
            say("This reply needs {missing}, which is not known for this request: write it yourself.",
                missing=", ".join(f"{{{word}}}" for word in missing))
        )  # fmt: skip
    return PLACE.sub(lambda found: values[_place(found[1]) or ""] or "", reply.text)


ACTIONS = (
    AtOffice("canned", canned, WORKERS),
    AtOffice("canned_show", canned_show, WORKERS),
    AtOffice("canned_add", canned_add, WORKERS, typed=canned_added),
    AtOffice("canned_change", canned_change, WORKERS, typed=canned_changed),
    AtOffice("canned_delete", canned_delete, WORKERS),
)
