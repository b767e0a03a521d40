"""The words in which each figure is asked, and the wordings beside it: see ``turns/own_words.txt``."""

from conversations.understanding.turns import turns

_SAID = turns("own_words")
STAFF_WORDS, FIGURE_WORDS, CREATED_WORDS, KEPT_WORDS, ASKED_WORDS, BUDGET_WORDS, AID_WORDS, DAY_WORDS = (
    _SAID.words(each) for each in ("staff", "figure", "created", "kept", "asked", "budget", "aid", "day")
)
EXPENSES, SOURCES, FUNDERS, OF_FIGURES = (
    _SAID.words(each) for each in ("expenses", "sources", "funders", "of_figures")
)
THE_FIRM, TO_COME, GROWING, NOT_TO_COME, NO_JOB, WITHIN_3_YEARS = (
    _SAID.pattern(each)
    for each in ("the_firm", "to_come", "growing", "not_to_come", "no_job", "within_three_years")
)
OF_WHAT_USE, PRICED, SPENT_ON, NO_AID = (
    _SAID.pattern(each) for each in ("of_what_use", "priced", "spent_on", "no_aid")
)
