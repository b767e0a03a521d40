"""The kinds of answer a question may have."""

from conversations.inputs.bands import Band, Range
from conversations.inputs.base import (
    CANDIDATE,
    NOT_AN_ANSWER,
    Entry,
    Input,
    InvalidAnswer,
    Kept,
    Option,
    Outcome,
    Settled,
    only_candidate,
)
from conversations.inputs.choices import TICKED, YES_NO, Choice, Consent, Pick, Several, synonyms
from conversations.inputs.companies import CompanyInput
from conversations.inputs.contacts import ContactInput
from conversations.inputs.dates import When, Year
from conversations.inputs.days import Days
from conversations.inputs.head_contacts import HeadContact
from conversations.inputs.identities import PlaceInput
from conversations.inputs.joint import Joint
from conversations.inputs.measures import Money, Whole
from conversations.inputs.names import Name
from conversations.inputs.texts import Prose, Text

__all__ = [
    "CANDIDATE",
    "NOT_AN_ANSWER",
    "TICKED",
    "YES_NO",
    "Band",
    "Choice",
    "CompanyInput",
    "Consent",
    "ContactInput",
    "Days",
    "Entry",
    "HeadContact",
    "Input",
    "InvalidAnswer",
    "Joint",
    "Kept",
    "Money",
    "Name",
    "Option",
    "Outcome",
    "Pick",
    "PlaceInput",
    "Prose",
    "Range",
    "Settled",
    "Several",
    "Text",
    "When",
    "Whole",
    "Year",
    "only_candidate",
    "synonyms",
]
