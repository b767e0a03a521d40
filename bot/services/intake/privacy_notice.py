"""The privacy notice: all that articles 13 and 14 of the GDPR ask for, in messages read on a phone."""

from typing import Final

from bot.services.core.screens import Reply, Screen, stacked
from bot.services.core.visitors import spoken
from bot.services.intake.help import onward
from conversations.messages import Message, say
from conversations.privacy.retention import BASES, KEPT, Controller, LegalBasis
from models.intake.queries import Visit

NO_OFFICER: Final = frozenset({"none", "aucun", "aucune"})
"""What an administrator writes where no data protection officer is appointed."""


def notice(visit: Visit, controller: Controller, *, registry: bool) -> Reply:
    """Tell the whole notice; what was under way is one tap away."""
    *before, last = whole(controller, registry=registry)
    screens = (*before, Screen(last.paragraphs, rows=((onward(visit),),)))
    return Reply(spoken(visit), screens=screens, leaves_tapped=True)


def whole(controller: Controller, *, registry: bool) -> tuple[Screen, ...]:
    """Return the notice, a message a subject. ``registry``: whether companies are looked up."""
    return (
        Screen(tuple(_why(controller, registry=registry))),
        Screen(tuple(_who_reads(controller))),
        Screen(tuple(_rights(controller))),
    )


def _why(controller: Controller, *, registry: bool) -> list[Message]:
    told = [
        say("🔒 <b>Your data, 1/3: who, what for, from where</b>"),
        say("<b>Who is responsible</b>: {controller}.", controller=controller.name),
    ]
    if controller.contact:
        told.append(say("<b>To reach them</b>: {contact}", contact=controller.contact))
    if controller.dpo and controller.dpo.casefold() not in NO_OFFICER:
        told.append(say("<b>Data protection officer</b>: {officer}", officer=controller.dpo))
    told.append(
        say(
            "<b>What for</b>: to prepare your request, have the operator of your territory follow it, show "
            "it to the committee if you agree, see later what came of it, and count, without names, what the "
            "network does. Nothing else."
        )
    )
    if controller.legal_basis:
        told.append(say("<b>Legal basis</b>: {basis}.", basis=BASES[controller.legal_basis]))
    told += [
        stacked(_exchanges()),
        say(
            "The committee reads your request on your agreement alone, which you may take back at any time: "
            "/status, “Committee reading”."
        ),
        say(
            "<b>What you must give</b>: the law obliges you to nothing. A request is sent only once the "
            "questions without a button to pass are answered and you agree that the operator reads it: "
            "without that, nobody can take it up. Everything else is up to you."
        ),
        stacked(_sources(registry=registry)),
        say(
            "<b>No automated decision</b>: the assistant sorts by the rules of the scheme and says why. Only "
            "people decide, and you may always ask for one to look at your request."
        ),
    ]
    return told


def _exchanges() -> list[Message]:
    interest = BASES[LegalBasis.LEGITIMATE_INTERESTS]
    return [
        say("<b>Between firms</b> (/exchanges), for who takes part:"),
        say(
            "• firms that the network supports: your questions, your answers and the files you add to them, "
            "on your agreement alone, which you may take back at any time: /exchanges, “Stop”;"
        ),
        say(
            "• contributor companies: name, job, contact, skills, availability of who helps, the days given "
            "and what both sides say of a mission, to put teams together and count what was given. Legal "
            "basis: {basis}. Exchanges beyond missions: on their agreement alone.",
            basis=interest,
        ),
    ]


def _sources(*, registry: bool) -> list[Message]:
    told = [
        say("<b>Where it comes from</b>:"),
        say("• you, or who prepares the request for you;"),
        say("• your Telegram profile: number of the account, name, language;"),
    ]
    if registry:
        told.append(
            say(
                "• the public register of companies (Recherche d’entreprises), once you name yours: name, "
                "SIREN, town, activity, size, year of creation, turnover;"
            )
        )
    told.append(say("• the people who follow your request: what is done, decided and paid."))
    return told


def _who_reads(controller: Controller) -> list[Message]:
    transfer = say(
        "<b>Telegram</b>: messages pass through Telegram and stay in the chats of who wrote and read them. "
        "Its servers are partly outside the European Union. Never send bank or medical details here."
    )
    if controller.transfer_safeguard:
        transfer = say(
            "{transfer}\nSafeguard: {safeguard}", transfer=transfer, safeguard=controller.transfer_safeguard
        )
    return [
        say("🔒 <b>Your data, 2/3: who reads, how long</b>"),
        stacked(
            [
                say("<b>Who reads, once you have sent</b>:"),
                say(
                    "• the operator’s team in your territory, or the national coordination: your "
                    "project, your first name and a masked number. The name of your company, only once "
                    "somebody has taken your request up;"
                ),
                say(
                    "• who follows your request, followed it, or stands in for them: all of it, with your "
                    "name and how to reach you. Each look at your contact is noted;"
                ),
                say(
                    "• another colleague there, or the national coordination: your name and contact only in "
                    "a file, for a reason that is noted in your request and that /mydata shows you;"
                ),
                say(
                    "• the members of the committee (local firms, banks, public bodies), if you agree: your "
                    "company and your project, neither your name nor your contact. Those you name see "
                    "nothing;"
                ),
                say(
                    "• between firms: a question or an answer goes without your name; another firm is given "
                    "your name, your firm and how to reach you only after you have both said yes. The "
                    "operator sees who asks;"
                ),
                say("• the technicians who run the assistant, to keep it working."),
            ]
        ),
        transfer,
        stacked([say("<b>How long it is kept</b>:"), *(kept.told for kept in KEPT)]),
        say("Then names, contacts and people’s own words are erased. Only figures remain."),
    ]


def _rights(controller: Controller) -> list[Message]:
    writing = (
        say("• limit what is done with it, or object to it: write to {contact};", contact=controller.contact)
        if controller.contact
        else say("• limit what is done with it, or object to it: /status, then “Write”;")
    )
    told = [
        say("🔒 <b>Your data, 3/3: your rights, and how to use them</b>"),
        stacked(
            [
                say("• see everything, and take it away in a file that can be reused: /mydata"),
                say(
                    "• correct: before sending, touch its section at the review; afterwards, /status, then "
                    "“Correct or complete”;"
                ),
                say("• erase: /delete"),
                say("• take part in exchanges between firms no more: /exchanges, “Stop”;"),
                say(
                    "• take back your agreement for the committee: /status, “Committee reading”. To take "
                    "back the one for the operator: /status, “Withdraw”;"
                ),
                writing,
            ]
        ),
        say("The law gives one month to answer you."),
        say("At any time you may complain to the CNIL: cnil.fr/fr/plaintes"),
    ]
    if controller.policy_url:
        told.append(say("More: {url}", url=controller.policy_url))
    return told
