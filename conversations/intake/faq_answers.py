"""What is usually answered to the questions people put in the middle of the form.

The facts come from the domain facts, sections 1, 2 and 8.
"""

from conversations.intake.faq_entries import PARTICULARS, FaqEntry
from conversations.messages import N_

FAQ: tuple[FaqEntry, ...] = (
    FaqEntry(
        "alize",
        N_("What is Alizé?"),
        N_(
            "Alizé is a network of territories where large firms lend their specialists, free of charge, to"
            " small firms with a development project. Nothing obliges them to: they want firms and jobs to "
            "thrive where they work. A local committee decides, project by project."
        ),
    ),
    FaqEntry(
        "free",
        N_("Is it free?"),
        N_(
            "It is free: you pay neither for this request nor for the days of the specialists their firms "
            "lend you."
        ),
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
            " add a repayable advance: money at 0 % that you do pay back, usually without a guarantee. Its "
            "amount and terms are local."
        ),
    ),
    FaqEntry(
        "advisors",
        N_("Who are the specialists?"),
        N_(
            "Managers or technicians of large firms, or of sizeable local ones, who have dealt with "
            "questions like yours. {operator} looks for who fits what you need, and settles it with you; "
            "tell them which firms are your competitors."
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
            "It brings together people of your territory, such as heads of firms, bankers, accountants and "
            "public bodies, who decide on each project. You present yours in person. It often meets about "
            "three times a year."
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
            "Yes. Each answer is kept as you give it, for 30 days. Come back whenever you like, on another "
            "phone or a computer too, with the same Telegram account: /start resumes."
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
            "The local operator, who runs Alizé in your territory, reads them. The committee, which brings "
            "together local firms, banks and public bodies, sees them only if you agree, and you may name "
            "people or firms not to show them to."
        ),
    ),
    FaqEntry(
        "privacy",
        N_("Is it confidential?"),
        N_(
            "Nothing goes to the operator or to the committee without your agreement; what is not sent is "
            "kept for 30 days. Give no bank or medical details here. /privacy says everything, /mydata gives "
            "you a copy, /delete erases."
        ),
    ),
    FaqEntry(
        "eligibility",
        N_("Is it for me?"),
        N_(
            "Alizé is for firms under 250 people, very small ones above all, sole traders too, that have a "
            "development project in a territory with an agreement. You may ask whatever your trade and legal "
            "form: the other conditions are local, I tell you what I see as we go, and only people decide."
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
    FaqEntry(
        "sold",
        N_("Do you sell my data?"),
        N_(
            "No. Your answers serve to prepare and handle your request: this service sells nothing and "
            "advertises nothing. /privacy tells who reads them, /delete erases them."
        ),
    ),
    FaqEntry(
        "scam",
        N_("Is it a scam?"),
        N_(
            "You are right to ask. Alizé has existed since the end of the 1990s; in each territory a local "
            "body runs it, such as the chamber of commerce. It is free, and nobody will ask you here for "
            "money, a code or bank details. You may check with your CCI before you go on, and stop at any "
            "time: /privacy tells who is responsible."
        ),
    ),
    FaqEntry(
        "bank",
        N_("Will my bank know?"),
        N_(
            "Nobody here writes to your bank. Bankers of the territory may sit on the committee: it reads "
            "your request only if you agree, and you may name the people or firms it is not to be shown to."
        ),
    ),
    FaqEntry(
        "amount",
        N_("How much can I get?"),
        N_(
            "First of all days of specialists, free of charge: three to five most often, as the committee "
            "decides. Some territories add a repayable advance at 0 %: its amount is set there, and I ask "
            "you about it once I know where your project is."
        ),
    ),
    FaqEntry(
        "difficulty",
        N_("Do you help firms in difficulty?"),
        N_(
            "Your request is welcome: a person sees with you how Alizé can help. Others help firms in "
            "difficulty first:"
        ),
    ),
    FaqEntry(
        "status",
        N_("Where does my request stand?"),
        N_(
            "Nothing is sent yet: your request goes when you touch “Send”, at the end. Until then nobody "
            "reads it."
        ),
    ),
    FaqEntry(
        "refused",
        N_("And if it is refused?"),
        N_(
            "Only people decide, and they tell you why. A no is not a judgement of your firm: you are told "
            "who else may help, and you may prepare another request once things have moved."
        ),
    ),
    FaqEntry(
        "documents",
        N_("Which documents do I need?"),
        N_(
            "None to fill this in: estimates are enough. You may send photos, documents or voice messages "
            "here, before as after: they are kept with your request, and {operator} tells you later what "
            "else is useful."
        ),
    ),
    FaqEntry(
        "operator",
        N_("Who will call me?"),
        N_(
            "The “operator” is the body that runs Alizé in your territory, such as the chamber of commerce. "
            "For you it is {operator}: somebody there reads your request and calls you, or "
            "writes to you if you prefer."
        ),
    ),
    FaqEntry(
        "called",
        N_("When will I be called?"),
        N_(
            "Once your request is sent, {operator} reads it and calls you, or writes to you if you prefer. "
            "I write to you at every change, and /status shows where you are."
        ),
    ),
    FaqEntry(
        "withdraw",
        N_("Can I withdraw my request?"),
        N_("Yes, at any time. /cancel deletes what is not sent; once it is sent, /status withdraws it."),
    ),
    FaqEntry(
        "combine",
        N_("Can I have other aid too?"),
        N_(
            "Other aid does not close the door. Where money is advanced, small public aids are capped by "
            "Europe at 300,000 € over three years: the operator checks it with you."
        ),
    ),
    *PARTICULARS,
)
