"""Read e-mail addresses as people type, dictate and misspell them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from rapidfuzz.distance import OSA

from conversations.patterns import pattern
from conversations.understanding.vocabulary import vocabulary
from conversations.understanding.words import legible, unaccented

# The time each expression takes grows as the text does: what repeats is bounded, or never given back.
_LOCAL_PART = r"[^\s<>()\[\],;:\"'«»@]"
ADDRESS = pattern(rf"(?<!{_LOCAL_PART}){_LOCAL_PART}++@[^\s<>()\[\];:\"«»@]{{1,255}}")
_AT_SIGN = pattern(
    r"(?<!\s)\s*+(?:@+|&#0?64;|%40|[(\[{<](?:@|at|[aà]|arr?obas\w?)[)\]}>]|(?<=\s)([-_/*])at\1(?=\s)"
    r"|(?<!-)-?(?<![^\W_])arr?oba(?:se|ze|s|z)?(?![^\W_])-?)\s*+",
    re.IGNORECASE,
)
_DOT_SIGN = pattern(r"(?<!\s)\s*+[(\[{<](?:dot|point|\.)[)\]}>]\s*+", re.IGNORECASE)
_BRACKETED_END = pattern(r"(?<=[\w-])\s?[(\[{<]\.([a-z]{2,24})[)\]}>]", re.IGNORECASE)
_PLUS_SIGN = pattern(r"(?<!\s)\s*+[(\[{<]plus[)\]}>]\s*+", re.IGNORECASE)
# Signs in words, only where an address is dictated to its end: "camille point durand at example dot com".
_WORDED_AT = pattern(
    r"(?<=\w)[\s_-](?:at|chez)[\s_-](?=[\w-]{1,63}?[\s_-](?:dot|point)[\s_-][a-z]{2,24}\b)", re.IGNORECASE
)
_SHOUTED = pattern(r"(?<=[a-z0-9])AT([a-z0-9-]{1,63})DOT(?=[a-z]{2,24}\b)")
_HYPHENS = ("tiret du milieu", "tiret du 6", "tiret du six", "trait d'union", "tiret", "hyphen", "dash")
_WORDED = rf"dot|point|tiret(?: du)? bas|tiret du (?:8|huit)|soulign[ée]|underscore|{'|'.join(_HYPHENS)}"
_WORDED_AFTER = pattern(
    rf"(@[\w.-]{{1,120}}?)[\s_-]({_WORDED})[\s_-](?=[a-z0-9]{{2,63}}\b)",
    re.IGNORECASE,
)
_WORDED_BEFORE = pattern(rf"\s({_WORDED})\s(?=[\w.+-]{{1,64}}@)", re.IGNORECASE)
_SIGNS = {"dot": ".", "point": ".", **dict.fromkeys(_HYPHENS, "-")}
_MOST_WORDED = 4  # signs in words on one side of an address
# Run into what follows: "camille@example.com06 39 98 12 34", "06 39 98 12 34camille@example.com".
_GLUED = pattern(
    r"(?<=\.com|\.net|\.org)(?=\+?[0-9])|(?<=\.fr)(?=\+?[0-9])|(?<=[0-9]{2}[ .-][0-9]{2})(?=[a-z]{2,64}[.@])"
    r"|(?<=(?<![\w.+-])0[1-9][0-9]{8})(?=[a-z]{2,64}[.@])",
    re.IGNORECASE,
)
# "camille@example. com": a keyboard's space after the dot, before what can only end an address.
_SPACED_END = pattern(
    r"(@[\w-]{1,63})(?:\s?\.\s|\s\.|\s|[,;:])(com|fr|net|org|eu|info|pro|re|bzh|alsace|corsica|paris)\b",
    re.IGNORECASE,
)
_DOTS = pattern(r"\.{0,5}@\.{1,5}|\.{1,5}@|(?<=[\w-])\.{2,5}(?=[a-z]{2,24}\b)", re.IGNORECASE)
_AFTER_ADDRESS = pattern(r"(@[\w.-]{1,255})(?:[/|\\]|\?\w+=\S*+)")
_SPLIT_END = pattern(r"(@[\w-]{1,63}\.)(c ?o ?m|f ?r|n ?e ?t|o ?r ?g)(?![\w.])", re.IGNORECASE)
_LONGEST_ADDRESS = 254  # RFC 5321
MOST_READ = 8  # addresses, and numbers, of one text: more is a list, of nobody in particular
_COMMON_DOMAINS = (
    "gmail.com", "orange.fr", "wanadoo.fr", "hotmail.fr", "hotmail.com", "outlook.fr", "outlook.com",
    "laposte.net", "yahoo.fr", "yahoo.com", "icloud.com", "protonmail.com", "numericable.fr", "free.fr",
    "sfr.fr", "bbox.fr", "live.fr",
)  # fmt: skip
_SLIPS = {"gmail.fr": "gmail.com", **{domain.split(".")[0]: domain for domain in reversed(_COMMON_DOMAINS)}}
_MISSED_AT = pattern(rf"\s*([\w.+-]{{2,64}})[\"àÀ]({'|'.join(map(re.escape, _COMMON_DOMAINS))})[\s.]*")
"""The sign @ with one of the keys beside it: there is nothing else in the text, so that it is whole."""
_GLUED_COMMON = pattern(
    rf"(@(?:{'|'.join(domain.partition('.')[0] for domain in _COMMON_DOMAINS)}))(com|fr|net)(?![\w.])",
    re.IGNORECASE,
)
# Real domains one letter away from a common one.
_ALSO_REAL = frozenset(
    ("mail.com", "ymail.com", "email.com", "hotmail.co", "yahoo.co", "live.com", "sfr.com", "orange.com")
)
_SHORTEST_MENDED = 8  # letters of a domain: "bfr.fr" is not "sfr.fr"
# Ends that no address has, one slip away from one that many have.
_ENDS = {
    **dict.fromkeys(("con", "cmo", "ocm", "comm", "coom", "vom", "xom", "cim", "cpm", "copm", "comn"), "com"),
    **dict.fromkeys(("fe", "ft", "rf", "ffr", "frr"), "fr"),
    **dict.fromkeys(("nte", "ent", "nett"), "net"),
    **dict.fromkeys(("ogr", "rog", "orgg", "ord"), "org"),
}
_GLUED_END = pattern(r"([\w-]{2,63})(com|fr|net|org)")
_OFTEN = "com fr net org eu info pro re bzh".split()
_PROVIDERS = "gmail|hotmail|outlook|wanadoo|laposte|icloud|protonmail|yahoo"  # Orange is a town, too
# The sign @ missed on the keyboard, or left out: camille"gmail.com, camille at example.com, camillegmail.com.
_WITHOUT_AT = pattern(
    r"(?<![\w@.+-])([\w.+-]{2,64}?)(?:\s?[\"'&£€$#*àÀ]\s?|[\s_-](?:a|at|chez)[\s_-])"
    rf"([\w-]{{1,63}}\.(?:{'|'.join(_OFTEN)})|{_PROVIDERS})(?![\w@.])",
    re.IGNORECASE,
)
_BEFORE_COMMON = pattern(
    rf"(?<![\w@.+-])(?!www\.)([\w.+-]{{3,64}}?)[\s.]?"
    rf"({'|'.join(common.replace('.', '[. ]') for common in _COMMON_DOMAINS if len(common) > 7)})(?![\w@.])",
    re.IGNORECASE,
)
_SPLIT_NAME = pattern(r"([a-zà-ÿ-]{2,30}) ([\w.+-]{1,64}@\S{3,255})")


_NO_SPAM = pattern(r"(?<=[\s)\]])no[-_ ]?spam\.?(?=\s)", re.IGNORECASE)  # against machines that read


def with_signs(text: str) -> str:
    """Return ``text`` with @ and dots for their usual disguises, without the spaces a keyboard adds."""
    if missed := _MISSED_AT.fullmatch(text):
        return f"{missed[1]}@{missed[2]}"
    text = _NO_SPAM.sub("", text)
    text = _SHOUTED.sub(r"@\1.", text)
    text = _BRACKETED_END.sub(r".\1", _PLUS_SIGN.sub("+", text))
    text = _DOT_SIGN.sub(".", _AT_SIGN.sub("@", text.replace("mailto:", " ")))
    text = _WORDED_AT.sub("@", _GLUED.sub(" ", text))
    if "@" in text:
        for _ in range(_MOST_WORDED):
            text = _WORDED_BEFORE.sub(lambda sign: _SIGNS.get(sign[1].lower(), "_"), text)
            text = _WORDED_AFTER.sub(lambda sign: sign[1] + _SIGNS.get(sign[2].lower(), "_"), text)
        text = _SPACED_END.sub(r"\1.\2", text)
        text = _SPLIT_END.sub(lambda end: end[1] + end[2].replace(" ", ""), text)
        text = _GLUED_COMMON.sub(r"\1.\2", text)
        text = _DOTS.sub(lambda dots: "@" if "@" in dots[0] else ".", text)
        text = _AFTER_ADDRESS.sub(r"\1 ", text)
    return text


def addresses(signed: str) -> list[str]:
    """Return what looks like an address in a text with plain signs, right or not."""
    found = islice(ADDRESS.finditer(signed), MOST_READ)
    return [match[0].strip(".,!?{}'") for match in found]


def read_email(text: str) -> str | None:
    """Return the first valid e-mail address of ``text``, normalised; its domain is not looked up."""
    found = map(valid, addresses(with_signs(legible(text))))
    return next((address for address in found if address), None)


def suggest_email(text: str) -> str | None:
    """Return the address probably meant: its domain is a slip away from a common one, or its @ is missing."""
    return next(suggestions(with_signs(legible(text))), None)


def suggestions(signed: str) -> Iterator[str]:
    """Yield the addresses that a text with plain signs probably means, where it has a slip, or accents."""
    found = addresses(signed)
    for address in found:
        name, _, domain = address.rpartition("@")
        meant, plain = _meant(domain.lower()), unaccented(name).removeprefix("www.")
        if (meant or plain != name) and (mended := valid(f"{plain}@{meant or domain}")):
            yield mended
    if not found and (missing := _WITHOUT_AT.search(signed) or _BEFORE_COMMON.search(signed)):
        domain = missing[2].lower().replace(" ", ".")
        if mended := valid(f"{missing[1]}@{_meant(domain) or domain}"):
            yield mended


def is_doubtful(address: str) -> bool:
    """Tell whether an address ends as none does."""
    return address.rpartition(".")[2].lower() not in _ends()


@cache
def _ends() -> frozenset[str]:
    return frozenset(vocabulary("email_ends")["ends"].split())


def other_spellings(signed: str) -> tuple[str, ...]:
    """Return the address that a text is, if its name was typed in two words: "camille durand@example.com"."""
    split = _SPLIT_NAME.fullmatch(signed.strip())
    whole = valid(split[1] + split[2]) if split and split[1] not in _LABELS else None
    return (whole,) if whole else ()


_LABELS = frozenset(
    "mail email e-mail mel courriel adresse contact ou et or and a par est is mon my le the via sur".split()
)


def _meant(domain: str) -> str | None:
    """Return the domain that a misspelt one stands for; None where it is well spelt."""
    if domain in _COMMON_DOMAINS or domain in _ALSO_REAL:
        return None
    stem, _, end = re.sub(r"[.,]+", ".", domain).strip(".").rpartition(".")
    glued = _GLUED_END.fullmatch(end)
    mended = f"{stem}.{_ENDS.get(end, end)}" if stem else f"{glued[1]}.{glued[2]}" if glued else end
    if mended in _COMMON_DOMAINS:
        return mended
    near = (
        common
        for common in _COMMON_DOMAINS
        if mended.startswith(f"{common}.")
        or ("." in domain and common.startswith(domain))
        or (len(common) >= _SHORTEST_MENDED and OSA.distance(mended, common, score_cutoff=1) <= 1)
    )
    return _SLIPS.get(mended) or next(near, mended if mended != domain else None)


def valid(address: str) -> str | None:
    """Return an address normalised, without what follows a comma; None where it is none."""
    from email_validator import EmailNotValidError, validate_email  # read with the vocabularies

    address = address.partition(",")[0]
    if len(address) > _LONGEST_ADDRESS:
        return None
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return None
