"""How the applicant is reached, and who must not see the request."""

from conversations.engine.step import LATER, Joined, Seen, Step
from conversations.inputs import ContactInput, HeadContact, Name, Pick, Several, Text, synonyms
from conversations.inputs.contacts import name_and_contact
from conversations.intake.call_time import FOR_OPERATOR, CallTime
from conversations.intake.conditions import (
    someone_applies_for_the_head,
    the_head_may_be_called,
)
from conversations.intake.sections import CONTACT
from conversations.intake.told import again, contacts
from conversations.messages import N_, say
from conversations.patterns import pattern

ASKED_IN_ALL = 1_000  # characters of what is asked of the operator

CONTACT_STEPS = (
    Step(
        name="name",
        to_call=True,
        section=CONTACT,
        question=N_("What is your name?"),
        why=N_("So that the operator knows whom to ask for."),
        example=N_("Camille Durand"),
        told_by=contacts.named,
        spotted=contacts.signed,
        corrected_by=contacts.named,
        called=synonyms("nom, prenom, nom de famille, nom complet, nom et prenom, name, surname, full name"),
        label=N_("Name"),
        case=N_("It is the name {operator} asks for on the telephone."),
        input=Name(),
        joined=Joined(
            name="contact",
            question=N_("What is your name, and how can the operator reach you?"),
            hint=N_("Share your number, or type your name with a phone number, an e-mail, or both."),
            example=N_("Camille Durand, 06 39 98 12 34"),
            cuts=name_and_contact,
            neither=say("I found neither a name nor a way to reach you. Type both in one message."),
        ),
        personal=True,
        exported=True,
    ),
    Step(
        name="contact",
        to_call=True,
        section=CONTACT,
        question=N_("How can the operator reach you?"),
        hint=N_("Share your number, or type a phone number, an e-mail, or both."),
        why=N_(
            "The operator contacts you before the committee. Whoever follows your request, followed it or "
            "stands in for them sees your number; a colleague or the coordination, only for a reason that "
            "/mydata shows you. Neither the committee nor other firms see it."
        ),
        example=N_("06 39 98 12 34 camille@example.com"),
        told_by=contacts.reached_at,
        corrected_by=contacts.reached_at,
        called=synonyms(
            "telephone, tel, numero, numero de telephone, portable, mail, email, e mail, "
            "courriel, contact, adresse mail, phone, phone number, mobile, numero de portable, "
            "numero de tel, adresse e mail, adresse email, email address"
        ),
        label=N_("Reach you at"),
        case=N_("A phone number, an e-mail, or both: {operator} uses them to reach you."),
        input=ContactInput(),
        personal=True,
        exported=True,
    ),
    Step(
        name="head_contact",
        section=CONTACT,
        question=N_("Who heads {company}, and how can the operator reach them?"),
        hint=N_("A name, and a phone number or an e-mail."),
        why=N_(
            "The operator calls the head of the company before the committee: they present the project. "
            "It is kept as yours is."
        ),
        example=N_("Robin Morel, 06 39 98 56 78"),
        told_by=contacts.the_head_is_reached_at,
        label=N_("Head of the company"),
        case=N_("{operator} calls the head of {company} before the committee."),
        input=HeadContact(),
        personal=True,
        skip=N_("I will tell the operator"),
        asked_if=someone_applies_for_the_head,
    ),
    Step(
        name="call_time",
        told_by=again.call_time_told,
        corrected_by=again.call_time,
        section=CONTACT,
        question=N_("When is it best to call you?"),
        why=N_("So that you are not called in the middle of the rush."),
        called=synonyms("horaire, heure, moment, creneau, time"),
        label=N_("Best time to call"),
        later=LATER,
        case=N_("When is {company} least busy?"),
        input=CallTime(
            (
                Pick("morning", N_("In the morning"), ("matin", "matins", "matinee", "morning", "mornings")),
                Pick("noon", N_("Around noon"), ("midi", "entre midi et deux", "noon", "lunch", "midday")),
                Pick(
                    "afternoon",
                    N_("In the afternoon"),
                    ("apres midi", "l apres midi", "apres midis", "aprem", "afternoon", "afternoons"),
                ),
                Pick(
                    "evening",
                    N_("After 5 pm"),
                    ("soir", "soiree", "soirs", "fin de journee", "evening", "evenings"),
                ),
                Pick(
                    "written",
                    N_("Rather in writing"),
                    ("mail", "email", "e mail", "courriel", "sms", "texto", "ecrit", "in writing", "by text"),
                ),
                Pick(
                    "any",
                    N_("Any time"),
                    (
                        *("n importe quand", "toujours", "peu importe", "quand vous voulez", "tout le temps"),
                        *("a toute heure", "toute la journee", "comme vous voulez", "c est egal", "any time"),
                        *("anytime", "always", "whenever", "whenever you like", "all day"),
                    ),
                ),
            ),
            own=frozenset(
                "appeler appelez appelle rappeler rappelez rappelle joindre joignable dispo disponible moi "
                "me t j tai ai dit deja prefere preference preferable mieux call reach prefer preferably "
                "better best".split()
            ),
            turned=((pattern(r"\b(?:ce|cet|cette|this|aujourd hui|today)\b"), ()),),
        ),
        asked_if=the_head_may_be_called,
    ),
    Step(
        name="excluded",
        section=CONTACT,
        question=N_("Which people or firms should not see your request? Type their names."),
        why=N_(
            "Committee members may be bankers, clients or competitors of yours. Those named here see nothing."
        ),
        label=N_("Not to be shown to"),
        corrected_by=again.excluded,
        input=Text(low=2, high=300, adds=again.excluded),
        personal=True,
        skip=N_("Nobody in particular"),
        on_demand=N_("🙈 Not to be shown to…"),
    ),
    Step(
        name=FOR_OPERATOR,
        section=CONTACT,
        question=N_("What would you like to ask {operator}? Type it here."),
        why=N_("It goes with your request, and whoever reads it answers you."),
        label=N_("For the operator"),
        input=Several(
            (Pick("call", N_("🙋 Please have a person call me")),),
            none=N_("Nothing"),
            words_high=ASKED_IN_ALL,
        ),
        seen=Seen.WORDS_BY_HOLDER,
        on_demand=N_("💬 Ask the operator…"),
    ),
)
