"""Say messages in the reader's language: sentences from the catalogs, values in local form."""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from string import Formatter
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from conversations.messages import Euros, Listing, Message, Value
from locales import LANGUAGES, compiled

__all__ = ["LANGUAGES", "choose_language", "language_of_locale", "speak"]

PARIS: Final = ZoneInfo("Europe/Paris")

_TAG: Final = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a language writes days, moments and amounts, as CLDR patterns. ``sharp``: an hour alone."""

    locale: Locale
    day: str
    first_day: str
    time: str
    sharp: str
    euros: str


_FORMS: Final[Mapping[str, _Forms]] = {
    "fr": _Forms(
        Locale("fr", "FR"),
        "d MMMM y",
        "d'er' MMMM y",
        " 'à' H\N{NO-BREAK SPACE}'h'\N{NO-BREAK SPACE}mm",
        " 'à' H\N{NO-BREAK SPACE}'h'",
        "#,##0\N{NO-BREAK SPACE}¤",
    ),
    "en": _Forms(Locale("en", "GB"), "d MMMM y", "d MMMM y", " 'at' HH:mm", " 'at' HH:mm", "¤#,##0"),
}


def choose_language(language_code: str | None) -> str:
    """Choose for a person from the language of their Telegram, None when it does not say."""
    return "fr" if language_code is None or language_code.lower().startswith("fr") else "en"


def language_of_locale(environment: Mapping[str, str]) -> str:
    """Choose for whoever types commands, from the locale of their terminal: French unless it is English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if locale.lower().startswith("en") else "fr"


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
    forms = _FORMS[language]
    match value:
        case str():
            return escape(value) if markup else value
        case Message():
            return speak(value, language, markup=markup)
        case Listing():
            shown = [_shown(item, language, markup) for item in value.values]
            return format_list(shown, locale=forms.locale)
        case Euros():
            return _euros(value.amount, language)
        case int() | Decimal():
            return _number(value, language)
        case datetime():
            moment = value.astimezone(PARIS)
            at = forms.time if moment.minute else forms.sharp
            return format_datetime(moment, _day(forms, moment) + at, PARIS, forms.locale)
        case date():
            return format_date(value, _day(forms, value), forms.locale)


def _day(forms: _Forms, day: date) -> str:
    return forms.first_day if day.day == 1 else forms.day


@lru_cache  # 20 µs each; the same few amounts and numbers are on most cards
def _euros(amount: int, language: str) -> str:
    forms = _FORMS[language]
    return format_currency(amount, "EUR", forms.euros, locale=forms.locale, currency_digits=False)


@lru_cache
def _number(value: int | Decimal, language: str) -> str:
    return format_decimal(value, locale=_FORMS[language].locale)


@cache  # there are as many as sentences in the code
def _sentence(msgid: str, language: str, markup: bool) -> tuple[str, tuple[str, ...]]:
    return _prepared(_catalog(language).gettext(msgid), markup)


@cache
def _prepared(sentence: str, markup: bool) -> tuple[str, tuple[str, ...]]:
    """Return a sentence and the places it has to be filled in; without any, it is as it will be shown."""
    sentence = sentence if markup else _TAG.sub("", sentence)
    places = tuple(place for _, place, _, _ in Formatter().parse(sentence) if place is not None)
    return (sentence if places else sentence.format(), places)


@cache
def _catalog(language: str) -> gettext.GNUTranslations:
    # Opened by its path: Babel's own loading answers a missing catalog with an empty one, silently.
    with compiled(language).open("rb") as file:
        return gettext.GNUTranslations(file)
