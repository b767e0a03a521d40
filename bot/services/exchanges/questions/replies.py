"""Who is sent a question says that they can help, in their words; or that it is not for them."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument, Confirmable, Mark
from bot.services.core.confirmation import changed, is_sure
from bot.services.core.handling import OUT_OF_DATE, Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply, Screen
from bot.services.exchanges.buttons import HOME, between, sure
from bot.services.exchanges.files.arrivals import keep_for_offer
from bot.services.exchanges.files.attachments import (
    FOR_OFFER,
    OFFER_WORDS,
    WHO_SEES_OFFER_FILES,
    files_button,
    offer_files,
    told_apart,
)
from bot.services.exchanges.questions.dispatch import heard
from bot.services.exchanges.questions.identities import author_of, own
from bot.services.exchanges.questions.offers import HIDDEN as REPORTED
from bot.services.exchanges.questions.offers import offer_for_asker, offer_page
from bot.services.exchanges.questions.question_text import (
    as_heard,
    kind_of,
    nobodys_name,
    offered_by,
    what_is_left_out,
)
from bot.services.exchanges.questions.relay import distance_to, question_for
from bot.services.exchanges.questions.unsent import drop_offer, files_for, keep_words, spared_for, words_for
from conversations.exchanges.concealment import conceal
from conversations.exchanges.distances import classed
from conversations.exchanges.draft import LONGEST, MOST_SPARED, is_too_short
from conversations.exchanges.files import FILES_TOO, Arrived
from conversations.exchanges.kinds import KINDS
from conversations.exchanges.questions import ASKING, OfferStatus
from conversations.messages import Message, say
from conversations.privacy.name_masking import HIDDEN
from models.exchanges.files import attach_to_offer, files_of_question
from models.exchanges.people import participation_of
from models.exchanges.queries import change_question, offer_of, past, recipient_of
from models.exchanges.reports import has_reported
from models.exchanges.tables import NetworkQuestion, Offer
from models.messages.tables import Prompt

SHORTEST = 5  # characters of what is offered, but for what is left out

OVER = say("This question is closed. Thank you for having thought of it!")


@dataclass(frozen=True, slots=True)
class Offered(Confirmable):
    """Offer what is shown."""

    action = "offer_send"


@dataclass(frozen=True, slots=True)
class SpareOffered(Argument):
    """A word left out of an offer is nobody's name. ``word``: its mark."""

    action = "offer_spare"
    word: Annotated[Mark, "word-"]


def _answered(handling: Handling, question: NetworkQuestion) -> Reply | None:
    """Return how things stand where nothing can be offered any more; None where it can."""
    if has_reported(handling.session, handling.person_id, question.id):
        no_longer_asked(handling)
        return handling.reply(REPORTED)
    made = offer_of(handling.session, question.id, handling.person_id)
    if made is not None:
        return offer_page(handling, made.id, OUT_OF_DATE)
    if question.status not in ASKING or past(question, handling.today):
        no_longer_asked(handling)
        return handling.reply(Screen((OVER,), rows=((HOME,),)))
    return None


def can(handling: Handling, subject: int) -> Reply:
    """Ask somebody who can help what they can say."""
    question, who = question_for(handling, subject)
    reply = _answered(handling, question)
    if reply is not None:
        return reply
    bound = classed(distance_to(handling, question, who.commune))
    files = files_of_question(handling.session, question.id)
    read = as_heard(question, bound, neighbour=who.basin_code != question.basin_code, files=len(files))
    wanted = say("What can you say or lend? A sentence or two: they are read without your name.")
    back = between(say("✖️ Never mind"), "question_heard", question.id)
    rows = files_button(files_for(handling, question.id), question.id)
    return ask(handling, OFFER_WORDS, question.id, wanted, above=(*read, FILES_TOO), rows=rows, stop=back)


def can_filed(handling: Handling, prompt: Prompt, arrived: Arrived) -> Reply:
    """Keep a file; its caption is what somebody can say."""
    question, _ = question_for(handling, prompt.subject)
    reply = _answered(handling, question)
    if reply is not None:
        return reply
    said = words_for(handling, question.id) is not None
    wanted = None if said else say("✍️ What you can do goes in words: type it.")
    keep_for_offer(handling, question.id, arrived, wanted)
    return can_typed(handling, prompt, arrived.caption) if arrived.caption else handling.reply()


def can_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Keep what somebody can say, and show it as it will be read."""
    question, _ = question_for(handling, prompt.subject)
    typed = text.strip()
    if is_too_short(typed, SHORTEST):
        raise Refusal(say("A few more words, so that they see how you can help?"))
    if len(typed) > LONGEST:
        raise Refusal(say("{most} characters at most: shorten it, and send it again.", most=LONGEST))
    keep_words(handling, question.id, typed)
    return _confirm(handling, question.id, Offered())


def offer(handling: Handling, subject: int, argument: Offered) -> Reply:
    """Offer what was shown, once it is confirmed; the asker is told at once, without a name."""
    return _confirm(handling, subject, argument)


def spare(handling: Handling, subject: int, argument: SpareOffered) -> Reply:
    """Leave a word of an offer where it is: it is nobody's name. Who offers never is: theirs stay hidden."""
    question, who = question_for(handling, subject)
    typed, said = words_for(handling, question.id), spared_for(handling, question.id)
    if typed is not None:
        doubtful = conceal(typed, own(handling, author_of(who)), said).doubtful
        more = tuple(each for each in doubtful if Mark.of(each) == argument.word)
        keep_words(handling, question.id, typed, (*said, *more))
    return _confirm(handling, question.id, Offered())


def _confirm(handling: Handling, question_id: int, argument: Offered) -> Reply:
    question, who = question_for(handling, question_id)
    reply = _answered(handling, question)
    if reply is not None:
        return reply
    typed = words_for(handling, question.id)
    if typed is None:
        return can(handling, question.id)
    spared, files = spared_for(handling, question.id), files_for(handling, question.id)
    concealed = conceal(typed, own(handling, author_of(who)), spared)
    bound = classed(distance_to(handling, question, who.commune))
    skill = question.skill if question.skill in who.skills else None
    neighbour = who.basin_code != question.basin_code
    shown: list[Message] = [
        say("👁 <b>What they will read</b>, without your name:"),
        *offered_by(concealed.text, skill, bound, neighbour=neighbour, files=len(files)),
    ]
    shown += what_is_left_out(concealed)
    shown += [WHO_SEES_OFFER_FILES] if files else []
    shown += KINDS[kind_of(question)].notices
    to_confirm = told_apart(tuple(shown), files)
    if not is_sure(argument, to_confirm):
        rows = (
            (sure(say("✅ Send it"), argument, to_confirm, question.id),),
            *files_button(files, question.id),
            *(
                (between(nobodys_name(each), SpareOffered(Mark.of(each)), question.id),)
                for each in concealed.doubtful[:MOST_SPARED]
            ),
        )
        wanted = say("To say it otherwise, type it again.")
        back = between(say("✖️ Never mind"), "question_heard", question.id)
        asked = ask(handling, OFFER_WORDS, question.id, wanted, above=tuple(shown), rows=rows, stop=back)
        return handling.reply(asked.page, alert=changed(argument))
    if is_too_short(concealed.text.replace(HIDDEN, ""), SHORTEST):
        raise Refusal(say("Nothing would be left to read: type it in other words."))
    made = Offer(
        question_id=question.id,
        helper_id=who.person_id,
        dossier_id=who.dossier_id,
        company_id=who.company_id,
        basin_code=who.basin_code,
        words=concealed.text,
        skill=skill,
        distance_km=bound,
        status=OfferStatus.OFFERED.value,
        offered_at=handling.now,
    )
    handling.session.add(made)
    handling.session.flush()
    attach_to_offer(handling.session, made.id, files)
    if question.offered_at is None:
        change_question(handling.session, question, {"offered_at": handling.now})
    drop_offer(handling)
    no_longer_asked(handling)
    handling.tell(question.asker_id, offer_for_asker(handling, made, question))
    done = say("🙏 Thank you! It is sent, without your name. If they want to meet you, I ask you first.")
    return handling.reply(Screen((done,), rows=((HOME,),)))


def heard_again(handling: Handling, subject: int) -> Reply:
    """Show a question again to who was sent it, as it stands."""
    question, who = question_for(handling, subject)
    drop_offer(handling)
    no_longer_asked(handling)
    return _answered(handling, question) or handling.reply(heard(handling, question, who))


def not_for_me(handling: Handling, subject: int) -> Reply:
    """Note that a question is not for somebody: they hear of it no more."""
    question, who = question_for(handling, subject)
    reply = _answered(handling, question)
    if reply is not None:
        return reply
    recipient = recipient_of(handling.session, question.id, who.person_id)
    if recipient is not None and recipient.declined_at is None:
        recipient.declined_at = handling.now
        handling.session.flush()
    again = between(say("🙋 I can, after all"), "question_can", question.id)
    return handling.reply(Screen((say("👌 Noted: you hear of this one no more."),), rows=((again, HOME),)))


def no_more(handling: Handling, subject: int) -> Reply:
    """Stop a kind of question in one tap, and tell how to have it again."""
    question, who = question_for(handling, subject)
    row = participation_of(handling.session, who.person_id)
    if question.kind not in row.refused_kinds:
        row.refused_kinds = [*row.refused_kinds, question.kind]
        handling.session.flush()
    told = say(
        "🔕 Done: no more questions of this kind ({kind}). To have them again: “My notifications”, in "
        "/exchanges.",
        kind=KINDS[kind_of(question)].named,
    )
    choices = between(say("🔔 What I hear of"), "exchange_choices")
    return handling.reply(Screen((told,), rows=((choices, HOME),)))


ACTIONS = (
    BetweenFirms("question_heard", heard_again),
    BetweenFirms(OFFER_WORDS, can, typed=can_typed, filed=can_filed),
    BetweenFirms(FOR_OFFER, offer_files),
    BetweenFirms(Offered.action, offer),
    BetweenFirms(SpareOffered.action, spare),
    BetweenFirms("question_pass", not_for_me),
    BetweenFirms("question_no_more", no_more),
)
