"""Say messages in the reader's language: sentences from the catalogs, values in local form."""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from conversations.messages import Euros, Listing, Message, Value
from locales import LANGUAGES, compiled

__all__ = ["LANGUAGES", "choose_language", "speak"]

PARIS: Final = ZoneInfo("Europe/Paris")

_TAG: Final = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a language writes days, moments and amounts, as CLDR patterns."""

    locale: Locale
    day: str
    first_day: str
    time: str
    euros: str


_FORMS: Final[Mapping[str, _Forms]] = {
    "fr": _Forms(
        Locale("fr", "FR"),
        "d MMMM y",
        "d'er' MMMM y",
        " 'à' HH\N{NO-BREAK SPACE}'h'\N{NO-BREAK SPACE}mm",
        "#,##0\N{NO-BREAK SPACE}¤",
    ),
    "en": _Forms(Locale("en", "GB"), "d MMMM y", "d MMMM y", " 'at' HH:mm", "¤#,##0"),
}


def choose_language(language_code: str | None) -> str:
    """Choose for a person from the language of their Telegram, None when it does not say."""
    return "fr" if language_code is None or language_code.lower().startswith("fr") else "en"


def speak(message: Message, language: str, *, markup: bool) -> str:
    """Return the text of ``message``.

    With ``markup`` the text is HTML: the tags of the sentence are kept and its values are escaped;
    without, the text is plain: the tags go and the values are left as they are.
    """
    if message.plural is None or message.count is None:
        sentence = _sentence(message.msgid, language, markup)
    else:
        sentence = _catalog(language).ngettext(message.msgid, message.plural, message.count)
        sentence = sentence if markup else _TAG.sub("", sentence)
    return sentence.format_map(
        {place: _shown(value, language, markup) for place, value in message.values.items()}
    )


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
            return format_currency(
                value.amount, "EUR", forms.euros, locale=forms.locale, currency_digits=False
            )
        case int() | Decimal():
            return format_decimal(value, locale=forms.locale)
        case datetime():
            moment = value.astimezone(PARIS)
            return format_datetime(moment, _day(forms, moment) + forms.time, PARIS, forms.locale)
        case date():
            return format_date(value, _day(forms, value), forms.locale)


def _day(forms: _Forms, day: date) -> str:
    return forms.first_day if day.day == 1 else forms.day


@cache  # there are as many as sentences in the code
def _sentence(msgid: str, language: str, markup: bool) -> str:
    sentence = _catalog(language).gettext(msgid)
    return sentence if markup else _TAG.sub("", sentence)


@cache
def _catalog(language: str) -> gettext.GNUTranslations:
    # Opened by its path: Babel's own loading answers a missing catalog with an empty one, silently.
    with compiled(language).open("rb") as file:
        return gettext.GNUTranslations(file)
