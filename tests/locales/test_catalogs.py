import pytest
from babel.messages.catalog import Catalog

from locales.catalogs import errors, extract, untranslated, updated


def french(original: str | tuple[str, str], translation: str | tuple[str, ...]) -> Catalog:
    catalog = Catalog(locale="fr")
    catalog.add(original, translation)
    return catalog


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("Hello {name}", "Bonjour {name}"),
        ("{count} of {total}", "{count} sur {total}"),
        ("{total} > {count}", "{total} > {count}, {total}"),
        ("An advance at 0 % interest", "Une avance à 0 % d'intérêt"),
        ("<b>Free</b>", "<b>Gratuit</b>"),
        (("One firm", "{n} firms"), ("{n} entreprise", "{n} entreprises")),
        (("One firm", "{n} firms"), ("Une entreprise", "{n} entreprises")),
        ("Not yet translated", ""),
    ],
)
def test_a_sound_translation_is_accepted(original: str, translation: str) -> None:
    assert errors(french(original, translation)) == []


@pytest.mark.parametrize(
    ("original", "translation", "fault"),
    [
        ("Hello {name}", "Bonjour {nom}", "must have the places {name}"),
        ("Hello {name}", "Bonjour", "must have the places {name}"),
        ("Hello", "Bonjour {name}", "must have no place"),
        ("Hello {name}", "Bonjour {name", "broken place"),
        (("{n} of {all}", "{n} of {all}"), ("{n} de {all}", "{n} des"), "must have the places {all} {n}"),
        (("{n} firm", "{n} firms"), ("{n} entreprise",), "2 plural forms expected, 1 given"),
        (("{n} firm", "{n} firms"), ("{n} a", "{n} b", "{n} c"), "2 plural forms expected, 3 given"),
        ("Hello {name}", "Bonjour {name} %(name)s", "must use {places}, not %"),
        ("<b>Free</b>", "<b>Gratuit", "never closes <b>"),
        ("<b>Free</b>", "Gratuit</b>", "closes </b> where it is not open"),
        ("<b><i>Free</i></b>", "<b><i>Gratuit</b></i>", "closes </b> where it is not open"),
        ("<b>Free</b>", "<strong>Gratuit</strong>", "a tag Telegram does not know: <strong>"),
    ],
)
def test_a_translation_that_would_show_a_broken_sentence_is_refused(
    original: str, translation: str, fault: str
) -> None:
    first, *_ = errors(french(original, translation))
    assert fault in first
    assert first.startswith('fr: "')


def test_a_sentence_without_translation_or_with_an_unconfirmed_one_is_told() -> None:
    catalog = french("Hello", "Bonjour")
    catalog.add("Goodbye")
    catalog.add("Thanks", "Merci", flags=["fuzzy"])
    catalog.add(("{n} day", "{n} days"), ("{n} jour", ""))
    assert untranslated(catalog) == ["Goodbye", "Thanks", "{n} day"]


def test_english_sentences_are_their_own_translation() -> None:
    template = Catalog()
    template.add("A sentence of no catalog")
    template.add(("{n} odd thing", "{n} odd things"))
    catalog = updated("en", template)
    assert catalog["A sentence of no catalog"].string == "A sentence of no catalog"
    assert catalog["{n} odd thing"].string == ("{n} odd thing", "{n} odd things")
    assert [entry.id for entry in catalog if entry.id] == [entry.id for entry in template if entry.id]


def test_every_way_to_mark_a_sentence_is_collected() -> None:
    assert "your commune" in extract()
