"""What the bot can do, and the few words said out of a request."""

from datetime import datetime

from bot.services.commands import Called, Commands, CommandSpec
from bot.services.contributors.words import typed_unasked
from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.handling import Handling
from bot.services.core.news import days_if_sent, next_committee
from bot.services.core.rights import TITLES, Role, rights
from bot.services.core.screens import Button, Reply, Screen, Verb, stacked, words
from bot.services.core.visitors import Visitor, spoken
from bot.services.core.worklist import WORKERS
from bot.services.dossiers.search import Find, find
from bot.services.intake.own_dossiers import perhaps_passed_on
from bot.services.intake.own_lists import heard
from bot.services.intake.turn import Talk
from bot.services.messages.relay import Sent
from conversations.committee.next_meeting import next_meeting
from conversations.dossiers.desk_words import leaves
from conversations.engine.questionnaire import Walk
from conversations.messages import Listing, Message, say, verbatim
from conversations.network.basins import Basin
from conversations.situation import World
from conversations.understanding.agreement import is_courtesy
from conversations.understanding.words import fold
from locales import LANGUAGES
from models.committee.queries import coming_days
from models.database.writer import Session, Transaction
from models.dossiers.queries import REFERENCE_SAID, dossiers_of
from models.exchanges.people import is_asking
from models.intake.queries import Visit
from models.messages.reminders import ALBUM, first_told
from models.network.queues import queues_in
from models.team.queries import role_ended_on

DATES_TOLD = 3  # a year of committees
SOUGHT_MAX = 60  # characters: what is longer tells a story, and a search would find it anywhere


def explain(transaction: Transaction, visit: Visit, commands: Commands, now: datetime) -> Reply:
    """List the commands, those of the person's roles first, and say that questions may be asked."""
    with transaction.session() as session:
        held = rights(session, visit.person_id, now)
    language = spoken(visit)
    desk = commands.told(language, held)
    of_roles = (say("<b>For your work</b>\n{commands}", commands=stacked(desk)),) if desk else ()
    in_words = say(
        "You can also ask me a question in your own words, such as “Is it free?”, "
        "even in the middle of a request. Correcting a message you sent corrects the answer."
    )
    everybodys = [line for line in commands.told(language) if line not in desk]
    told = (say("<b>How I can help</b>"), *of_roles, stacked(everybodys), in_words)
    return Reply(language, screens=(Screen(told, rows=((onward(visit),),)),))


def unknown_command(called: Called, commands: Commands, word: str) -> Reply:
    """Name the command that a word which is none comes nearest to, else list those that there are."""
    near = None if word in commands.by_word else commands.nearest(word, called)  # that of another bot
    if near is None:
        return explain(called.transaction, called.visit, commands, called.now)
    language = spoken(called.visit)
    told = say("Did you mean /{command}? /help lists what I can do.", command=near.name(language))
    return Reply(language, screens=(words(told),))


def refuse(
    transaction: Transaction, visit: Visit, commands: Commands, command: CommandSpec, now: datetime
) -> Reply:
    """Say why a member's command does nothing; to who never had a role, that it exists is not told."""
    with transaction.session() as session:
        held = rights(session, visit.person_id, now)
        ended = role_ended_on(session, visit.person_id)
    if held.roles:
        titles = tuple(TITLES[role] for role in commands.roles(command) or ())
        told = say("This command is for other roles than yours: {roles}. /help lists yours.",
                   roles=Listing(titles))  # fmt: skip
    elif ended is not None:
        told = say(
            "Your role ended on {day}, and this command with it. To work here again, ask for an invitation.",
            day=ended,
        )
    else:
        return explain(transaction, visit, commands, now)
    return Reply(spoken(visit), screens=(words(told),))


def works_here(transaction: Transaction, visit: Visit, now: datetime) -> bool:
    """Tell whether who writes has a role."""
    with transaction.session() as session:
        return bool(rights(session, visit.person_id, now).roles)


def invitation_to_apply(talk: Talk, word: Message) -> Screen:
    """Return a word to somebody who has no draft, and the way to begin one, but to who works here."""
    here = works_here(talk.transaction, talk.visit, talk.now)
    return Screen((word,), rows=() if here else ((onward(talk.visit),),))


def nothing_under_way(transaction: Transaction, visit: Visit, now: datetime) -> Message:
    """Tell that there is nothing to stop, and what can be done instead."""
    if works_here(transaction, visit, now):
        return say("Nothing is under way here. /help: what you can do.")
    return say("Nothing is under way. /new to prepare a request.")


def of_another_account(transaction: Transaction, visit: Visit, text: str, now: datetime) -> Message | None:
    """Tell who names a request that is not theirs how it is found again; whether there is one is not told."""
    named = REFERENCE_SAID.search(text)
    if named is None or works_here(transaction, visit, now):
        return None
    with transaction.session() as session:
        if named[0].upper() in [dossier.reference for dossier in dossiers_of(session, visit.person_id)]:
            return None
    return say(
        "🔎 No request <b>{reference}</b> was sent from this account. Sent from another phone? /status shows "
        "it there. That account is lost? Call the organisation that follows it: once it has recognised you, "
        "it gives you a link that brings the request here.",
        reference=named[0].upper(),
    )


def already_taken(transaction: Transaction, visit: Visit, now: datetime) -> Reply | None:
    """Tell who works here that what an edited message did stays done; None for anybody else."""
    with transaction.session() as session:
        roles = rights(session, visit.person_id, now).roles
    if not roles - {Role.CONTRIBUTOR}:
        return None
    told = say(
        "✏️ This message was taken already: editing it changes nothing. Type it again where it was asked."
    )
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
        if searches and not is_courtesy(text) and not leaves(text) and len(text) <= SOUGHT_MAX:
            return find(handling, 0, Find(text))
        lends = handling.held.roles == {Role.CONTRIBUTOR}
        known = typed_unasked(handling, text) if lends else None
        writes = lends and is_asking(session, visit.person_id)
    if known is not None:
        return known
    if writes:
        told = say("Your question to the network is not sent, and nothing in it has changed. To go on: "
                   "/exchanges")  # fmt: skip
        return Reply(spoken(visit), screens=(words(told),))
    if lends:
        told = say("No question is waiting. /missions: whom you help and your days, /exchanges: firms that "
                   "help firms, /help: the rest.")  # fmt: skip
        return Reply(spoken(visit), screens=(words(told),))
    hint = (
        say("No question is waiting. /queue: your work, /sessions: the committees, /find: a request, "
            "/help: the rest.")
        if searches
        else say("No question is waiting. /sessions: the committees, /help: the rest.")
    )  # fmt: skip
    return Reply(spoken(visit), screens=(words(hint),))


def answer_lender(talk: Talk, text: str) -> Reply | None:
    """Take what who lends their people types, and sent nothing: no question of applicants is theirs."""
    with talk.transaction.session() as session:
        person_id = talk.visit.person_id
        handling = Handling(talk.transaction, session, talk.world, talk.now, talk.visit, person_id)
        lends = handling.held.roles == {Role.CONTRIBUTOR} and not dossiers_of(session, person_id)
        said = lends and not is_asking(session, person_id) and not is_courtesy(text)
        return typed_unasked(handling, text) if said else None


def send_to_private(called: Called) -> Reply | None:
    """Answer a member's command typed in a group of the network; None for anybody else, or elsewhere."""
    place = called.place
    with called.transaction.session() as session:
        here = queues_in(session, place.chat_id)
        if not here or not rights(session, called.visitor.id, called.now).roles:
            return None
    told = say("Write to me in private: {link}", link=f"https://t.me/{called.world.bot_name}")
    return Reply(GROUP_LANGUAGE, told=(place.notice(GROUP_LANGUAGE, told),))


def coming_committees(called: Called) -> Reply:
    """Tell an applicant when the committee of their territory meets, or what tells which it is."""
    visit, world = called.visit, called.world
    with called.transaction.session() as session:
        sent = heard(session, visit.person_id)
        situation = Walk(visit.open.draft, world).situation if visit.open else None
        under_way = situation.basin if situation else None
        basins = [*(world.network.basin(dossier.basin_code) for dossier in sent), under_way]
        told = [_meets(session, basin, world) for basin in dict.fromkeys(filter(None, basins))]
        told += [
            say("<b>{reference}</b>: {words}", reference=dossier.reference, words=words)
            for dossier in sent
            for words in next_committee(
                session, dossier, world.network.basin(dossier.basin_code), world.today
            )
            or (say("/status tells where it stands."),)
        ]
        commune = situation.place.code if situation and situation.place else None
        hoped_for = next_meeting(days_if_sent(session, under_way, commune, world.today))
        if hoped_for is not None:
            told.append(hoped_for)
    if situation and situation.place and situation.route and not situation.route.basins:
        told.append(say("🗓 No Alizé committee covers {place} yet.", place=situation.place.name))
    if not told:
        told = [
            say(
                "🗓 Each territory has its own committee, which meets about three times a year. Your commune "
                "tells which it is: once you have told me, /sessions gives its dates."
            )
        ]
    rows = () if sent and not visit.open else ((onward(visit),),)
    return Reply(spoken(visit), screens=(Screen(tuple(told), rows=rows),))


def _meets(session: Session, basin: Basin, world: World) -> Message:
    """Tell the days of the committee of a territory, or that none is fixed."""
    days = coming_days(session, basin, world.today)[:DATES_TOLD]
    if not days:
        return say(
            "🗓 {committee}: the next date is not fixed yet. {operator} is the first to know it.",
            committee=basin.committee.name,
            operator=basin.operator,
        )
    return say("🗓 {committee} meets on {days}.", committee=basin.committee.name, days=Listing((*days,)))


def onward(visit: Visit) -> Button:
    """Return the way on: to the request under way, else to a new one."""
    if visit.open:
        return Button(say("▶️ Continue"), Verb.CONTINUE, primary=True)
    return Button(say("🆕 Prepare a request"), Verb.NEW, primary=True)


def choose_language(visit: Visit) -> Reply:
    """Offer the languages, each in its own words."""
    buttons = tuple(Button(verbatim(each.label), Verb.LANGUAGE, code) for code, each in LANGUAGES.items())
    question = say("Which language shall we speak? Your answers stay as they are.")
    return Reply(spoken(visit), screens=(Screen((question,), rows=(buttons,)),))


def speak(talk: Talk, language: str) -> Reply:
    """Change the language of somebody who has no request under way."""
    talk.speak(language)
    return talk.says(words(say("Fine, I speak English from now on.")))


def tell_instead(
    transaction: Transaction, world: World, visitor: Visitor, sent: Sent, now: datetime, told: Message
) -> Reply:
    """Say something of words that are not taken: they answer no question."""
    talk = Talk(transaction, world, visitor, now)
    reply = talk.says(words(told)) if talk.open is None else talk.show(aside=told)
    return perhaps_passed_on(reply, talk, sent)


def named_language(text: str, *, in_a_phrase: bool = False) -> str | None:
    """Return the language that ``text`` names, and nothing else; None when it names none.

    ``in_a_phrase``: in words that answer no question, as "do you speak English?".
    """
    said = fold(text)
    if in_a_phrase and " " not in said:
        return None
    return next((code for code, each in LANGUAGES.items() if said in (code, *each.typed)), None)


def cannot_read(talk: Talk, kind: Message, album: str | None) -> Reply:
    """Say kindly that a voice message, a photo or a sticker cannot be read here; once for an album."""
    if album is not None:
        with talk.transaction.session() as session:
            if not first_told(session, f"{ALBUM}:{talk.visit.person_id}:{album}", talk.now):
                return talk.says()
    return talk.says(invitation_to_apply(talk, kind)) if talk.open is None else talk.show(aside=kind)
