"""What a firm does, from the words in which its people name their trade.

The trades are in ``vocabulary/activities.toml`` and, the rarer ones, in ``trades.tsv``. What a word of
several trades means is asked. What is done is said before what it is done with, and decides: "fabrication de
machines agricoles"; in English, it is said after: "furniture shop".
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from conversations.patterns import pattern
from conversations.understanding.activities.asides import without_asides
from conversations.understanding.activities.clauses import Placed, placed
from conversations.understanding.activities.doubts import may_be_anothers
from conversations.understanding.activities.lexicon import (
    classes,
    hints,
    named,
    own_words,
    services,
    spelt,
    stems,
)
from conversations.understanding.activities.relations import as_made, meant, said_over
from conversations.understanding.activities.terms import GOODS, MOST, Term, terms_of
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.rewriting import rules
from conversations.understanding.vocabulary import Word, as_typed, exact_texts, slip_of
from conversations.understanding.words import denies, fold

_FEW = 2  # words from a trade to what it is said of
ATMOST = 4  # sectors offered, where words only hint at them
_COMMON = ("G", "F", "BC", "I", "MN", "RST", "PQ", "J", "H", "KL", "A", "DE")
"""The sectors, those of most small firms first: of two as likely, it is the likelier."""


_OTHERS = "MN"
"""Services to firms: whoever is of them and may be of another is asked: "photos, événementiel"."""
_THINGS: dict[tuple[str, ...], list[str]] = {
    ("BC",): "I J H PQ RST KL MN DE".split(),
    ("G",): "H J DE".split(),
}
"""The sectors whose things are made, or sold, as others are: "fabrication de pansements"."""
_EXCEPT = pattern(
    r"\(?\b(?:sauf|hors|hormis|excepté|sans|except|without|à l['’]exc(?:lusion|eption) de)\b", re.IGNORECASE
)
"""What begins to tell what is not done: "coiffure hors salon"."""


_REWORDED = rules(
    (r"(?i)\b(?:salons?|bars?) (?:de|à) th[eé]s?\b", "tearoom"),  # "the" is an English word that says nothing
    (
        r"(?i)\b(?:on|je|nous) (?:forme|formons)(?= (?:aux? |à |(?:des|les|nos|mes|d['’]) ?"
        r"(?:futurs? |jeunes? )?(?:adultes|salariés|personnes|pro(?:fessionnels|s)?\b|particuliers|jeunes"
        r"|apprentis|stagiaires|gens|équipes|dirigeants|élèves|étudiants|demandeurs|entreprises|conducteurs"
        r"|artisans"
        r"|agriculteurs|soignants)))",
        "formation",
    ),
    (r"(?i)\b(?:on|nous) (?:produit|produisons) (?=d[eu'’]|des )", "production "),
    (
        r"(?i),? ?\b(?:avec |et )?(?:des |les |nos |mes )?(?:commandes?|ventes?|réservations?) "
        r"(?:(?:par|sur|via) (?:internet|le web|le net)|en ligne)\s*$",
        "",
    ),
    (r"(?i)\b(?:par|via) (?=(?:internet|téléphone|correspondance)\b)", "sur "),
)
_OWN_SALE = pattern(
    r"(?:,|\bet)? ?\b(?:(?:vendue?s?|vente|vendons|vends|vend)(?: (?:de |du |des |d['’])\w+)?"
    r"(?: directe(?:ment)?| en direct)? (?:à la ferme|au domaine|à la propriété|en amap|en circuits? courts?)"
    r"|(?:en |la )?vente directe(?: à la ferme| au domaine)?(?: (?:de |du |des |d['’])\w+)?"
    r"|(?:en amap|en circuits? courts?))(?!\w)",
    re.IGNORECASE,
)
"""How those sell who grow: "légumes vendus en amap"."""
_OUR_LAND = pattern(
    r"\b(?:nos|notre|mes|ma|mon|our) (?:propres? )?(?:ruches?|vignes?|vignoble|vaches?|brebis|chèvres?"
    r"|champs?|vergers?|arbres|terres|poules|serres?|potager|récoltes?|élevage|troupeau|légumes|fruits|hives"
    r"|farm)\b",
    re.IGNORECASE,
)


def _is_grown(text: str) -> bool:
    """Tell whether what a text tells of is grown, whoever sells it: no shop, and nothing resold."""
    terms = [term for term in terms_of(placed(text)) if term.sectors]
    sold = [term for term in terms if "G" in term.sectors]
    return any("A" in term.sectors for term in terms) and all("A" in term.sectors for term in sold)


def _reworded(text: str) -> str:
    """Return a text in words that its lexicon knows."""
    for written, plainly in _REWORDED:
        text = written.sub(plainly, text)
    return text


def read_activity(text: str) -> Understood[str]:
    """Return the sectors that a text may name, likeliest first; what denies one names none."""
    folded = fold(text)
    if not folded:
        return Understood(())
    if folded in exact_texts("activities"):
        return Understood(tuple(exact_texts("activities")[folded].split()))
    if folded in classes():
        return Understood((classes()[folded],))
    kept, *excepted = _EXCEPT.split(without_asides(_reworded(text)), maxsplit=1)
    if denies(fold(kept)):
        return Understood(())
    said, rest = _told(kept)
    if _OWN_SALE.search(kept) and _is_grown(sold := _OWN_SALE.sub(" ", kept)):
        said, rest = _told(sold)
        grown = [term.sectors for term in terms_of(placed(sold)) if term.sectors]
        raw = all("A" in sectors for sectors in grown) and any("BC" not in sectors for sectors in grown)
        said = ("A",) if raw else tuple(sector for sector in said if sector != "G")
    elif said == ("G",) and _OUR_LAND.search(kept):  # "on vend le miel de nos ruches"
        said = (*said, "A")
    if any(excepted):
        named = any(term.sectors for term in terms_of(placed(excepted[0])))
        return Understood(said, f"{rest} {fold(excepted[0])}" if named else rest)
    if rest and (meant := slip_of(folded, spelt())) and meant != folded:
        sure = _same_but_doubled(meant) == _same_but_doubled(folded)
        return Understood(*_told(meant)) if sure else Understood(_told(meant)[0], folded)
    return Understood(said, rest or (folded if may_be_anothers(folded) else ""))


_THINGS_SAID = pattern(r"[a-z]{2,}(?<!eur)(?<!euse)(?<!ier)(?<!iere)(?<!erie)[sx]")
_DOUBLED = pattern(r"([a-z])\1|s\b")


def _same_but_doubled(folded: str) -> str:
    """Return folded words without plurals and doubled letters, that people leave out at will."""
    return _DOUBLED.sub(r"\1", folded)


def _told(text: str) -> tuple[tuple[str, ...], str]:
    """Return the sectors that a text may name as it is, and the folded words that none of them used."""
    said = placed(text)
    typed = tuple(each.word for each in said)
    terms = terms_of(said)
    used: set[int] = set()
    told: list[tuple[Term, tuple[str, ...]]] = []
    main = {term.sectors for term in terms if term.sectors and not said[term.spotted.positions[0]].more}
    for term in terms:
        sectors = meant(term, terms)
        more = len(main) == 1 and said[term.spotted.positions[0]].more
        if more and stems("feasts").issuperset(term.spotted.term):
            sectors = None  # "fleuriste, surtout des mariages"
        if sectors:
            sectors = as_made(term, sectors, said)
        if sectors is None or (sectors and _is_named(term)):  # a thing says nothing alone
            used.update(as_typed(typed, term.spotted))
        if sectors:
            told.append((term, sectors))
    found = _weighed(told)
    if len(terms) < MOST and (not told or any(_is_named(term) for term, _ in told)):
        used.update(
            at for at, each in enumerate(said) if at not in used and _goes_with(at, each, terms, found)
        )
    if told and all(said[term.spotted.positions[0]].served and sectors != ("BC",) for term, sectors in told):
        used.clear()  # "machines pour l'agriculture"
    left = [(word, fold(word.typed)) for at, word in enumerate(typed) if at not in used]
    unclear = [(word, folded) for word, folded in left if not changes_nothing(folded, own_words())]
    likely = sorted(found, key=lambda sector: -found[sector])
    hinted = _hinted([word for word, _ in unclear], len(likely), found)
    return (*likely, *hinted), " ".join(folded for _, folded in unclear)


def _is_named(term: Term) -> bool:
    """Tell whether a term is said as it is listed: "je facture" and "voir" only share its stem."""
    typed = fold(term.spotted.typed)
    return " " in typed or not term.sectors or typed in named()


def _weighed(told: Sequence[tuple[Term, tuple[str, ...]]]) -> dict[str, int]:
    """Return the sectors told, with how many words tell them; one alone where all trades may be of it.

    "maçonnerie, taille de pierre" is a builder's; "production et transformation" may be two firms.
    """
    sure = {sectors[0] for _, sectors in told if len(sectors) == 1} - {_OTHERS}
    if len(sure) == 1 and all(
        sure <= {*sectors} and not (term.doing or term.thing) for term, sectors in told
    ):
        return dict.fromkeys(sure, 1)
    found: Counter[str] = Counter()
    for term, sectors in told:
        found.update(dict.fromkeys(sectors, len(term.spotted.positions)))
    return dict(found)


def _goes_with(at: int, said: Placed, terms: Iterable[Term], found: Collection[str]) -> bool:
    """Tell whether a word of no term changes nothing beside the terms of its clause."""
    hinted = hints().get(said.word.stem, frozenset())
    if said.word.typed.isdecimal() or (said.more and len(found) == 1):
        return True
    if len(found) == 1 and said.made and hinted <= {*found}:
        return True
    over = said_over(at, said.clause, terms)
    if over is None and said.joined and _THINGS_SAID.fullmatch(fold(said.word.typed)):
        over = said_over(at, said.clause - 1, terms)
    beside = any(term.sectors and term.clause == said.clause for term in terms)
    after = any(
        len(term.sectors) == 1 and term.clause == said.clause and 0 < at - term.spotted.positions[-1] <= _FEW
        for term in terms
    )
    if fold(said.word.typed) in services():  # "prestations de nettoyage"
        return beside and (over is None or over.surely)
    if over:
        sectors = {*over.sectors, *GOODS, *_THINGS.get(over.sectors, ())} if over.goods else {*over.sectors}
        sells = stems("sells").issuperset(over.spotted.term)
        return over.surely or sells or said.aside or not hinted or not sectors.isdisjoint(hinted)
    thing = any(term.thing and not term.sectors and term.clause == said.clause for term in terms)
    if len(found) == 1 and thing and GOODS.issuperset(found):  # "plasturgie, pièces techniques"
        return True
    if len(found) == 1 and after and not (hinted or said.served):  # "distillerie de mirabelle"
        return True
    return beside and (said.aside or (len(found) == 1 and not hinted.isdisjoint(found)))


def _hinted(unclear: list[Word], known: int, found: Collection[str]) -> list[str]:
    """Return sectors that words which name no trade hint at, as long as there are few to choose from."""
    telling = [word for word in unclear if fold(word.typed) not in services()] or unclear
    votes = Counter(
        sector for word in telling for sector in hints().get(word.stem, ()) if sector not in found
    )
    likely = sorted(votes, key=lambda sector: (-votes[sector], _COMMON.index(sector)))
    return likely[: max(ATMOST - known, 0)]
