"""What is said of the company that is shown, or in the place of any: yes, no, "ok", a language to speak."""

import re
from functools import cache

from conversations.understanding.residue import changes_nothing
from conversations.understanding.vocabulary import vocabulary

NO = frozenset(("non", "no", "nope", "nan"))


@cache
def company_wording(name: str) -> re.Pattern[str]:
    """Return what finds the wordings of a list about firms, as whole words."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(vocabulary('companies')[name])})(?!\S)")


def is_the_one(words: str) -> bool:
    """Tell whether folded words say yes of the one company shown: "oui c'est elle"."""
    return _is_all(company_wording("it_is"), re.sub(r"^(?:(?:oui|yes|ok|ouais|si|voila) )+", "", words))


def is_not_the_one(words: str) -> bool:
    """Tell whether folded words say no of the companies shown: "non, ce n'est pas elle"."""
    return _is_all(company_wording("it_is_not"), re.sub(r"^(?:(?:non|no|nope) )+", "", words))


def _is_all(wording: re.Pattern[str], words: str) -> bool:
    found = wording.search(words)
    return found is not None and changes_nothing(words[: found.start()] + words[found.end() :])


def is_no_name(words: str, doubted: str) -> bool:
    """Tell whether folded words correct or insult: "Non Stop Sushi" is a name. ``doubted``: one read."""
    return (
        doubted.split()[:1] in ([no] for no in NO) or company_wording("no_name").fullmatch(words) is not None
    )


def is_language(words: str) -> bool:
    """Tell whether folded words name a language to speak."""
    return company_wording("languages").fullmatch(words) is not None
