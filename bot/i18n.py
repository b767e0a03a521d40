"""Say messages in the reader's language: sentences from the catalogs, values in local form."""

import gettext
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from string import Formatter
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale, localedata
from babel.core import get_global
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from conversations.messages import Euros, Listing, Message, Value
from locales import FIRST, LANGUAGES, SECOND, Language, compiled

__all__ = ["LANGUAGES", "choose_language", "language_of_locale", "open_catalogs", "speak"]

PARIS: Final = ZoneInfo("Europe/Paris")

_TAG: Final = re.compile(r"</?[a-z][^<>]*>")


_LOCALES: Final[Mapping[str, Locale]] = {
    code: Locale.parse(language.tag, sep="-") for code, language in LANGUAGES.items()
}


def choose_language(language_code: str | None) -> str:
    """Choose for a person from the language of their Telegram, None when it does not say."""
    return FIRST if language_code is None else _known(language_code) or SECOND


def language_of_locale(environment: Mapping[str, str]) -> str:
    """Choose for whoever types commands, from the locale of their terminal; French for none of ours."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return _known(locale) or FIRST


def _known(code: str) -> str | None:
    """Return the language that a code of a region begins with; None for none of ours."""
    return next((language for language in LANGUAGES if code.lower().startswith(language)), None)


def speak(message: Message, language: str, *, markup: bool) -> str:
    """Return the text of ``message``.

    With ``markup`` the text is HTML: the tags of the sentence are kept and its values are escaped;
    without, the text is plain: the tags go and the values are left as they are.
    """
    if message.plural is None or message.count is None:
        sentence, places = _sentence(message.msgid, language, markup)
    else:
        agreed = _catalog(language).ngettext(message.msgid, message.plural, message.count)
        sentence, places = _prepared(agreed, markup)
    if not places:
        return sentence
    return sentence.format_map({place: _shown(message.values[place], language, markup) for place in places})


def _shown(value: Value, language: str, markup: bool) -> str:
    forms, locale = LANGUAGES[language], _LOCALES[language]
    match value:
        case str():
            return escape(value) if markup else value
        case Message():
            return speak(value, language, markup=markup)
        case Listing():
            shown = [_shown(item, language, markup) for item in value.values]
            return format_list(shown, locale=locale)
        case Euros():
            return _euros(value.amount, language)
        case int() | Decimal():
            return _number(value, language)
        case datetime():
            moment = value.astimezone(PARIS)
            at = forms.time if moment.minute else forms.sharp
            return format_datetime(moment, _day(forms, moment) + at, PARIS, locale)
        case date():
            return format_date(value, _day(forms, value), locale)


def _day(forms: Language, day: date) -> str:
    return forms.first_day if day.day == 1 else forms.day


@lru_cache  # 20 µs each; the same few amounts and numbers are on most cards
def _euros(amount: int, language: str) -> str:
    forms, locale = LANGUAGES[language], _LOCALES[language]
    return format_currency(amount, "EUR", forms.euros, locale=locale, currency_digits=False)


@lru_cache
def _number(value: int | Decimal, language: str) -> str:
    return format_decimal(value, locale=_LOCALES[language])


@cache  # there are as many as sentences in the code
def _sentence(msgid: str, language: str, markup: bool) -> tuple[str, tuple[str, ...]]:
    return _prepared(_catalog(language).gettext(msgid), markup)


@cache
def _prepared(sentence: str, markup: bool) -> tuple[str, tuple[str, ...]]:
    """Return a sentence and the places it has to be filled in; without any, it is as it will be shown."""
    sentence = sentence if markup else _TAG.sub("", sentence)
    places = tuple(place for _, place, _, _ in Formatter().parse(sentence) if place is not None)
    return (sentence if places else sentence.format(), places)


_OF_EVERY_KIND: Final[tuple[Value, ...]] = (
    *(datetime(2017, 3, 1, 9, 30, tzinfo=PARIS), date(2017, 3, 1), 1_156, Euros(23_000)),
    Listing(("a", "b", "c")),
)


def open_catalogs() -> None:
    """Read now the sentences of every language, and how it writes days, figures and lists: no turn waits."""
    for language in LANGUAGES:
        _catalog(language)
        for value in _OF_EVERY_KIND:
            _shown(value, language, markup=False)
    _let_go()


_NEVER_SHOWN: Final = (
    *("languages", "scripts", "territories", "variants", "time_zones", "meta_zones", "date_fields"),
    *("unit_patterns", "compound_unit_patterns", "unit_display_names", "interval_formats"),
    *("compact_currency_formats", "compact_decimal_formats"),
)
_NEVER_ASKED: Final = ("likely_subtags", "territory_aliases", "territory_currencies", "territory_languages")


def _let_go() -> None:
    """Forget what Babel read of languages, countries, units and zones, which no message names: 4 MB."""
    for name in ("root", *LANGUAGES, "en_001", *map(str, _LOCALES.values())):  # each, and what it begins with
        read = localedata.load(name)
        for key in _NEVER_SHOWN:
            read.pop(key, None)
    tables: Any = get_global
    for name in _NEVER_ASKED:
        tables(name).clear()


@cache
def _catalog(language: str) -> gettext.GNUTranslations:
    # Opened by its path: Babel's own loading answers a missing catalog with an empty one, silently.
    with compiled(language).open("rb") as file:
        return gettext.GNUTranslations(file)
