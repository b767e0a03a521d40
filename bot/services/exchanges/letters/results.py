"""A firm's result in a letter: the firm reads the very words, and says yes or no, before anybody else."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.core.actions import AtOffice, OnDossier
from bot.services.core.arguments import Argument, Confirmable
from bot.services.core.confirmation import is_sure, to_sure
from bot.services.core.dossier_page import do
from bot.services.core.entries import short
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply, Screen, words
from bot.services.core.worklist import WORKERS, office
from bot.services.exchanges.letters.desk import Letter, change, found
from conversations.dossiers.statuses import SUPPORTED, Part, Status
from conversations.exchanges.letters import LONGEST, MOST, added, changed, from_json, to_json
from conversations.exchanges.letters import Part as LetterPart
from conversations.messages import say, verbatim
from models.dossiers.search import Wanted, find_requests
from models.dossiers.tables import Dossier
from models.exchanges.letters import change_letter
from models.exchanges.tables import BasinLetter
from models.messages.reminders import first_told
from models.messages.tables import Prompt


@dataclass(frozen=True, slots=True)
class Agree(Argument):
    """Whether a firm agrees to a paragraph of a letter."""

    action = "letter_agree"
    letter: int
    paragraph: int
    yes: Annotated[bool, "yes"] = False


@dataclass(frozen=True, slots=True)
class Result(Confirmable):
    """A firm is asked whether it agrees to the words that are shown."""

    action = "letter_result"


def result(handling: Handling, subject: int, argument: Result) -> Reply:
    """Ask for the reference of the request and what is to be said; ask the firm, once that is confirmed."""
    basin, stored = found(handling, subject)
    prompt = handling.session.get(Prompt, handling.person_id)
    waits = prompt is not None and (prompt.purpose, prompt.subject) == (Result.action, subject)
    if argument.sure is not None and waits and prompt is not None and "words" in prompt.content:
        dossier = handling.session.get_one(Dossier, int(prompt.content["dossier"]))
        return _ask_firm(handling, subject, argument, dossier, str(prompt.content["words"]))
    paragraphs = from_json(stored.content)
    if stored.sent_at is not None or len(paragraphs) >= MOST:
        raise Refusal(say("This letter takes no more paragraphs."))
    if any(each.dossier_id is not None and not each.out for each in paragraphs):
        raise Refusal(say("One result a letter: leave the other one out first."))
    wanted = say("Of which request? Type its reference, a comma, then what is to be read: AZ-26-0012, …")
    back = office(say("⬅️ Back"), Letter(basin.code))
    return ask(handling, "letter_result", stored.id, wanted, back=back)


def result_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show what the firm will read, before it does."""
    basin, stored = found(handling, prompt.subject)
    reference, comma, said = (part.strip() for part in text.partition(","))
    numbers, _ = find_requests(
        handling.session.connection(), Wanted([basin.code]), reference, handling.world.gazetteer.commune
    )
    if not comma or not said or len(numbers) != 1:
        raise Refusal(say("Type a reference of this territory, a comma, then the words: AZ-26-0012, …"))
    dossier = handling.session.get_one(Dossier, numbers[0])
    return _ask_firm(handling, stored.id, Result(), dossier, short(said, LONGEST))


def _ask_firm(handling: Handling, subject: int, argument: Result, dossier: Dossier, said: str) -> Reply:
    """Show the firm the words that would be read, and ask for its agreement, once it is confirmed."""
    basin, stored = found(handling, subject)
    if Status(dossier.status) not in SUPPORTED or handling.reached(dossier.person_id) is None:
        raise Refusal(say("Only of a supported firm that can be written to here."))
    shown = verbatim(said)
    asked = say("📰 {operator} would like to tell this of you in the letter of the territory, with no "
                "other detail. Do you agree?", operator=basin.operator)  # fmt: skip
    told = (asked, say("“{words}”", words=shown))
    seen = (say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference), *told)
    if not is_sure(argument, seen):
        wanted = say("To change it, type the reference, a comma, and other words.")
        back = office(say("⬅️ Back"), Letter(basin.code))
        return ask(handling, Result.action, stored.id, wanted, back=back, above=seen,
                   rows=((to_sure(stored.id, argument, seen),),),
                   content={"dossier": dossier.id, "words": said})  # fmt: skip
    no_longer_asked(handling)
    if stored.sent_at is not None or len(from_json(stored.content)) >= MOST:
        raise Refusal(say("This letter takes no more paragraphs."))
    paragraphs = added(from_json(stored.content), LetterPart.RESULT, shown, dossier.id)
    reply = change(handling, basin, stored, paragraphs)
    if reply.alert is not None:
        return reply
    number = paragraphs[-1].key
    answers = (
        do(dossier, Agree(stored.id, number, yes=True), say("✅ I agree"), primary=True),
        do(dossier, Agree(stored.id, number), say("✖️ Rather not")),
    )
    handling.tell_applicant(dossier, *told, rows=(answers,))
    return handling.reply(reply.page)


def agree(handling: Handling, dossier: Dossier, argument: Agree) -> Reply:
    """Note what a firm answers, and tell who works its basin; once the letter is sent it is too late."""
    stored = handling.session.get(BasinLetter, argument.letter)
    paragraphs = from_json(stored.content) if stored else ()
    current = next((each for each in paragraphs if each.key == argument.paragraph), None)
    if stored is None or current is None or current.dossier_id != dossier.id:
        raise NotAllowed
    if stored.sent_at is not None:
        raise Refusal(say("The letter has left: what it holds does not change any more."))
    content = to_json(changed(paragraphs, current.key, agreed=argument.yes))
    if not change_letter(handling.session, stored, {"content": content}):
        raise Refusal(say("The letter has just been changed: touch it once more, please."))
    told = say("✅ {reference} agrees to its result in the letter.", reference=dossier.reference)
    if not argument.yes:
        told = say("🚫 {reference} would rather not be told of in the letter.", reference=dossier.reference)
    opens = office(say("📰 The letter"), Letter(stored.basin_code))
    said = f"letter:{stored.id}:{current.key}:{argument.yes}"
    if first_told(handling.session, said, handling.now):  # however often they change their mind
        handling.tell_reader(dossier, Screen((told,), rows=((opens,),)))
    thanks = say("🙏 Thank you: it goes with the letter.") if argument.yes else say("Fine: nothing is told.")
    return handling.reply(words(thanks))


ACTIONS = (
    AtOffice(Result.action, result, WORKERS, typed=result_typed),
    OnDossier(Agree.action, agree, (Part.APPLICANT,), fresh=False),
)
