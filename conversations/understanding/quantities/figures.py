"""What some wordings of a quantity count: "une centaine de milliers", "mon mari et moi", "trente 3"."""

from re import Match

from conversations.patterns import pattern
from conversations.understanding.activities.lexicon import names_trade
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.words import is_slip


def collective(match: Match[str]) -> str:
    """Return what "une bonne douzaine" counts, or "une centaine de milliers"."""
    if match["many"] and not match["count"]:  # "dizaines de milliers": nothing precise
        return " des ~ "
    count = int(match["count"] or 1) * int(COUNTED.table("collectives")[match["name"]])
    return f"~ {count // 2 if match['half'] else count} {match['scale'] or ''} "


_HEAD, _HEAD_SAID, _MEMBERS, _PEOPLE = (
    COUNTED.pattern(each) for each in ("head", "head_said", "members", "people")
)


def relative(match: Match[str]) -> str:
    """Count "mon mari": where who speaks is not named, they may be one more."""
    return "1 personne" if _HEAD_SAID.search(match.string) else "1 personne⊕"


def household(match: Match[str]) -> str:
    """Count "mon mari et moi"; where who speaks is not named, they may be one more."""
    members = _MEMBERS.findall(match[0])
    if any(map(_HEAD.fullmatch, members)):
        return f"{len(members)} personnes"
    named = any(member.startswith(("mon ", "ma ", "my ", "notre ", "our ")) for member in members)
    return f"{len(members)} personnes⊕" if named else match[0]


_NOUNS = (
    "salaries", "salarie", "employes", "personnes", "personne", "collaborateurs", "apprentis", "ouvriers",
    "embauches", "journees", "semaines",
)  # fmt: skip


def noun_mended(match: Match[str]) -> str:
    """Return the noun after a number without its slip of the finger: "12 saliaries"."""
    word = match[0]
    return word if _PEOPLE.fullmatch(word) else next((n for n in _NOUNS if is_slip(word, n)), word)


_SOMEBODY = pattern(r".*(?:ers?|eres?|eurs?|euses?|rices?|istes?|ien(?:ne)?s?)")


def trade_named(match: Match[str]) -> str:
    """Say "un serrurier" as any of the trades that are counted here; no "restaurant"."""
    count, word = match.groups()
    return f"{count} technicien" if _SOMEBODY.fullmatch(word) and names_trade(word) else match[0]


def _size(word: str) -> str:
    """Return the sign of "mille", of "millions" or of "milliards"."""
    if word.startswith("million"):
        return "M"
    return "G" if word.startswith("milliard") else "K"


def said_between(match: Match[str]) -> str:
    """Return "1M5" with its decimals before its sign: "1M200" is 1,2 million."""
    return f"{match[1]},{match[3].rstrip('0') or 0} {_size('million' if match[2] == 'm' else 'mille')} "


def twice(match: Match[str]) -> str:
    """Say "douze (12)" once."""
    figure, again, unit = match.groups()
    return f"{figure}{unit}" if figure.replace(" ", "") == again.replace(" ", "") else match[0]


def scaled(match: Match[str]) -> str:
    """Keep apart what "deux virgule deux millions" multiplies: the library takes it for decimals."""
    return f"virgule {match[1]} {_size(match[2])}"


def scaled_up(match: Match[str]) -> str:
    """Return what "une centaine de milliers" multiplies as a sign."""
    return f"{match[1]}{match[2]} {_size(match[3])} "


def in_slang(said: Match[str]) -> str:
    """Return "3 briques" as 30 K€, to be confirmed: ten thousand each, as a million of old francs was."""
    return f"{10 * int(said[1])} K euros en argot"
