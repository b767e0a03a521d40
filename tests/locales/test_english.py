"""The English that people read: one word for each thing, amounts as the English write them."""

import re

from locales.catalogs import read

WRONG = r"\bin charge\b|\d ?M?€|\bof large firms of\b"


def test_amounts_and_words_are_those_of_english_readers() -> None:
    forms = [
        form
        for entry in read("en")
        if entry.id
        for form in ([entry.string] if isinstance(entry.string, str) else entry.string or ())
    ]
    assert [form for form in forms if re.search(WRONG, form)] == []
