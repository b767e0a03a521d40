"""What the bot can do, and the few words said out of a request."""

from datetime import datetime

from sqlmodel import col, select

from bot.services.handling import Handling
from bot.services.queue import GROUP_LANGUAGE
from bot.services.rights import TITLES, Role, rights
from bot.services.runner import Actions
from bot.services.screens import Button, Notice, Reply, Screen, Verb, stacked, words
from bot.services.visits import spoken
from bot.services.worklist import WORKERS, find
from conversations.messages import Listing, Message, say
from conversations.situation import World
from conversations.words import GREETING, fold
from models.database import Transaction
from models.drafts import Visit
from models.tables import Membership, Queue

NAMES = {
    "fr": ("fr", "francais", "en francais", "french", "in french"),
    "en": ("en", "anglais", "en anglais", "english", "in english"),
}
"""What people type, folded, in the place of the button of a language."""


SOUGHT_MAX = 60  # characters: what is longer tells a story, and a search would find it anywhere

DESK: dict[str, Message] = {
    "list": say("/queue – what you have to do"),
    "find": say("/find – a request, by its reference, company, SIREN or town"),
    "sessions": say("/sessions – committee sessions"),
    "figures": say("/stats – figures, and the requests behind each"),
    "canned": say("/replies – ready-made replies"),
    "advisors": say("/advisors – advisors and their firms"),
    "team": say("/team – who works here"),
    "invite": say("/invite – give somebody a role"),
    "away": say("/away – days you are away"),
    "settings": say("/settings – what you hear of"),
    "export": say("/export – the requests of a period, as a spreadsheet"),
    "report": say("/report – the report of a year, as a file"),
    "dashboard": say("/dashboard – figures and requests on a large screen"),
}
"""The commands of members, by the action they ask for."""


def explain(transaction: Transaction, visit: Visit, actions: Actions, now: datetime) -> Reply:
    """List the commands, those of the person's roles first, and say that questions may be asked."""
    with transaction.session() as session:
        held = rights(session, visit.person_id, now)
    desk = [told for name, told in DESK.items() if actions.at_office[name].allows(held)]
    of_roles = (say("<b>For your work</b>\n{commands}", commands=stacked(desk)),) if desk else ()
    return Reply(
        spoken(visit),
        screens=(
            Screen(
                (
                    say("<b>How I can help</b>"),
                    *of_roles,
                    say(
                        "/start – prepare a request, or go on with it\n"
                        "/status – where your request stands\n"
                        "/new – another request\n"
                        "/cancel – stop for now, or delete the request under way\n"
                        "/language – français, English\n"
                        "/privacy – who reads your answers\n"
                        "/mydata – everything kept about you\n"
                        "/delete – erase it"
                    ),
                    say(
                        "You can also ask me a question in your own words, such as “Is it free?”, "
                        "even in the middle of a request. Correcting a message you sent corrects the answer."
                    ),
                ),
                rows=((_onward(visit),),),
            ),
        ),
    )


def refuse(transaction: Transaction, visit: Visit, actions: Actions, name: str, now: datetime) -> Reply:
    """Say why a member's command does nothing; to who never had a role, that it exists is not told."""
    with transaction.session() as session:
        held = rights(session, visit.person_id, now)
        query = select(Membership).where(Membership.person_id == visit.person_id)
        former = session.exec(query.order_by(col(Membership.until).desc())).first()
    if held.roles:
        titles = tuple(TITLES[role] for role in Role if role in actions.at_office[name].roles)
        told = say("This command is for other roles than yours: {roles}. /help lists yours.",
                   roles=Listing(titles))  # fmt: skip
    elif former is not None and former.until is not None:
        told = say(
            "Your role ended on {day}, and this command with it. To work here again, ask for an invitation.",
            day=former.until,
        )
    else:
        return explain(transaction, visit, actions, now)
    return Reply(spoken(visit), screens=(words(told),))


def answer_member(
    transaction: Transaction, world: World, visit: Visit, text: str, now: datetime
) -> Reply | None:
    """Search for what a member types when nothing is asked, or say what they can do; None for others."""
    with transaction.session() as session:
        handling = Handling(transaction, session, world, now, visit, visit.person_id)
        if not handling.held.roles:
            return None
        searches = not handling.held.roles.isdisjoint(WORKERS)
        if searches and fold(text) not in GREETING and len(text) <= SOUGHT_MAX:
            return find(handling, 0, text)
    hint = (
        say("No question is waiting. /queue: your work, /sessions: the committees, /find: a request, "
            "/help: the rest.")
        if searches
        else say("No question is waiting. /sessions: the committees, /help: the rest.")
    )  # fmt: skip
    return Reply(spoken(visit), screens=(words(hint),))


def send_to_private(
    transaction: Transaction,
    world: World,
    person_id: int,
    chat_id: int,
    number: int,
    thread_id: int | None,
    now: datetime,
) -> Reply | None:
    """Answer a member's command typed in a group of the network; None for anybody else, or elsewhere."""
    with transaction.session() as session:
        bound = session.exec(select(Queue).where(Queue.chat_id == chat_id)).first()
        if bound is None or not rights(session, person_id, now).roles:
            return None
    told = say("Write to me in private: {link}", link=f"https://t.me/{world.bot_name}")
    notice = Notice(chat_id, GROUP_LANGUAGE, words(told), thread=thread_id, answers=number)
    return Reply(GROUP_LANGUAGE, told=(notice,))


def _onward(visit: Visit) -> Button:
    if visit.open:
        return Button(say("▶️ Continue"), Verb.CONTINUE, primary=True)
    return Button(say("🆕 Prepare a request"), Verb.NEW, primary=True)


def choose_language(visit: Visit) -> Reply:
    """Offer the languages, each in its own words."""
    buttons = (
        Button(say("🇫🇷 Français"), Verb.LANGUAGE, "fr"),
        Button(say("🇬🇧 English"), Verb.LANGUAGE, "en"),
    )
    question = say("Which language shall we speak? Your answers stay as they are.")
    return Reply(spoken(visit), screens=(Screen((question,), rows=(buttons,)),))


def named_language(text: str) -> str | None:
    """Return the language that ``text`` names, and nothing else; None when it names none."""
    return next((code for code, names in NAMES.items() if fold(text) in names), None)
