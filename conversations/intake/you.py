"""Who applies, and what is told before anything is asked."""

from dataclasses import dataclass

from conversations.eligibility.facts import ApplicantRole
from conversations.engine.step import Joined, Step
from conversations.inputs import YES_NO, Choice, Consent, Entry, Outcome, Pick, Settled, synonyms
from conversations.intake.conditions import a_rule_stands_in_the_way, someone_applies_for_the_head
from conversations.intake.sections import ADVICE, WELCOME, YOU
from conversations.intake.told import again, at_once, writers
from conversations.messages import N_, Message, say
from conversations.network.basins import Severity
from conversations.situation import Situation
from conversations.understanding.residue import Understood
from conversations.understanding.roles.reading import read_role
from conversations.understanding.turns import turns
from conversations.understanding.words import fold


def redirection_question(situation: Situation) -> Message:
    """Tell what stands in the way, and which other doors there are."""
    hard = situation.verdict.of(Severity.REDIRECT)
    told = hard[0].for_applicant if hard else say("One point needs a person to look at it.")
    return say(
        "{finding}\n\nOnly people decide here. Shall I go on, and have a person look at your project?",
        finding=told,
    )


@dataclass(frozen=True, slots=True)
class Role(Choice):
    """Who somebody is in the company, in the many words there are for it."""

    def understood(self, text: str, situation: Situation) -> Understood[str]:
        """Read a role."""
        return read_role(text)


HELLO = N_(
    "Hello! I help you prepare a request to the Alizé network: days of advice given by the "
    "specialists of large firms near you and, in some territories, an interest-free repayable "
    "advance.\n\n"
    "About ten minutes, and you can stop and come back whenever you like.\n\n"
    "🔒 Your answers are read by the body that runs Alizé in your territory, the “operator”. The "
    "approval committee sees them only if you agree. Messages pass through Telegram: please give no "
    "bank or medical details here."
)


def roles(situation: Situation) -> tuple[tuple[str, str], ...]:
    """Return the roles, each of which begins the request."""
    return tuple(("yes", pick.key) for pick in ROLES)


def alone(first: Message, other: Message) -> Message:
    """Show the role alone: whoever tells it has begun."""
    return other


ROLES = (
    Pick(ApplicantRole.HEAD, N_("I run it"), ("moi", "me")),
    Pick(ApplicantRole.DELEGATE, N_("I work there and am mandated")),
    Pick(ApplicantRole.ADVISER, N_("I advise it (accountant, consultant…)")),
)

WHO_FIRST = say("Touch who you are, and we begin: I ask you one thing at a time.")

_SAID = turns("head_agrees")
_KNOWS, _KNOWS_NOT = _SAID.pattern("knows"), _SAID.pattern("knows_not")


class HeadAgrees(Consent):
    """Whether the head of the firm knows, and agrees, as who applies for them tells it."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read what is said of the head, else a yes or a no."""
        words = fold(text)
        if _KNOWS.fullmatch(words):
            return Settled("yes")
        return Settled("no") if _KNOWS_NOT.fullmatch(words) else Consent.read(self, text, entry, situation)


YOU_STEPS = (
    Step(
        name="privacy",
        section=WELCOME,
        question=HELLO,
        again=N_(
            "Shall we start? Your answers are read by the body that runs Alizé in your territory: the 🔒 "
            "button below tells you all of it."
        ),
        why=N_(
            "The law asks me to tell you who reads your answers before you give them. "
            "/privacy tells the rest, /mydata gives you your answers, /delete erases them."
        ),
        label=N_("Privacy notice"),
        input=Consent(
            (
                Pick("yes", N_("✅ Fine, let us start")),
                Pick("no", N_("No, thank you")),
            )
        ),
        joined=Joined(
            name="role",
            question=HELLO,
            hint=N_(
                "<b>Who are you in the company?</b> Your answer begins the request. You may also tell me "
                "everything in one message."
            ),
            again=N_(
                "Your answers are read by the body that runs Alizé in your territory: the 🔒 button below "
                "tells you all of it."
            ),
            why=N_(
                "Large firms lend their specialists to small firms with a project, free of charge. I ask you "
                "short questions, then somebody of your territory reads your answers and calls you. First of "
                "all: do you run the company, do you work there, or do you advise it?"
            ),
            pairs=roles,
            shown=alone,
            brings="yes",
            neither=WHO_FIRST,
        ),
    ),
    Step(
        name="role",
        told_by=at_once.role,
        spotted=writers.role,
        corrected_by=again.role,
        section=YOU,
        question=N_("Who are you in the company?"),
        why=N_("The head of the company meets the committee in person. An adviser may prepare the request."),
        called=synonyms("role, fonction, statut, poste, function"),
        label=N_("Role"),
        case=N_(
            "If you run the company, alone or with others: “I run it”. If you are there for its head: "
            "“I work there”."
        ),
        input=Role(ROLES),
    ),
    Step(
        name="head_agrees",
        section=YOU,
        question=N_("Does the head of the company know about this request, and agree with it?"),
        why=N_("The head of the company will be called, and presents the project to the committee."),
        label=N_("The head agrees"),
        input=HeadAgrees(YES_NO),
        asked_if=someone_applies_for_the_head,
    ),
    Step(
        name="human_review",
        section=ADVICE,
        question=redirection_question,
        why=N_(
            "I check the rules of your territory as you answer, so that you know at once where you stand."
        ),
        label=N_("Your choice"),
        input=Consent((Pick("yes", N_("🙋 Yes, have a person look")),)),
        asked_if=a_rule_stands_in_the_way,
    ),
)
