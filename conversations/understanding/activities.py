"""What a firm does, from the words in which its people name their trade.

The trades are in ``vocabulary/activities.toml``. What a word of several trades means is asked.
"""

from collections import Counter
from collections.abc import Collection
from functools import cache

from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.vocabulary import (
    Spotted,
    Thesaurus,
    Word,
    as_typed,
    exact_texts,
    slip_of,
    spellings,
    vocabulary,
    words,
)
from conversations.understanding.words import fold

AT_MOST = 4  # sectors offered, where words only hint at them
_HEAD = "head:"
_OBJECT = "object"


@cache
def _lexicon() -> Thesaurus[str]:
    listed = vocabulary("activities")
    terms = [(term, sector) for sector, trades in listed["trades"].items() for term in trades]
    terms += [(term, sectors) for sectors, trades in listed["either"].items() for term in trades]
    terms += [(term, _HEAD + sector) for sector, heads in listed["heads"].items() for term in heads]
    return Thesaurus((*terms, *((term, _OBJECT) for term in listed["objects"]["words"])))


@cache
def own_words() -> frozenset[str]:
    """Return the folded words that are said of any trade."""
    return frozenset(map(fold, vocabulary("activities")["objects"]["own"]))


@cache
def _hints() -> dict[str, dict[str, None]]:
    """Return the sectors that a stem hints at: it is in the names of their trades, or of their classes."""
    listed = vocabulary("activities")
    named = [(sector, " ".join(trades)) for sector, trades in listed["trades"].items()]
    named += [
        (each, " ".join(trades)) for sectors, trades in listed["either"].items() for each in sectors.split()
    ]
    found: dict[str, dict[str, None]] = {}
    for sector, text in (*listed["hints"].items(), *named):
        for each in text.split():
            for word in words(each):
                found.setdefault(word.stem, {})[sector] = None
    return found


def read_activity(text: str) -> Understood[str]:
    """Return the sectors that a text may name, likeliest first, by their sections."""
    folded = fold(text)
    if folded in exact_texts("activities"):
        return Understood((exact_texts("activities")[folded],))
    meant = slip_of(folded, spellings("activities", "trades", "either")) or folded
    said = words(meant if meant != folded else text)
    spotted = _lexicon().spot(said)
    heads = {meaning for each in spotted for meaning in each.meanings if meaning.startswith(_HEAD)}
    used: set[int] = set()
    found: dict[str, int] = {}
    for each in spotted:
        meanings = _meant(each, heads)
        if meanings or heads:  # an object says nothing alone
            used.update(as_typed(said, each))
        for sector in meanings:
            found[sector] = found.get(sector, 0) + len(each.positions)
    left = [word for at, word in enumerate(said) if at not in used]
    likely = sorted(found, key=lambda sector: -found[sector])
    unclear = [word for word in left if not changes_nothing(fold(word.typed), own_words())]
    rest = " ".join(fold(word.typed) for word in left) if meant == folded else folded
    return Understood((*likely, *_hinted(unclear, len(likely), found)), rest)


def _hinted(unclear: list[Word], known: int, found: Collection[str]) -> list[str]:
    """Return sectors that words which name no trade hint at, as long as there are few to choose from."""
    votes = Counter(
        sector for word in unclear for sector in _hints().get(word.stem, ()) if sector not in found
    )
    return [sector for sector, _ in votes.most_common(max(AT_MOST - known, 0))]


def _meant(spotted: Spotted[str], heads: set[str]) -> list[str]:
    """Return the sectors that a term may mean. Beside what is done, what it is done with means none."""
    if _OBJECT in spotted.meanings and heads:
        return []
    told = [meaning.removeprefix(_HEAD).split() for meaning in spotted.meanings if meaning != _OBJECT]
    return list(dict.fromkeys(sector for sectors in told for sector in sectors))
