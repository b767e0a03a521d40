"""The skills a small firm may lack, and those its own words point to.

The codes are the network's, so that yearly figures stay comparable; the words that lead to them are in
``vocabulary/skills.toml``. A suggestion is only ever a suggestion: no lexicon reads free text
well enough at first rank, so several are offered and the applicant decides.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from conversations.messages import N_, Msgid
from conversations.understanding.vocabulary import Thesaurus, vocabulary, words

TAXONOMY_VERSION = "2026-1"
"""Stored with each dossier's needs; changes with any code, so that figures compare like with like."""

OTHER = "other"

_WEIGHTS = {"strong": 3, "usual": 2, "hint": 1}
_SUPPORT_OF_THE_KIND = 1
_CERTAIN_ENOUGH = 2  # one usual word, or two hints: a single hint is in too many sentences


@dataclass(frozen=True, slots=True)
class Skill:
    """A kind of expertise. ``attested``: published sources show advisors lending it in the network."""

    code: str
    label: Msgid
    example: Msgid
    attested: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that a description points to, and the applicant's own words that did, in their order."""

    code: str
    because: tuple[str, ...]


SKILLS: tuple[Skill, ...] = (
    Skill("strategy", N_("Strategy"), N_("choose your markets, diversify, take a step back"), True),
    Skill("sales", N_("Sales"), N_("find customers, answer tenders, build a sales team"), True),
    Skill("hr", N_("Human resources"), N_("recruit, train, keep people, manage a growing team"), True),
    Skill(
        "industrial_organisation",
        N_("Organisation and production"),
        N_("lay out the workshop, plan the work, deliver on time"),
        True,
    ),
    Skill(
        "management_finance",
        N_("Management and finance"),
        N_("know your costs, watch your cash, prepare a bank file"),
        True,
    ),
    Skill("quality", N_("Quality"), N_("get a certification, have fewer defects and returns"), True),
    Skill(
        "hse",
        N_("Health, safety and environment"),
        N_("prevent accidents, cut waste and energy, comply with the rules"),
        True,
    ),
    Skill(
        "technical",
        N_("Technical support"),
        N_("choose or master a machine, solve a technical problem"),
        True,
    ),
    Skill("digital", N_("Digital"), N_("website, online sales, social networks, software"), True),
    Skill("business_creation", N_("Starting a business"), N_("prepare and launch a new company"), True),
    Skill(
        "purchasing_logistics",
        N_("Purchasing and logistics"),
        N_("negotiate with suppliers, hold less stock, deliver better"),
        False,
    ),
    Skill("legal", N_("Legal"), N_("contracts, articles of association, data protection"), False),
    Skill("export", N_("Export"), N_("sell abroad, customs, foreign partners"), False),
    Skill("rd_innovation", N_("Research and innovation"), N_("prototype, test, patent a new product"), False),
    Skill(
        "communication_marketing",
        N_("Communication and marketing"),
        N_("be known, brand image, trade shows"),
        False,
    ),
    Skill(OTHER, N_("Something else"), N_("in your own words"), False),
)


@cache
def _by_code() -> dict[str, Skill]:
    return {skill.code: skill for skill in SKILLS}


def skill(code: str) -> Skill:
    """Return the skill with this code; a code of an older taxonomy raises KeyError."""
    return _by_code()[code]


@cache
def _lexicon() -> Thesaurus[tuple[str, int]]:
    by_skill = vocabulary("skills")
    return Thesaurus(
        (term, (code, weight))
        for code in _by_code()
        for strength, weight in _WEIGHTS.items()
        for term in by_skill.get(code, {}).get(strength, ())
    )


@lru_cache(maxsize=64)  # each time that the skills are shown, and there are several boxes to tick
def suggest(description: str, project_kind: str | None = None, limit: int = 3) -> tuple[Suggestion, ...]:
    """Return the skills a project's description points to, surest first; none when it points nowhere.

    ``project_kind`` only supports what the words already say: alone it suggests nothing.
    """
    weights: defaultdict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    because: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for spotted in _lexicon().spot(words(description)):
        for code, weight in spotted.meanings:
            weights[code][spotted.term] = max(weight, weights[code].get(spotted.term, 0))
            because[code][spotted.positions[0]] = spotted.typed
    scores = {code: sum(terms.values()) for code, terms in weights.items()}
    for code in vocabulary("skills")["project_kinds"].get(project_kind, ()):
        if code in scores:
            scores[code] += _SUPPORT_OF_THE_KIND
    likely = (code for code in _by_code() if scores.get(code, 0) >= _CERTAIN_ENOUGH)
    best = sorted(likely, key=lambda code: -scores[code])[:limit]
    return tuple(
        Suggestion(code, tuple(dict.fromkeys(word for _, word in sorted(because[code].items()))))
        for code in best
    )
