"""Leave out the number of a bank account: nobody needs it here, and it is nobody's phone, amount or SIREN."""

import re
from functools import lru_cache
from itertools import islice

from conversations.messages import say
from conversations.patterns import pattern
from conversations.understanding.residue import changes_nothing
from conversations.understanding.words import REMEMBERED, fold, legible

NO_ACCOUNT = say("🔒 No bank details here, please: nobody needs them, and I have not kept yours.")

_START = pattern(r"(?<![^\W_])[a-z]{2} ?[0-9]{2}(?=[ .-]?[a-z0-9])", re.IGNORECASE | re.ASCII)
_SIGN = pattern(r"[a-z0-9]", re.IGNORECASE | re.ASCII)
_NAMED = pattern(r"\b(?:iban|rib)\b\W{0,4}(?:[a-z]{2}[0-9]{2})?(?:[ .-]?[0-9]){14,30}", re.IGNORECASE)
_LENGTHS = {"FR": 27, "MC": 27, "BE": 16, "LU": 20, "DE": 22, "CH": 21, "IT": 27, "ES": 24, "PT": 25,
            "NL": 18, "GB": 22, "IE": 22, "AT": 20, "PL": 28, "RO": 24, "LT": 20, "SE": 24}  # fmt: skip
"""How many characters an IBAN has, by its country (ISO 13616)."""
_LABEL = pattern(r"\b(?:(?:mon|notre|my|our|l['’]|voici) ?)*(?:iban|rib|bic|compte)\b\W{0,4}$", re.IGNORECASE)
_MOST = 3  # of a text
_OWN = frozenset(
    "iban rib bic bancaire bancaires banque compte coordonnees numero bank account details".split()
)


@lru_cache(maxsize=REMEMBERED)
def without_account(text: str) -> str:
    """Return a text without the numbers of bank accounts, as it is where it has none."""
    if not any(map(str.isdigit, text)) or not legible(text):
        return text
    kept = text
    for _ in range(_MOST):
        found = next(
            filter(None, (_account(kept, at.start()) for at in islice(_START.finditer(kept), 8))), None
        )
        if found is None and (named := _NAMED.search(kept)):
            found = named.span()
        if found is None:
            break
        kept = f"{_LABEL.sub('', kept[: found[0]])} {kept[found[1] :]}"
    return kept if kept == text else kept.strip(" ,;:.-")


def says_more(text: str) -> bool:
    """Tell whether what is left of a text says anything."""
    return not changes_nothing(fold(text), _OWN)


def _account(text: str, start: int) -> tuple[int, int] | None:
    """Return from where to where an IBAN stands that begins there, its check digits being right."""
    length = _LENGTHS.get(text[start : start + 2].upper(), 0)
    signs = [*islice(_SIGN.finditer(text, start, start + 2 * length), length)]
    if not signs or len(signs) < length or _SIGN.match(text, end := signs[-1].end()):
        return None  # too short, or in the middle of a word
    said = "".join(sign[0] for sign in signs).upper()
    figures = "".join(str(int(sign, 36)) for sign in said[4:] + said[:4])
    return (start, end) if int(figures) % 97 == 1 else None
