"""What buttons, commands and typed words do, listed: every feature's ``ACTIONS``, and nothing by itself."""

from bot.services.commands import Commands, CommandSpec, Offered
from bot.services.committee import (
    agenda,
    agenda_items,
    agreement,
    convocations,
    decisions,
    grant_lines,
    minutes,
    opinions,
    rectification,
    session_cancellation,
    session_changes,
    sessions,
)
from bot.services.core import worklist
from bot.services.dossiers import claims, escalation, history, notes, reopening, transfers
from bot.services.figures import export_pages
from bot.services.figures.chat import dashboard_link, definitions, filters, lists, pages
from bot.services.intake import (
    corrections,
    free_text,
    help,
    information_requests,
    own_dossiers,
    own_drafts,
    privacy_notice,
    submission,
    takeovers,
)
from bot.services.messages import canned_replies, operator_messages
from bot.services.privacy import erasure, own_data
from bot.services.reports import page as report_page
from bot.services.runner import Actions
from bot.services.support import (
    advances,
    advisors,
    closure,
    delivered_days,
    follow_ups,
    missions,
    page,
    teams,
)
from bot.services.team import absences, digests, invitations, members
from conversations.messages import say

FEATURES = (
    absences, advances, advisors, agenda, agenda_items, information_requests, convocations,
    session_cancellation, canned_replies, claims, closure, agreement, corrections, grant_lines, decisions,
    delivered_days, digests, follow_ups, free_text, history, minutes, missions, notes, opinions,
    own_dossiers, members, rectification, reopening, session_changes, sessions, page, takeovers, teams,
    transfers, escalation, worklist, operator_messages, filters, dashboard_link, definitions,
    export_pages, lists, pages, report_page,
)  # fmt: skip
"""Every module that has actions, once."""

ACTIONS = Actions(*(row for feature in FEATURES for row in feature.ACTIONS))

PRIVATE, MEMBER, GROUPS = (Offered.PRIVATE,), (Offered.MEMBER,), (Offered.GROUPS,)
EVERYBODY = (Offered.PRIVATE, Offered.MEMBER)

COMMANDS: Commands = Commands(
    ACTIONS,
    # Of who works here, each for the roles of its action.
    CommandSpec(
        {"fr": "file", "en": "queue"},
        "list",
        menu=say("What I have to do"),
        help=say("what you have to do"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "chercher", "en": "find"},
        "find",
        menu=say("Find a request"),
        help=say("a request, by its reference, company, SIREN or town"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "seances", "en": "sessions"},
        "sessions",
        menu=say("Committee sessions"),
        help=say("committee sessions"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "chiffres", "en": "stats"},
        "figures",
        menu=say("The figures"),
        help=say("figures, and the requests behind each"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "bilan", "en": "report"},
        "report",
        menu=say("The report of a year"),
        help=say("the report of a year, as a file"),
        offered=MEMBER,
    ),
    CommandSpec({"fr": "modeles", "en": "replies"}, "canned", help=say("ready-made replies")),
    CommandSpec(
        {"fr": "intervenants", "en": "advisors"},
        "advisors",
        menu=say("Advisors and their firms"),
        help=say("advisors and their firms"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "equipe", "en": "team"},
        "team",
        menu=say("The team, and invitations"),
        help=say("who works here"),
        offered=MEMBER,
    ),
    CommandSpec({"fr": "inviter", "en": "invite"}, "invite", help=say("give somebody a role")),
    CommandSpec(
        {"fr": "absence", "en": "away"},
        "away",
        menu=say("Days I am away"),
        help=say("days you are away"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "reglages", "en": "settings"},
        "settings",
        menu=say("What I hear of"),
        help=say("what you hear of"),
        offered=MEMBER,
    ),
    CommandSpec(
        {"fr": "export", "en": "export"},
        "export",
        help=say("the requests of a period, as a spreadsheet"),
        also=("exporter",),
    ),
    CommandSpec(
        {"fr": "tableau", "en": "dashboard"}, "dashboard", help=say("figures and requests on a large screen")
    ),
    # Everybody's.
    CommandSpec(
        {"fr": "start", "en": "start"},
        takeovers.start,
        menu=say("Prepare a request, or go on"),
        help=say("prepare a request, or go on with it"),
        offered=PRIVATE,
    ),
    CommandSpec(
        {"fr": "suivi", "en": "status"},
        lambda called: submission.follow(called.transaction, called.world, called.visit, called.now),
        menu=say("Where my request stands"),
        help=say("where your request stands"),
        offered=PRIVATE,
    ),
    CommandSpec(
        {"fr": "nouvelle", "en": "new"},
        lambda called: own_drafts.begin(called.transaction, called.world, called.visitor, called.now),
        menu=say("Another request"),
        help=say("another request"),
        offered=PRIVATE,
    ),
    CommandSpec(
        {"fr": "annuler", "en": "cancel"},
        lambda called: own_drafts.cancel(called.transaction, called.world, called.visit, called.now),
        menu=say("Stop for now, or delete the request under way"),
        help=say("stop for now, or delete the request under way"),
        offered=PRIVATE,
        stops_typing=False,  # it tells what of what was asked it stops
    ),
    CommandSpec(
        {"fr": "aide", "en": "help"},
        lambda called: help.explain(called.transaction, called.visit, COMMANDS, called.now),
        menu=say("What I can do"),
        offered=EVERYBODY,
    ),
    CommandSpec(
        {"fr": "langue", "en": "language"},
        lambda called: help.choose_language(called.visit),
        menu=say("Français, English"),
        help=say("français, English"),
        offered=EVERYBODY,
    ),
    CommandSpec(
        {"fr": "confidentialite", "en": "privacy"},
        lambda called: privacy_notice.notice(called.visit, called.controller, registry=called.world.registry),
        menu=say("Who reads my answers"),
        help=say("who reads your answers"),
        offered=PRIVATE,
    ),
    CommandSpec(
        {"fr": "mesdonnees", "en": "mydata"},
        lambda called: own_data.export(called.transaction, called.world, called.visit, called.now),
        menu=say("Everything kept about me"),
        help=say("everything kept about you"),
        offered=PRIVATE,
    ),
    CommandSpec(
        {"fr": "supprimer", "en": "delete"},
        lambda called: erasure.ask_to_erase(called.transaction, called.visit),
        menu=say("Erase everything"),
        help=say("erase it"),
        offered=PRIVATE,
    ),
    CommandSpec(
        {"fr": "groupe", "en": "group"},
        invitations.group,
        menu=say("Receive a territory's requests here"),
        offered=GROUPS,
    ),
)
