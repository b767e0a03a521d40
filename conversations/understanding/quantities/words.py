"""What people count, and the words that they count with: see ``turns/counted.txt``."""

from enum import StrEnum

from conversations.understanding.turns import turns


class Unit(StrEnum):
    """What a quantity counts."""

    EURO = "euro"
    PERCENT = "percent"
    PERSON = "person"
    JOB = "job"
    FULL_TIME = "full_time"
    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


COUNTED = turns("counted")
NOT_TO_GUESS = COUNTED.pattern("not_to_guess")
LEFT_OUT = " ‖ "
"""What stands for words that change nothing to what is counted."""
