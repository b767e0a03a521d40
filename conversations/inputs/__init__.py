"""The kinds of answer a question may have."""

from conversations.inputs.base import Entry, Input, InvalidAnswer, Kept, Option, Outcome, Settled
from conversations.inputs.choices import YES_NO, Choice, Consent, Pick, Several
from conversations.inputs.dates import When, Year
from conversations.inputs.identities import CompanyInput, ContactInput, PlaceInput
from conversations.inputs.measures import Band, Days, Money, Range, Whole
from conversations.inputs.texts import Prose, Text

__all__ = [
    "YES_NO",
    "Band",
    "Choice",
    "CompanyInput",
    "Consent",
    "ContactInput",
    "Days",
    "Entry",
    "Input",
    "InvalidAnswer",
    "Kept",
    "Money",
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
]
