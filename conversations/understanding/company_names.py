"""Tell the name of a company from what is said of it: "la boulangerie Mirabelle à Toul, on est 4".

A plain name is what was typed. Of a sentence, what is probably the name, to be confirmed; or nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from conversations.patterns import pattern
from conversations.understanding.company_answers import NO, after_correction, company_wording
from conversations.understanding.company_numbers import PHONE
from conversations.understanding.name_tails import (
    FRANCHISED,
    before_town,
    denies_nothing,
    firms_listed,
    headed,
    is_told_of_another,
    is_vague,
)
from conversations.understanding.name_tokens import Token, tokens_of
from conversations.understanding.residue import IDLE, Understood
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import fold, legible

LOW, HIGH = 2, 120
"""Characters of a name."""
SEVERAL = "several firms"
"""What stands beside the names where a text tells as many firms."""

_INITIALS = 2  # characters: "rh" may be a name
_LONGEST_PLAIN = 10  # words: a longer name is confirmed
_LONGEST_ODD, _SHORT = 6, 3  # words of a name that sounds like a sentence: "On Air", "Pas à Pas"
_FIGURE = pattern(r"[0-9]+[a-z]{0,3}\.?")
_NO_NAME = pattern(
    r"\S{1,80}@\S{1,80}|https?://\S{1,300}|\bwww\.\S{1,300}"
    r"|(?:\bt[ée]l(?:[ée]phone)?\.?\s?:?\s?)?(?<![0-9])0[1-9](?:[ ._-]?[0-9]{2}){4}(?![0-9])"
    r"|\b(?:au )?capital (?:social )?(?:de )?[0-9][0-9 .]*(?:€|euros?\b|k€?)"
    r"|\ben (?:cours d(?:e |['’]))?(?:cr[ée]ation|immatriculation)\b",
    re.IGNORECASE,
)
_QUOTED = pattern(r"[«\"“]\s*([^«»\"“”\n]{2,120}?)\s*[»\"”]")
_NUMBER = pattern(r"(?=(?:\D*[0-9]){5})\w+")  # a postal code, an association, a firm abroad
_NO_NAMES = NO.union("moi me nous erreur pardon oups correction desole sorry oui yes".split())
_FORMERLY = frozenset(("anciennement", "formerly", "ex", "autrefois"))
_OR, _AND = frozenset(("ou", "or")), frozenset(("et", "and", "ou", "or"))
_UNFINISHED = frozenset(("mais", "but", "car"))  # and what comes after is not told
_GOLDEN = frozenset(("d", "l", "en", "d.", "l."))  # "Feuille d'or Bijoux"
_TOWARDS, _SAME = frozenset(("a", "in", "near", "pres")), frozenset(("meme", "itself"))
_JUNK = pattern(r"(\w)\1+|azerty\w*|qwerty\w*|asdf\w*|toto|blabla|test\w*")
_PRAYING = frozenset(("svp", "stp", "please"))
_AFTER = frozenset(("bonjour", "bonsoir", "merci", "cordialement", "thanks"))
_COURTESY = frozenset(
    "bonjour bonsoir salut hello hi merci svp stp please euh heu hum alors voila ben bah bon oui ouais "
    "yes".split()
)


def _list(*names: str) -> frozenset[str]:
    return words_of("companies", *names)


def _put_right(text: str) -> Understood[str] | None:
    """Return the name after the words that correct another; None where no name plainly follows them."""
    left = after_correction(text)
    somewhere = fold(left).split(" ", 1)[0] in _TOWARDS  # "non c'est à Toul"
    said = _read(left) if any(map(str.isupper, left)) and not somewhere else None
    return said if said and len(said.readings) == 1 and not said.rest else None


def read_company_name(text: str) -> Understood[str]:
    """Return the name in ``text``, and the words beside it; no reading where nobody is named."""
    if firms := firms_listed(legible(text)):
        return Understood(firms, SEVERAL)
    said = _put_right(legible(text).strip()) or _before_what_is_told(text, _read(text))
    return Understood(said.readings, fold(text)) if FRANCHISED.search(fold(text)) else said


def _before_what_is_told(text: str, said: Understood[str]) -> Understood[str]:
    """Leave out what is told after a name that was taken whole: "Boulangerie Martin, à Nancy, 8 salariés"."""
    whole = " ".join(legible(text).split())
    head = headed(legible(text).strip()) if whole in said.readings else None
    named = _read(head.name) if head else Understood(())
    if head is None or not named.readings or named.rest == named.readings[0] or fold(head.name) in NO:
        return said
    if fold(head.name) in _NO_NAMES or company_wording("no_name").fullmatch(fold(head.name)):
        return Understood(())
    if head.sure and head.name.split()[0] in _list("small", "speaking"):
        return Understood(said.readings[:1], said.rest)  # "la boulangerie Mirabelle, on est 4"
    told = head.sure or (not named.rest and said.readings[0].startswith(named.readings[0]))
    return Understood((named.readings[0], whole), whole) if told else said  # some are named so


def _read(text: str) -> Understood[str]:
    typed = " ".join(legible(text).split())
    cleaned = PHONE.sub("\n", _NO_NAME.sub("\n", legible(text).strip()))
    every = tokens_of(cleaned)
    tokens = _without_courtesy(every)
    if not tokens:
        is_site = "@" not in typed and any(map(str.isalpha, typed))
        return Understood((typed,), typed) if is_site else Understood(())
    together = "".join(token.folded for token in tokens).replace(".", "")
    if _JUNK.fullmatch(together) or together in _list("placeholders"):
        return Understood(())
    quoted = _QUOTED.search(cleaned)
    if quoted and (named := tokens_of(quoted[1])):
        return Understood((quoted[1],), _rest(tokens, named))
    whole = typed if len(tokens) == len(every) else _between(cleaned, tokens)
    said = {token.folded for token in tokens if _is_said(token, tokens)}
    if named := _after_naming(tokens):
        sure = said or ":" in cleaned or company_wording("surely_naming").search(fold(cleaned))
        return _told(cleaned, tokens, named, "" if sure else whole)
    if not said and (held := _held(tokens)):
        return Understood((_between(cleaned, held), whole), whole)
    if not said and (parted := _parted(cleaned, tokens)):
        return Understood((*parted, whole), whole)
    if several := _several(cleaned, tokens):
        return Understood(several, whole)
    if not said and " ".join(cleaned.split()) == typed and not is_vague(tokens):
        return _plain(whole, tokens)
    heading = company_wording("heading").match(" ".join(token.folded for token in tokens))
    is_odd = len(said) == 1 and len(tokens) <= _LONGEST_ODD and not heading
    if named := next((run for run in _runs(tokens) if _names(run)), []):
        readings = [_as_name(cleaned, named), *([whole] if is_odd else ())]
        others = tokens[heading[0].count(" ") + 1 :] if heading else tokens
        return Understood(tuple(dict.fromkeys(readings)), _rest(others, named) or ("" if heading else whole))
    if any(token.folded in _list("nobody", "others") for token in tokens) and not _names(tokens):
        return Understood(())  # "mon entreprise"
    is_odd = (is_odd and 1 < len(tokens) <= _SHORT) or denies_nothing(tokens, said)
    return Understood((whole,), whole) if is_odd else Understood(())


def _parted(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the names between which one hesitates, "Dupont ou Martin"; or the one after a "non, …"."""
    former = next((at for at, token in enumerate(tokens) if token.folded in _FORMERLY), 0)
    if (
        former
        and (  # "Novabois, ex Dupin Bois"
            tokens[former - 1].clause < tokens[former].clause or tokens[former + 1 : former + 2]
        )
    ):
        return (_between(text, tokens[:former]),)
    if len(tokens) > 1 and text[tokens[-1].start : tokens[-1].end] in _UNFINISHED:
        return (_between(text, tokens[:-1]),)
    if len(tokens) > 1 and tokens[0].folded in NO and tokens[0].clause < tokens[1].clause:
        return (_between(text, tokens[1:]),)
    at = next((at for at, token in enumerate(tokens) if text[token.start : token.end] in _OR), 0)
    if not 0 < at < len(tokens) - 1 or tokens[at - 1].folded in _GOLDEN:
        return ()
    return (_between(text, tokens[:at]), _between(text, tokens[at + 1 :]))


def _several(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the names that are told apart: "Dupont ou Martin, je ne sais plus", "deux sociétés, A et B"."""
    counted = company_wording("several").match(" ".join(token.folded for token in tokens))
    within = tokens[counted[0].count(" ") + 1 :] if counted else tokens
    first = [token for token in within if token.clause == within[0].clause]
    if any(_is_said(token, first) for token in first):
        return ()
    at = [at for at, token in enumerate(first) if token.folded in (_AND if counted else _OR)]
    if len(at) != 1 or not 0 < at[0] < len(first) - 1:
        return ()
    apart = (first[: at[0]], first[at[0] + 1 :])
    golden = first[at[0] - 1].folded in _GOLDEN
    return () if golden or not all(map(_names, apart)) else tuple(_between(text, each) for each in apart)


def _held(tokens: Sequence[Token]) -> list[Token]:
    """Return the words after "gérante de": what somebody heads, and not a name that begins so."""
    held = company_wording("holding").match(" ".join(token.folded for token in tokens))
    named = [*tokens[held[0].count(" ") + 1 :]] if held else []
    return named if named and _names(named) else []


def _plain(whole: str, tokens: Sequence[Token]) -> Understood[str]:
    """Take words among which nobody speaks, unless they only tell a trade or a legal form."""
    nobody, forms = _list("nobody", "small"), _list("forms")
    if all(token.folded in forms or (token.folded in nobody and not token.capital) for token in tokens):
        return Understood(())
    plain = _names(tokens) and len(tokens) <= _LONGEST_PLAIN and len(whole) > _INITIALS
    towards = tokens[0].folded in _TOWARDS and whole[0].islower()  # "à Bruxelles même"
    plain = plain and not (towards and sum(token.folded not in _SAME for token in tokens) <= _INITIALS)
    elsewhere = before_town(whole) if plain else None
    if elsewhere and _names(tokens_of(elsewhere)):
        return Understood((elsewhere, whole), whole)
    plain = plain and not elsewhere and not is_told_of_another(tokens)  # "menuisier à Toul"
    return Understood((whole,), "" if plain else whole)


def _told(text: str, tokens: Sequence[Token], named: Sequence[Token], whole: str) -> Understood[str]:
    """Take what is told to be the name. ``whole``: what was typed, where it may well be the name itself."""
    name = _between(text, named)
    if whole:
        return Understood((name, whole))
    if (elsewhere := before_town(name)) and _names(tokens_of(elsewhere)):
        return Understood((elsewhere, name), name)
    spoken = _list("speaking", "small", "nobody", "general", "trades", "naming_words")
    before = [token.folded for token in tokens if token.start < named[0].start]
    after = [token.folded for token in tokens if token.start > named[-1].start]
    rest = [word for word in before if word not in spoken and word not in IDLE] + after
    return Understood((name,), " ".join(rest) if _names(named) else name)


def _without_courtesy(tokens: list[Token]) -> list[Token]:
    """Leave out the clauses of courtesy: "Bonjour, …"; "Hello Coiffure" is a name."""
    polite = {
        clause
        for clause in {token.clause for token in tokens}
        if all(token.folded in _COURTESY for token in tokens if token.clause == clause)
    }
    left = [token for token in tokens if token.clause not in polite] or tokens
    while len(left) > 1 and (
        left[-1].folded in _PRAYING or (len(left) > 2 and left[-1].folded in _AFTER and not left[-1].capital)
    ):
        left = left[:-1]
    return left


def _is_said(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a word is of a sentence: somebody speaks, counts people, gives an address or a number."""
    if token.folded in _list("speaking") or token.folded in _COURTESY or _NUMBER.fullmatch(token.folded):
        return True
    return token.folded.isdecimal() and any(other.folded in _list("counted") for other in tokens)


def _after_naming(tokens: Sequence[Token]) -> list[Token]:
    """Return the words after "elle s'appelle", up to the end of what names; none without such words."""
    folded = " ".join(token.folded for token in tokens)
    found = company_wording("naming").match(folded) or company_wording("naming_within").search(folded)
    if found is None:
        return []
    at = folded[: found.end()].count(" ") + 1
    named: list[Token] = []
    for token in tokens[at:]:
        if _is_said(token, tokens) or (named and token.clause != named[0].clause):
            break
        named.append(token)
    return named


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the words between those of somebody who speaks, clause by clause, until one that denies."""
    for clause in dict.fromkeys(token.clause for token in tokens):
        within = [token for token in tokens if token.clause == clause]
        run: list[Token] = []
        for token in within:
            if token.folded in _list("denying"):
                run = []
                break
            if _is_said(token, tokens):
                yield _bare(run)
                run = []
            else:
                run.append(token)
        yield _bare(run)


def _bare(run: list[Token]) -> list[Token]:
    """Return the words of a run without the articles around, whose it is ("gérante de") and its town."""
    own = _list("small", "nobody", "others", "former")
    town = next((at for at, token in enumerate(run) if token.folded in _TOWARDS), len(run))
    run = run[:town]
    while run and (run[0].folded in own or run[0].folded in IDLE) and run[0].folded != "chez":
        run = run[1:]
    while run and run[-1].folded in _list("small"):
        run = run[:-1]
    return run


def _names(run: Sequence[Token]) -> bool:
    """Tell whether words name somebody: one of them, or its capital, is of no trade and no legal form."""
    common, forms = _list("small", "nobody", "others", "forms", "general", "trades"), _list("forms")
    told = (token for token in run if not _FIGURE.fullmatch(token.folded))
    return any(
        token.folded not in forms
        if token.capital
        else token.folded not in common and token.folded not in IDLE
        for token in told
    )


def _as_name(text: str, run: Sequence[Token]) -> str:
    name = _between(text, run)
    return name[:1].upper() + name[1:]


def _between(text: str, run: Sequence[Token]) -> str:
    """Return the words of a run as they were typed, with the brackets and dots that they hold."""
    ends = re.compile(r"[.)!]+").match(text, run[-1].end)
    name = text[run[0].start : ends.end() if ends and ends[0].strip("!") != "." else run[-1].end]
    return " ".join(name.split())


def _rest(tokens: Iterable[Token], used: Iterable[Token]) -> str:
    taken = {token.folded for token in used}
    return " ".join(token.folded for token in tokens if token.folded not in taken)
