"""Why a dossier stops or waits: mandatory codes, told in plain words and counted.

A reason is not a judgement of the firm: each names what is missing, and a person may always be asked to
look again (domain facts, section 1.4).
"""

from dataclasses import dataclass
from enum import StrEnum

from conversations.messages import Message, say


class Reason(StrEnum):
    """A code. Values are stored: never renamed."""

    NO_PROJECT = "no_project"
    OUT_OF_TERRITORY = "out_of_territory"
    TOO_LARGE = "too_large"
    NO_SKILL_HERE = "no_skill_here"
    JOBS = "jobs"
    FINANCE = "finance"
    NOT_MATURE = "not_mature"
    INCOMPLETE = "incomplete"
    OTHER_SCHEME = "other_scheme"
    DUPLICATE = "duplicate"
    NO_LONGER_WANTED = "no_longer_wanted"
    MORE_TO_DO = "more_to_do"
    BY_MISTAKE = "by_mistake"
    NEW_FACTS = "new_facts"
    ASKED_AGAIN = "asked_again"
    PROJECT_ELSEWHERE = "project_elsewhere"
    BASIN_STOPS = "basin_stops"
    SAME_PERSON = "same_person"
    SUCCESSOR = "successor"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wording:
    """A reason as operators choose it, and as the applicant reads it after "because"."""

    label: Message
    told: Message


WORDINGS: dict[Reason, Wording] = {
    Reason.NO_PROJECT: Wording(
        say("No development project"), say("the request does not describe a development project yet")
    ),
    Reason.OUT_OF_TERRITORY: Wording(
        say("Outside the territory"), say("your establishment is outside this territory")
    ),
    Reason.TOO_LARGE: Wording(
        say("Firm too large"), say("the scheme is for smaller firms, or firms outside a large group")
    ),
    Reason.NO_SKILL_HERE: Wording(
        say("No such skill here"), say("no firm of the territory lends the skill you need today")
    ),
    Reason.JOBS: Wording(
        say("Too few jobs"), say("the project creates or keeps too few jobs for this scheme")
    ),
    Reason.FINANCE: Wording(
        say("Financing to be settled"), say("the financing of the project has to be settled first")
    ),
    Reason.NOT_MATURE: Wording(say("Too early"), say("the project is not far enough along yet")),
    Reason.INCOMPLETE: Wording(say("Incomplete"), say("some information is still missing")),
    Reason.OTHER_SCHEME: Wording(
        say("Another scheme fits better"), say("another scheme fits your project better")
    ),
    Reason.DUPLICATE: Wording(
        say("Already requested"), say("another request of your company is already being handled")
    ),
    Reason.NO_LONGER_WANTED: Wording(say("No longer wanted"), say("you told us that it is no longer needed")),
    Reason.MORE_TO_DO: Wording(say("There is more to do"), say("there is still something to be done")),
    Reason.BY_MISTAKE: Wording(say("Stopped by mistake"), say("it was stopped by mistake")),
    Reason.NEW_FACTS: Wording(say("Something new"), say("there is something new")),
    Reason.ASKED_AGAIN: Wording(say("The applicant asks for it"), say("you asked for it")),
    Reason.PROJECT_ELSEWHERE: Wording(
        say("The project is elsewhere"), say("your project takes place in another territory")
    ),
    Reason.BASIN_STOPS: Wording(
        say("The territory takes no more requests"), say("the territory takes no more requests for now")
    ),
    Reason.SAME_PERSON: Wording(
        say("Same person, another account"), say("the same person uses another account")
    ),
    Reason.SUCCESSOR: Wording(
        say("Somebody succeeds them"), say("somebody else answers for the company from now on")
    ),
    Reason.OTHER: Wording(say("Other reason"), say("of the reason below")),
}
