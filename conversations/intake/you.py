"""Who applies, and what is told before anything is asked."""

from dataclasses import dataclass

from conversations.eligibility.facts import ApplicantRole
from conversations.engine.step import Joined, Step
from conversations.inputs import YES_NO, Choice, Consent, Pick, synonyms
from conversations.intake.conditions import a_rule_stands_in_the_way, someone_applies_for_the_head
from conversations.intake.sections import ADVICE, WELCOME, YOU
from conversations.intake.told import again, at_once
from conversations.messages import N_, Message, say
from conversations.network.basins import Severity
from conversations.situation import Situation
from conversations.understanding.residue import Understood
from conversations.understanding.roles.reading import read_role


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

UNTOLD = tuple(
    f"{no}{told}"
    for no in ("", "non ", "no ", "non pas encore ")
    for told in (
        *(f"{who} {told}" for who in ("il", "elle", "mon patron", "ma patronne", "le patron", "la patronne")
          for told in ("n est pas au courant", "est pas au courant", "n est pas encore au courant",
                       "n est au courant de rien", "ne sait pas", "ne le sait pas", "ne sait rien",
                       "sait pas", "ne sait pas encore", "n est pas d accord", "est pas d accord",
                       "ne veut pas", "veut pas", "n en sait rien")),
        "pas au courant", "pas encore au courant", "je ne lui ai pas dit", "je lui ai pas dit",
        "je ne lui en ai pas parle", "je lui en ai pas parle", "pas encore parle",
        *(f"{who} {told}" for who in ("he", "she", "they", "my boss")
          for told in ("does not know", "doesn t know", "do not know", "don t know", "is not aware",
                       "isn t aware", "has not been told", "hasn t been told", "does not agree",
                       "doesn t agree")),
    )
)  # fmt: skip
"""Folded words that say that the head of the firm does not know, or does not agree."""

YOU_STEPS = (
    Step(
        name="privacy",
        section=WELCOME,
        question=HELLO,
        again=N_(
            "Shall we start? Your answers are read by the body that runs Alizé in your territory: "
            "🔒 below tells you all of it."
        ),
        why=N_(
            "The law asks me to tell you who reads your answers before you give them. "
            "/privacy tells the rest, /mydata gives you your answers, /delete erases them."
        ),
        label=N_("Privacy notice"),
        input=Consent(
            (
                Pick("yes", N_("✅ Fine, let us start"), YES_NO[0].words),
                Pick("no", N_("No, thank you"), YES_NO[1].words),
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
                "Your answers are read by the body that runs Alizé in your territory: 🔒 below tells you all "
                "of it."
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
        input=Consent((YES_NO[0], Pick("no", YES_NO[1].label, (*YES_NO[1].words, *UNTOLD)))),
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
        input=Consent((Pick("yes", N_("🙋 Yes, have a person look"), YES_NO[0].words),)),
        asked_if=a_rule_stands_in_the_way,
    ),
)
