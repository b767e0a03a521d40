"""The skills a small firm may lack, and those its own words point to.

The codes are the network's, so that yearly figures stay comparable. Two things lead to them: the trades'
own words, in ``vocabulary/skills.toml``, and what sentences taught of all others, in ``skill_words``. A
suggestion is only ever a suggestion: nothing reads free text well enough at first rank, so several are
offered and the applicant decides.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from conversations.messages import N_, Msgid
from conversations.patterns import pattern
from conversations.understanding.named_needs import named_needs
from conversations.understanding.vocabulary import Spotted, Thesaurus, vocabulary, words
from conversations.understanding.vocabulary.skill_words import leanings, tells_no_need
from conversations.understanding.words import fold, legible

REMEMBERED = 1_000  # descriptions: of all who may be at that question at once; each costs 0.6 ms to read
TAXONOMY_VERSION = "2026-1"
"""Stored with each dossier's needs; changes with any code, so that figures compare like with like."""

OTHER, STARTING = "other", "business_creation"

# In the measure of what is learned, where 1 is surely. All chosen by cross-validation.
_WEIGHTS = {"strong": 0.15, "usual": 0.1, "hint": 0.05}
_MOST_OF_THE_WORDS = 0.2
_SUPPORT_OF_THE_KIND = 0.15
_NEED, _WORTH_OFFERING, _BESIDE_THE_SUREST, _DECLINED_AT = 0.15, 0.08, 0.215, 0.4
_PLAIN_FACT, _PLAINER_BY = 0.15, 0.3  # what tells no need, more so where words point nowhere
_WANTED_BY = 0.5  # what somebody says that they want to do, however much is told beside it
_BESIDE_WHAT_IS_NAMED = 0.42

_WORD = pattern(r"[^\W_]+")
_SENTENCE = pattern(r"(?<!\bM)[.!?;\n]+|(?<!besoin)(?<!besoins)(?<!besoin\s)(?<!besoins\s):", re.IGNORECASE)
_PART = pattern(r",|\b(?:mais|par contre|en revanche|seulement|but|however)\b", re.IGNORECASE)
_HOW_MANY = (
    r"(?:\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|two|three|four|five"
    r"|eight|ten"
    r"|twelve|une? (?:di|dou|quin|ving|tren|cinquan)[zt]aine (?:de |d['’]))"
)
_BESIDES = pattern(
    r"(?<!\S)\S{1,64}@\S+|\b(?:https?://|www\.)\S+|(?:\+33|\b0) ?[1-9](?:[ .-]?\d\d){4}\b"
    r"|(?:^|[,(]|\b(?:on est|nous sommes|nous étions|on était|j['’]ai|nous avons|on a|effectif|we are|we were"
    rf"|we have|i have|of|with|de|avec)\b)[ :]*{_HOW_MANY} (?:salari[ée]|employ[ée]|collaborat|personnes?\b"
    r"|pers\b|ouvri[eè]r|compagnon|etp\b|people\b|staff\b)\w*"
    rf"(?: (?:dont|including) (?:{_HOW_MANY}|une?) (?:(?:à|en) )?(?:apprenti|temps partiel|mi-temps"
    r"|int[ée]rim|saisonni|alternan|part[- ]time|apprentice)\w*)?"
    rf"|\bcréations? d(?:e |['’]) ?(?:{_HOW_MANY}|une?) (?:etp|emplois?|postes?)\b"
    r"|\b(?:demandez|appelez|ask for) (?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Ms|Mrs)[^.;!?\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_COUNTED = r"(?:\w+(?: d(?:e|es)? \w+)?(?: (?:en|a) \w+(?: temps)?)?)"
_STAFF = pattern(
    rf"(?:(?:on est|nous sommes|we are) )?{_HOW_MANY} {_COUNTED}"
    rf"(?: (?:(?:et|plus|dont|avec|and) )?(?:moi|me|myself|(?:{_HOW_MANY}|une?) {_COUNTED}))+"
)
"""Who works there, one after the other: "deux coiffeuses et moi, plus une extra"."""
_FIRM = pattern(
    r"\s*(?:la |l['’])?(?:SARL|SASU?|EURL|SCI|SCOP|SNC|GAEC|EARL|SA|EI)"
    r"(?: (?:[A-ZÀ-Ý][\w'’-]{0,30}|d[eu]s?|l[ae]s?|et|&)){1,6}\s*"
)
"""Nothing but its name: "SARL Menuiserie du Val"."""
"""What tells how one is reached, how many work there or will: in no sentence is that a need."""
_WANTED = pattern(
    r"\b(?:veu[xt]|voulons|veulent|voudr\w+|souhait\w+|aimer(?:ai\w*|ions)|cherch\w+ a|envisag\w+(?: de?)?"
    r"|compt\w+|projet(?:te|ons)?(?: de?)|want to|would like to|d like to|plan(?:ning)? to|looking to)"
    r" (?:(?:m|nous|s|se) )?(?!savoir|voir|parler|appeler|connaitre|comprendre|demander|rencontrer|etre|avoir"
    r"|faire|annul|arret|depos|envoy|rempli|corrig|modifi|supprim|retir|remerci|inscri|particip|candidat"
    r"|know|see|talk|speak|ask|understand|be|have|stop|cancel|send|apply|fill|submit|delete|thank|grow|expand)"
    r"(?:\w{3,}(?:er|ir|re)\b|(?<=to )\w)"
)
"""Folded words of who wants to do something."""
_DECLINED = pattern(
    r"\b(?:pas (?:du tout |vraiment )?besoin|pas la peine|sauf|hormis|except[ée]e?s?|à part|"
    r"pas int[ée]ress[ée]e?s?|ne (?:cherch|ve)\w+ (?:pas|ni)|s['’]occupent? déjà|no need|"
    r"(?:do not|don['’]?t|does not|doesn['’]?t) need|apart from|not looking for|not interested)\b.*|"
    r"^\s*(?:ni|nor)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""Words after which a part of a sentence names what is not wanted. "Pas de" is none: it tells a lack."""


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
    Skill(STARTING, N_("Starting a business"), N_("prepare and launch a new company"), True),
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


_Term = Spotted[tuple[str, float]]


@cache
def _lexicon() -> Thesaurus[tuple[str, float]]:
    by_skill = vocabulary("skills")
    return Thesaurus(
        (term, (code, weight))
        for code in _by_code()
        for strength, weight in _WEIGHTS.items()
        for term in by_skill.get(code, {}).get(strength, ())
    )


@cache
def _of_two_senses() -> Thesaurus[str]:
    """Return what also says another thing than the skill it is a word of: "portail", "scie numérique"."""
    by_skill = vocabulary("skills")
    return Thesaurus((term, code) for code in _by_code() for term in by_skill.get(code, {}).get("alone", ()))


def _without_second_sign(sentence: str) -> set[str]:
    """Return the skills that only words of two senses of a sentence point to."""
    doubted: defaultdict[str, set[str]] = defaultdict(set)
    for spotted in _of_two_senses().spot(words(sentence)):
        for code in spotted.meanings:
            doubted[code] |= {*spotted.typed.split()}
    found: set[str] = set()
    for code, typed in doubted.items():
        rest = " ".join(word for word in _WORD.findall(sentence) if word not in typed)
        seconded = any(code == each for spotted in _named(rest) for each, _ in spotted.meanings)
        if not seconded and leanings(rest).get(code, 0.0) < _DECLINED_AT:
            found.add(code)
    return found


def _parted(description: str) -> tuple[list[str], str]:
    """Return the sentences of a description without what they decline, then all that they do."""
    told = _BESIDES.sub(" ", legible(description))
    sentences = [_PART.split(sentence) for sentence in _SENTENCE.split(told)]
    declined = [found[0] for parts in sentences for part in parts if (found := _DECLINED.search(part))]
    return [" ".join(_DECLINED.sub(" ", part) for part in parts) for parts in sentences], " ".join(declined)


def _named(text: str) -> list[_Term]:
    return sorted(_lexicon().spot(words(text)), key=lambda spotted: spotted.positions)


def _scores(sentence: str, named_by: Sequence[_Term], kind: Sequence[str]) -> dict[str, float]:
    """Return how much a sentence points to each skill; nothing when it only tells who one is, or thanks.

    A word alone counts by the trades' words only: "end" would be that of the month, and of the money.
    """
    if _FIRM.fullmatch(sentence) or _STAFF.fullmatch(fold(sentence)):
        return {}
    scores = leanings(sentence) if named_by or len(sentence.split()) > 1 else {}
    named: defaultdict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    for spotted in named_by:
        for code, weight in spotted.meanings:
            named[code][spotted.term] = max(weight, named[code].get(spotted.term, 0))
    for code, terms in named.items():
        scores[code] = scores.get(code, 0.0) + min(_MOST_OF_THE_WORDS, sum(terms.values()))
    for code in _without_second_sign(sentence):
        scores.pop(code, None)
        named.pop(code, None)
    supported = {code: scores[code] + _SUPPORT_OF_THE_KIND for code in named if code in kind}
    most = max(scores.values(), default=0.0)
    plain_fact = (
        _PLAIN_FACT + _PLAINER_BY * most + (_WANTED_BY * most if _WANTED.search(fold(sentence)) else 0)
    )
    if most >= _NEED and tells_no_need(sentence) <= plain_fact:
        return scores | supported
    return {code: score for code, score in supported.items() if code == STARTING}  # the kind says it alone


@lru_cache(maxsize=REMEMBERED)  # read before the turn; each time that the skills are shown, and a box ticked
def suggest(description: str, project_kind: str | None = None, limit: int = 3) -> tuple[Suggestion, ...]:
    """Return the skills a project's description points to, surest first; none when it points nowhere.

    ``project_kind`` only supports what the words already say: alone it suggests nothing.
    """
    kind = vocabulary("skills")["project_kinds"].get(project_kind, ())
    sentences, declined = _parted(description)
    outright: dict[str, None] = {}
    because: defaultdict[str, list[str]] = defaultdict(list)
    surest: defaultdict[str, float] = defaultdict(float)
    for sentence in sentences:
        needs, rest = named_needs(fold(sentence))
        outright |= dict.fromkeys(needs)
        for spotted in _named(sentence):
            for code, _ in spotted.meanings:
                because[code].append(spotted.typed)
        others = rest if needs else sentence
        for code, score in _scores(others, _named(others), kind).items():
            surest[code] = max(score, surest[code])
    refused = {code for spotted in _named(declined) for code, _ in spotted.meanings}
    refused |= {code for code, score in leanings(declined).items() if score >= _DECLINED_AT}
    refused -= because.keys()
    enough = max(_WORTH_OFFERING, _BESIDE_THE_SUREST * max(surest.values(), default=0.0))
    enough = max(enough, _BESIDE_WHAT_IS_NAMED) if outright else enough
    likely = [code for code in _by_code() if surest.get(code, 0.0) >= enough and code not in refused]
    best = [*dict.fromkeys([*outright, *sorted(likely, key=lambda code: -surest[code])])][:limit]
    return tuple(Suggestion(code, tuple(dict.fromkeys(because[code]))) for code in best)
