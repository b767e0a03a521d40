"""What a common question is, and those of who fills in the form, or has sent it.

The facts come from the domain facts, sections 1, 2 and 8.
"""

from dataclasses import dataclass

from conversations.messages import N_, Msgid


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question many people have, and what to answer. ``name`` is also its name in the vocabulary.

    ``sent``: the answer once a request is sent, where it is another one. ``local``: only the operator can say
    more, so that one touch keeps the question for them.
    """

    name: str
    question: Msgid
    answer: Msgid
    sent: Msgid | None = None
    local: bool = False


PARTICULARS: tuple[FaqEntry, ...] = (
    FaqEntry(
        "counting",
        N_("Who counts in the headcount?"),
        N_(
            "Count everybody the company pays today, yourself included, apprentices and part-timers too; "
            "people of a temping agency are paid by it. An estimate is enough: the operator looks at it "
            "with you."
        ),
    ),
    FaqEntry(
        "mistake",
        N_("What if I make a mistake?"),
        N_(
            "No harm done: an estimate is enough everywhere, each answer can be changed in the review, and "
            "still once your request is sent, with /status."
        ),
        sent=N_("No harm done: /status, then “Correct or complete”, puts it right."),
    ),
    FaqEntry(
        "visits",
        N_("Where do the days take place?"),
        N_(
            "It is agreed with you: once the committee has said yes, the operator, the specialist and you "
            "settle the days and the place."
        ),
    ),
    FaqEntry(
        "early",
        N_("Can I start before the committee?"),
        N_(
            "The date you give here is only a wish. Before you order or sign anything, ask {operator}, who "
            "knows the rules of your territory."
        ),
        local=True,
    ),
    FaqEntry(
        "tax",
        N_("With or without VAT?"),
        N_("Without VAT if your company recovers it, otherwise with it. An estimate is enough."),
    ),
    FaqEntry(
        "number",
        N_("Who sees my number?"),
        N_(
            "Your number and your e-mail go to {operator} with your request, so that you are reached. What "
            "the committee reads leaves them out."
        ),
    ),
    FaqEntry(
        "chances",
        N_("What are my chances?"),
        N_(
            "I cannot tell: people decide, project by project. In the review I tell you what I see of your "
            "answers, and why."
        ),
        sent=N_("I cannot tell: people decide, project by project, and {operator} contacts you first."),
    ),
    FaqEntry(
        "another",
        N_("Can I make another request?"),
        N_("Yes: once this one is sent, /new prepares another, for another company or another project."),
        sent=N_(
            "Yes: /new prepares another, for another company or another project. What you sent follows its "
            "course."
        ),
    ),
    FaqEntry(
        "languages",
        N_("Which languages do you speak?"),
        N_("French and English: /language changes it at any time, and your answers stay."),
    ),
    FaqEntry(
        "project",
        N_("What is a project?"),
        N_(
            "What you want to do next and cannot do alone: sell more, hire, buy a machine, open elsewhere, "
            "get better organised, take over a firm. A few of your own words are enough."
        ),
    ),
    FaqEntry(
        "paid",
        N_("When is the money paid?"),
        N_(
            "Where an advance is granted, it is paid after the committee has said yes: {operator} tells you "
            "when, and what is to be signed first."
        ),
    ),
    FaqEntry(
        "reminders",
        N_("Will you send me reminders?"),
        N_(
            "Three at most while your request is not sent: after a day, three days and a week, in working "
            "hours, and a button stops them. You are told before anything is erased. Once it is sent, I "
            "write when it moves or somebody asks you something."
        ),
        sent=N_("I write when your request moves, or somebody asks you something."),
    ),
    FaqEntry(
        "signing",
        N_("Is there anything to sign?"),
        N_(
            "Nothing here. If the committee says yes, {operator} has you sign an agreement, and tells you "
            "what is in it first."
        ),
    ),
)

MEANINGS: tuple[FaqEntry, ...] = (
    FaqEntry(
        "proceedings",
        N_("What are insolvency proceedings?"),
        N_(
            "When a firm can no longer pay what it owes, or sees that coming, the court opens proceedings: "
            "safeguard, receivership or liquidation. They do not close the door here: {operator} only needs "
            "to know of them."
        ),
    ),
    FaqEntry(
        "agreement",
        N_("What is the agreement of the committee?"),
        N_(
            "The yes of the committee to your project. With it come the days of specialists and, where there "
            "is one, the advance. You need no other agreement, and none to fill this in."
        ),
    ),
    FaqEntry(
        "basin",
        N_("What is an Alizé territory?"),
        N_(
            "The area of one operator and one committee: a town and those around it, a département or an "
            "island. Your commune tells me yours: there is nothing to look up."
        ),
    ),
    FaqEntry(
        "trade_code",
        N_("What is the NAF or APE code?"),
        N_(
            "The official code of your main activity, four digits and a letter, such as 10.71C for a bakery. "
            "You do not need it here: tell me in your own words what you do."
        ),
    ),
    FaqEntry(
        "turnover",
        N_("What is turnover?"),
        N_("All that the company sold over a year, without VAT. Roughly is enough."),
    ),
    FaqEntry(
        "balance",
        N_("What is the balance sheet total?"),
        N_("The last line of the balance sheet, the same on both sides: all that the company owns."),
    ),
    FaqEntry(
        "group",
        N_("What is a group?"),
        N_(
            "Companies of which one owns part of another. From a quarter on, Europe may count them together "
            "to tell which firms are small: that is why I ask."
        ),
    ),
)
"""The words of the form, by what they mean; firms are small by the European definition."""
