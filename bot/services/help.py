"""What the bot can do, and the few words said out of a request."""

from bot.services.screens import Button, Reply, Screen, Verb, words
from bot.services.talk import draft_menu
from bot.services.visits import spoken
from conversations.messages import say
from conversations.words import fold
from models.drafts import Visit

NAMES = {
    "fr": ("fr", "francais", "en francais", "french", "in french"),
    "en": ("en", "anglais", "en anglais", "english", "in english"),
}
"""What people type, folded, in the place of the button of a language."""


def explain(visit: Visit) -> Reply:
    """List the commands, and say that questions may be asked in plain words."""
    return Reply(
        spoken(visit),
        screens=(
            Screen(
                (
                    say("<b>How I can help</b>"),
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


def cancel(visit: Visit) -> Reply:
    """Offer to stop for now, or for good."""
    if visit.open is None:
        return Reply(spoken(visit), screens=(words(say("Nothing is under way. /new to prepare a request.")),))
    return Reply(spoken(visit), screens=(draft_menu(visit.open.id),), leaves_tapped=True)
