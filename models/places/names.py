"""Place names as people write them: folding of spelling, and what each word of an answer stands for."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from conversations.understanding.words import legible

_LONGEST_ANSWER: Final = 200
"""Characters; an address fits, a story does not and is not searched."""

_ABBREVIATIONS: Final = {
    "mt": "mont",
    "pce": "provence",
    "st": "saint",
    "ste": "sainte",
    "stes": "saintes",
    "sts": "saints",
}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})
_CITY_NUMBERS: Final = {
    roman: number
    for number, roman in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), start=1
    )
}

_LINKS: Final = frozenset("a au aux d de des du en et l la le les lez s sous sur".split())
"""Words written or left out at will inside a name: "Chalon s/ Saône", "Hay-les-Roses"."""

_FILLER: Final = frozenset(
    "activite adresse ai aide am and are arr arrdt arrondissement at atelier avons base based basee"
    " basees bases bien bonjour boutique bureau bureaux c ce cedex chez city code comment commerce"
    " commune company comprends compris connais cp crois dans departement department deux disons dom don"
    " donc dont east elle entreprise es est et etablissement etablissements euh fabrique faire france"
    " from gratuit hello help here i ici idf il im implante implantee implantees implantes in install"
    " installe installee installees installes is it its j je know la le les locate located locaux m ma"
    " magasin mairie menu merci mes mon my n ne nos notre nous of office ok on oui our paca par pense"
    " please postal pourquoi principal quand que quel quelle qui quoi region retour s sais salut se siege"
    " siren siret situe situee situees situes societe soit sommes sont stop stp suis svp territoire"
    " thanks the tom tout town travaille trouve trouvent trouvons un une usine ville voila vous we yes"
    " zone".split()
)
_LANDMARK: Final = frozenset(
    "agglo agglomeration alentour alentours autour banlieue close contre cote deplace entre environs"
    " except face hors limite loin near nearby next non nord not or ou ouest outside pas pays"
    " peripherie plus pres proche proximite quitte sauf secteur sud to vers voisin".split()
)
_ANCHORS: Final = ("in", "at", "dans", "vers", "a")  # "a" last: an article in English
_ARTICLES: Final = frozenset("l la le les".split())
_ANCHORED: Final = 0.85  # the weight of what follows an anchor, or "sur"
_SHORTEST_RUN: Final = 4  # letters: "Y", "Eu" or "Bû" in a sentence are words, not communes

_POSTCODE: Final = re.compile(r"(?<!\d)(?:\bfr? )?(?P<code>\d{5}|\d{2} \d{3})(?!\d)")
_NUMBER: Final = re.compile(r"\d{1,3}|2[ab]")
_ORDINAL: Final = re.compile(r"\b(?P<rank>\d{1,2}) ?(?:e|er|ere|em|eme|ieme|nd|nde|rd|st|th)\b")
_ROMAN: Final = re.compile(rf"\b(?:paris|lyon|marseille) (?P<rank>{'|'.join(_CITY_NUMBERS)})(?:e|eme)?\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """What an answer is made of: the name in it and the numbers around it.

    ``written`` is the name with all its words, ``meant`` without the filler around ("we are in…"), and
    ``hedged`` tells that this filler made it a landmark ("near…"). ``number`` is a department's or an
    arrondissement's, ``ordinal`` only an arrondissement's.
    """

    written: str
    meant: str
    hedged: bool
    cedex: bool
    postcode: str | None
    number: str | None
    ordinal: int | None

    @property
    def rank(self) -> int | None:
        """The arrondissement that the numbers may stand for."""
        if self.ordinal is None and self.number and self.number.isdigit():
            return int(self.number)
        return self.ordinal


def fold(text: str) -> str:
    """Return the text in bare lower-case ASCII words, abbreviations written out.

    >>> fold("St-Maur-des-Fossés")
    'saint maur des fosses'
    """
    decomposed = unicodedata.normalize("NFKD", legible(text).casefold().translate(_LIGATURES))
    # Combining accents vanish; any other sign separates two words.
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in re.findall("[a-z0-9]+", plain))


def key(folded: str) -> str:
    """Return a folded name without its linking words, as names are indexed; unchanged if it is only those.

    >>> key("hay les roses")
    'hay roses'
    """
    return " ".join(word for word in folded.split() if word not in _LINKS) or folded


def run_together(folded: str) -> str:
    """Return a folded name without spaces, to compare names whatever was typed between their words."""
    return folded.replace(" ", "")


def read(answer: str) -> Wording:
    """Take an answer apart."""
    text = fold(answer) if len(legible(answer)) <= _LONGEST_ANSWER else ""
    text, cedex = re.subn(r"\b(?:cedex|cdx)\b(?: \d{1,2}\b)?", " ", text)
    ordinal = None
    if found := _ORDINAL.search(text) or _ROMAN.search(text):
        ordinal = _CITY_NUMBERS.get(found["rank"]) or int(found["rank"])
        text = text[: found.start("rank")] + text[found.end() :]
    postcode = None
    if found := _POSTCODE.search(text):
        postcode = found["code"].replace(" ", "")
        before, after = text[: found.start()], text[found.end() :]
        # What follows the code is the town; what precedes it may be the street.
        text = after if _trim(after.split())[0] else before
    words = text.split()
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    names = [word for word in words if word.isalpha()]
    meant, hedged = _trim(names)
    return Wording(
        written=" ".join(names),
        meant=" ".join(meant),
        hedged=hedged,
        cedex=bool(cedex),
        postcode=postcode,
        number=numbers[0] if numbers and not postcode else None,
        ordinal=ordinal,
    )


def phrases(name: str, longest: int = 6) -> list[tuple[str, float]]:
    """Return the runs of words of a sentence that may be a place, each with its weight in it, up to 1.

    A run that follows "à", "sur"… is likely one; another is the more so as it covers more of the sentence.
    """
    words = name.split()
    telling = sum(len(word) for word in words if _tells(word))
    runs = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            run = words[start:end]
            if not (_tells(run[0]) or run[0] in _ARTICLES) or not _tells(run[-1]):
                continue
            letters = sum(len(word) for word in run if _tells(word))
            if letters >= _SHORTEST_RUN:
                anchored = start > 0 and words[start - 1] in (*_ANCHORS, "sur")
                runs.append((" ".join(run), _ANCHORED if anchored else (1 + letters / telling) / 2))
    return runs


def after_anchor(name: str) -> str:
    """Return what follows "in" or "à" in a sentence, without the filler around; may be empty.

    "Sur" is no such sign here: it is inside too many names.
    """
    words = name.split()
    start = next((words.index(anchor) + 1 for anchor in _ANCHORS if anchor in words), len(words))
    return " ".join(_trim(words[start:])[0])


def _tells(word: str) -> bool:
    return word not in _LINKS and word not in _FILLER and word not in _LANDMARK


def _trim(words: list[str]) -> tuple[list[str], bool]:
    """Return the words without the filler around them, and whether some of it named a mere landmark."""
    telling = [position for position, word in enumerate(words) if _tells(word)]
    kept = words[telling[0] : telling[-1] + 1] if telling else []
    around = words[: telling[0]] + words[telling[-1] + 1 :] if telling else words
    return kept, any(word in _LANDMARK for word in around)
