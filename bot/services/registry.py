"""What buttons, commands and typed words do, listed: every feature's ``ACTIONS``, and nothing by itself."""

from bot.services.commands import Commands, CommandSpec, Offered
from bot.services.committee import (
    agenda,
    agenda_items,
    agreement,
    convocations,
    minutes,
    opinions,
    session_cancellation,
    session_changes,
    sessions,
)
from bot.services.committee.decisions import grant_lines, record, rectification
from bot.services.contributors import (
    availability,
    days,
    departure,
    firm_search,
    firms,
    knocks,
    own_door,
    words,
)
from bot.services.contributors import missions as lent
from bot.services.contributors import proposals as answers
from bot.services.core import worklist
from bot.services.dossiers import claims, escalation, history, notes, reopening, search, transfers
from bot.services.exchanges import desk, home, noted, noted_by_operator, took_place
from bot.services.exchanges.abuse import alerts, suspensions
from bot.services.exchanges.abuse import reports as abuse_reports
from bot.services.exchanges.letters import desk as letter_desk
from bot.services.exchanges.letters import readers as letter_readers
from bot.services.exchanges.letters import results as letter_results
from bot.services.exchanges.questions import (
    desk_words,
    draft,
    introductions,
    last_day,
    my_questions,
    neighbours,
    outcomes,
    received,
    replies,
    review,
)
from bot.services.figures import export_pages
from bot.services.figures.chat import dashboard_link, definitions, filters, lists, pages
from bot.services.intake import (
    corrections,
    help,
    information_requests,
    own_dossiers,
    own_drafts,
    own_lists,
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
    confirmed_days,
    delivered_days,
    follow_ups,
    missions,
    page,
    proposals,
    reviews,
    teams,
)
from bot.services.team import absences, digests, groups, guides, members
from conversations.dossiers.desk_words import asks_for_work
from conversations.messages import say

FEATURES = (
    absences, advances, advisors, agenda, agenda_items, information_requests, convocations,
    groups, session_cancellation, canned_replies, claims, closure, agreement, corrections, grant_lines,
    record,
    delivered_days, digests, follow_ups, history, minutes, missions, notes, opinions,
    answers, availability, confirmed_days, days, departure, firm_search, firms, knocks, lent, words,
    proposals, reviews, own_dossiers, own_lists, own_drafts, members, rectification, reopening,
    session_changes, sessions, page, takeovers, teams, transfers, escalation, worklist, search, guides,
    operator_messages, filters, dashboard_link, definitions, export_pages, lists, pages, report_page,
    home, noted, noted_by_operator, took_place, draft, last_day, review, my_questions, received, desk,
    desk_words, replies, introductions, neighbours, outcomes, letter_desk, letter_readers, letter_results,
    alerts, abuse_reports, suspensions,
)  # fmt: skip
"""Every module that has actions, once."""

ENTRIES: tuple[home.Entry, ...] = (
    received.entry, draft.entry, my_questions.entry, noted.entry, letter_readers.entry
)  # fmt: skip
"""What may be done from the front page of exchanges."""

ACTIONS = Actions(
    *(row for feature in FEATURES for row in feature.ACTIONS), home.home_again(ENTRIES, desk.desk)
)

PRIVATE, MEMBER, GROUPS = (Offered.PRIVATE,), (Offered.MEMBER,), (Offered.GROUPS,)
EVERYBODY = (Offered.PRIVATE, Offered.MEMBER)

COMMANDS: Commands = Commands(
    ACTIONS,
    # Of who works here, each for the roles of its action.
    CommandSpec("file queue", "list", say("What I have to do"), say("what you have to do"), MEMBER,
                asked=asks_for_work),
    CommandSpec("chercher find", "find", say("Find a request"),
                say("a request, by its reference, company, SIREN or town"), MEMBER),
    CommandSpec("seances sessions", "sessions", say("Committee sessions"), say("committee sessions"), MEMBER,
                said=("prochaine séance", "prochaines séances", "prochain comité", "dates du comité",
                      "date du comité", "dates des comités", "date du prochain comité",
                      "quand est le prochain comité", "next session", "next sessions", "next committee",
                      "committee dates", "committee sessions", "when is the next committee"),
                otherwise=help.coming_committees, beside="annuler"),
    CommandSpec("chiffres stats", "figures", say("The figures"),
                say("figures, and the requests behind each"), MEMBER),
    CommandSpec("bilan report", "report", say("The report of a year"),
                say("the report of a year, as a file"), MEMBER),
    CommandSpec("modeles replies", "canned", None, say("ready-made replies")),
    CommandSpec("intervenants advisors", "advisors", say("Advisors and their firms"),
                say("advisors and their firms"), MEMBER),
    CommandSpec("equipe team", "team", say("The team, and invitations"), say("who works here"), MEMBER),
    CommandSpec("inviter invite", "invite", None, say("give somebody a role")),
    CommandSpec("absence away", "away", say("Days I am away"), say("days you are away"), MEMBER),
    CommandSpec("reglages settings", "settings", say("What I hear of"), say("what you hear of"), MEMBER),
    CommandSpec("export", "export", None, say("the requests of a period, as a spreadsheet"),
                also=("exporter",)),
    CommandSpec("tableau dashboard", "dashboard", None, say("figures and requests on a large screen")),
    CommandSpec("guide", "guide", say("My guide, to read or print"),
                say("the guide of your work, to read or print"), MEMBER, otherwise=guides.without_role),
    CommandSpec("missions", "missions", say("Whom I help, my days, my availability"),
                say("whom you help, your days and your availability"), MEMBER),
    # Everybody's.
    CommandSpec("start", lambda c: own_door.come_in(c) or takeovers.start(c),
                say("Prepare a request, or go on"), say("prepare a request, or go on with it"), PRIVATE),
    CommandSpec("suivi status", lambda c: submission.follow(c.transaction, c.world, c.visit, c.now),
                say("Where my request stands"), say("where your request stands"), PRIVATE,
                said=("toujours rien", "tjrs rien", "tjs rien", "du nouveau", "des nouvelles",
                      "où ça en est", "mon dossier", "ma demande", "mon numéro de dossier",
                      "c'est quoi mon numéro de dossier", "quel est mon numéro de dossier",
                      "ma référence", "voir mon dossier", "voir ma demande",
                      "voir mes réponses",
                      "vous avez reçu ma demande", "did you get it", "was it sent",
                      "see my request", "see my answers", "any news", "still nothing", "my request",
                      "my reference", "what is my reference")),
    CommandSpec("nouvelle new", lambda c: own_drafts.begin(c.transaction, c.world, c.visitor, c.now),
                say("Another request"), say("another request"), PRIVATE),
    CommandSpec("annuler cancel", lambda c: own_drafts.cancel(c.transaction, c.world, c.visit, c.now),
                say("Stop for now, or delete the request under way"),
                say("stop for now, or delete the request under way"), PRIVATE,
                stops_typing=False),  # it tells what of what was asked it stops
    CommandSpec("entraide exchanges", lambda c: home.open_home(c, ENTRIES, desk.desk),
                say("Firms that help firms"), say("firms that help firms"), PRIVATE,
                said=("poser une question au réseau", "question au réseau", "demander au réseau",
                      "poser une question aux entreprises", "ask the network", "question to the network",
                      "put a question to the network", "ask the network a question")),
    CommandSpec("aide help", lambda c: help.explain(c.transaction, c.visit, COMMANDS, c.now),
                say("What I can do"), None, EVERYBODY),
    CommandSpec("langue language", lambda c: help.choose_language(c.visit),
                say("Français, English"), say("français, English"), EVERYBODY),
    CommandSpec("confidentialite privacy",
                lambda c: privacy_notice.notice(c.visit, c.controller, registry=c.world.registry),
                say("Who reads my answers"), say("who reads your answers"), PRIVATE),
    CommandSpec("mesdonnees mydata", lambda c: own_data.export(c.transaction, c.world, c.visit, c.now),
                say("Everything kept about me"), say("everything kept about you"), PRIVATE,
                said=("mes données", "my data", "qui a lu mon dossier", "qui a vu mon dossier",
                      "qui a consulté mon dossier", "qui a ouvert mon dossier", "qui a lu ma demande",
                      "qui a vu ma demande", "qui a consulté ma demande", "que savez-vous de moi",
                      "on vous a dit quoi sur moi", "who has read my request", "who read my request",
                      "who has seen my request", "what do you know about me")),
    CommandSpec("supprimer delete", lambda c: erasure.ask_to_erase(c.transaction, c.visit),
                say("Erase everything"), say("erase it"), PRIVATE),
    CommandSpec("groupe group", groups.group, say("Receive a territory's requests here"), None, GROUPS),
)  # fmt: skip
"""What is typed after a slash. Who a command is for, and what it does, are its action's."""
