"""The questions people put in the middle of the form, and their answers.

A text is taken for a question only when it has the form of one and every word of it belongs to what is
asked: the answers of the form are sentences too, and swallowing one would be worse than missing a question.
How people ask is in ``vocabulary/faq.toml``; the facts come from the domain facts, sections 1, 2 and 8.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from conversations.messages import N_, Msgid
from conversations.vocabulary import Thesaurus, vocabulary, words
from conversations.wishes import Wish, wish_of
from conversations.words import fold, legible

_LONGEST = 25  # words: longer, it tells a story
_SHORT = 7  # words: too short to tell a project
_PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question many people have, and what to answer. ``name`` is also its name in the vocabulary."""

    name: str
    question: Msgid
    answer: Msgid


FAQ: tuple[FaqEntry, ...] = (
    FaqEntry(
        "alize",
        N_("What is Alizé?"),
        N_(
            "Alizé is a network of territories where large firms lend their specialists, free of charge, to"
            " small firms with a development project. A local committee decides, project by project."
        ),
    ),
    FaqEntry(
        "free",
        N_("Is it free?"),
        N_("Yes. You pay neither for this request nor for the days of the specialists their firms lend you."),
    ),
    FaqEntry(
        "how_long",
        N_("How long does it take?"),
        N_("About ten minutes. An estimate is enough everywhere, and you can stop and come back."),
    ),
    FaqEntry(
        "advance",
        N_("Is it a loan?"),
        N_(
            "The help is first of all days of expertise, and there is nothing to pay back. Some territories"
            " add a repayable advance: money at 0 % that you do pay back. Its amount and terms are local."
        ),
    ),
    FaqEntry(
        "advisors",
        N_("Who are the specialists?"),
        N_(
            "Managers or technicians of large firms, or of sizeable local ones, who have dealt with "
            "questions like yours. Several may work on one project when it needs several skills."
        ),
    ),
    FaqEntry(
        "days",
        N_("How many days?"),
        N_(
            "Most often three to five days, spread over your project. The committee decides, according to "
            "what you need."
        ),
    ),
    FaqEntry(
        "committee",
        N_("What is the committee?"),
        N_(
            "People of your territory, such as heads of firms, bankers, accountants and public bodies, who "
            "decide on each project. You present yours in person. It often meets about three times a year; "
            "I tell you the next date as soon as it is fixed."
        ),
    ),
    FaqEntry(
        "reply",
        N_("When will I know?"),
        N_(
            "Your local operator contacts you first, then the committee decides. It often meets about three"
            " times a year, so it may take a few months. I tell you at every change, and /status shows "
            "where you are."
        ),
    ),
    FaqEntry(
        "pause",
        N_("Can I stop and come back?"),
        N_(
            "Yes. Each answer is kept as you give it, for 30 days. Come back whenever you like: /start "
            "resumes."
        ),
    ),
    FaqEntry(
        "correction",
        N_("Can I change an answer?"),
        N_(
            "Yes. Go back with the Back button, or wait for the review: each answer can be changed there, "
            "and nothing is sent before you confirm."
        ),
    ),
    FaqEntry(
        "readers",
        N_("Who reads my answers?"),
        N_(
            "The local operator who runs Alizé in your territory. The committee, which brings together "
            "local firms, banks and public bodies, sees them only if you agree, and you may name people or "
            "firms not to show them to."
        ),
    ),
    FaqEntry(
        "privacy",
        N_("Is it confidential?"),
        N_(
            "Nothing goes to the operator or to the committee without your agreement. Give no bank or "
            "medical details here. /privacy says everything, /mydata gives you a copy, /delete erases."
        ),
    ),
    FaqEntry(
        "eligibility",
        N_("Is it for me?"),
        N_(
            "Alizé is for firms under 250 people, very small ones above all, that have a development "
            "project in a territory with an agreement. The other conditions are local: I tell you what I "
            "see as we go, and only people decide."
        ),
    ),
    FaqEntry(
        "creation",
        N_("What if my company is new, or does not exist yet?"),
        N_(
            "Many territories help firms that are already established; some also take new ones. Carry on: "
            "the operator looks at it case by case and can point you to someone else."
        ),
    ),
    FaqEntry(
        "delegate",
        N_("Can my accountant answer for me?"),
        N_(
            "Yes, with your agreement. The head of the firm will be asked to confirm, and meets the "
            "committee."
        ),
    ),
    FaqEntry(
        "siren",
        N_("What is a SIREN?"),
        N_(
            "The 9-digit number of your company; the SIRET, 14 digits, is that of one of its sites. It is "
            "on your invoices. No number at hand? Give me the name of the company instead."
        ),
    ),
    FaqEntry(
        "human",
        N_("Can I talk to somebody?"),
        N_(
            "Yes. I only prepare your request: your local operator, a person, reads it and contacts you. "
            "Whatever I tell you about your project, you can have a person look at it."
        ),
    ),
    FaqEntry(
        "robot",
        N_("Are you a robot?"),
        N_(
            "Yes, an assistant that asks the questions and passes your request on. People read it and decide."
        ),
    ),
    FaqEntry(
        "jobs",
        N_("Do I have to hire?"),
        N_(
            "It depends on the territory: some expect jobs to be created, others count those you keep, "
            "others ask for nothing. An estimate is enough, and the committee decides."
        ),
    ),
)


@cache
def _thesaurus() -> Thesaurus[tuple[str, str]]:
    faq = vocabulary("faq")
    topics = [
        (term, (name, role))
        for name, topic in faq["topics"].items()
        for role, terms in topic.items()
        for term in terms
    ]
    return Thesaurus([*topics, *((term, (_PLAIN, _PLAIN)) for term in faq["form"]["plain"])])


@cache
def _any_of(name: str) -> re.Pattern[str]:
    alternatives = sorted(vocabulary("faq")["form"][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


@dataclass(frozen=True, slots=True)
class _Form:
    """What the form of a text says of it.

    ``tells``: too long, or with figures, so an answer. ``marked``: ends with ``?``. ``opened``: worded as a
    question even without the mark. ``worded``: worded as one given the mark. ``addressed``: to the service.
    """

    length: int
    tells: bool
    marked: bool
    opened: bool
    worded: bool
    addressed: bool

    @classmethod
    def of(cls, text: str) -> "_Form":
        text = legible(text)
        folded = start = fold(text)
        while courtesy := _any_of("courtesies").match(start):
            start = start[courtesy.end() :].lstrip()
        opened = bool(_any_of("openings").match(start))
        ending = folded.rpartition(" ")[2]
        length = len(folded.split())
        return cls(
            length=length,
            tells=length > _LONGEST or re.search(r"\d", text) is not None,
            marked="?" in re.split(r"[^\W_]", text)[-1],
            # A colon after an interrogative word announces the answer: "qui décide : moi".
            opened=":" not in text and (opened or ending in vocabulary("faq")["form"]["endings"]),
            worded=opened or bool(_any_of("marks").search(folded)),
            addressed=bool(_any_of("addressees").search(folded)),
        )


def _asked(text: str, bare: bool) -> Iterator[str]:
    """Yield the topics that account for every word of a text, the most precisely asked first."""
    read = words(text)
    spotted = _thesaurus().spot(read)
    precision: Counter[str] = Counter()
    for term in spotted:
        for name in {name for name, role in term.meanings if role == "bare" or (role == "asks" and not bare)}:
            precision[name] += len(term.positions)
    for name, _ in precision.most_common():
        explained = {
            at
            for term in spotted
            for at in term.positions
            if {name, _PLAIN} & {owner for owner, _ in term.meanings}
        }
        if len(explained) == len(read):
            yield name


def recognise(text: str) -> FaqEntry | None:
    """Return the entry that a text asks for; None when it is not clearly a question, or not a known one."""
    form = _Form.of(text)
    if wish_of(text) is Wish.A_PERSON:
        name: str | None = "human"
    elif form.tells or not (form.marked or form.opened):
        return None
    else:
        name = next(_asked(text, bare=not form.worded), None)
    return next((entry for entry in FAQ if entry.name == name), None)


def is_question(text: str) -> bool:
    """Tell whether a text is a question to the service, known or not.

    Where long free text is expected, prefer ``recognise``: a project may be told as a request for help.
    """
    form = _Form.of(text)
    to_the_service = form.addressed or form.length <= _SHORT
    asks = form.marked and form.worded and to_the_service and not form.tells
    return asks or recognise(text) is not None
