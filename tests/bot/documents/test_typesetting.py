"""A template and data become a tagged PDF with our fonts only, whatever people wrote."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from struct import unpack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.documents.glyphs import FONTS, coverage, shown
from bot.documents.typesetting import pdf, png

ROOT = Path(__file__).parents[3]
WRITTEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") $x$ *a* _b_ `c` @d <b>e</b> \\ // #panic() = f - g + h / i ~ [j] --- "k"'


def reader(said: object) -> PdfReader:
    return PdfReader(BytesIO(pdf("words", {"language": "fr", "title": "Été", "said": said}, WRITTEN)))


def read(said: object) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(said).pages).split())


def test_a_pdf_tells_its_structure_its_language_and_its_title() -> None:
    found = reader("Bonjour")
    assert "/StructTreeRoot" in found.root_object and "/MarkInfo" in found.root_object
    assert str(found.root_object["/Lang"]) == "fr"
    assert found.metadata is not None and found.metadata.title == "Été"
    assert b"pdfuaid:part>1" in pdf("words", {"title": "Été"}, WRITTEN)


def test_hostile_words_come_out_as_themselves() -> None:
    assert HOSTILE in read(HOSTILE)


def test_only_our_fonts_are_used() -> None:
    embedded, others = reader("Aé Ж שלום مرحبا \N{ROCKET}").pages[0]._get_fonts()
    assert not others
    assert {name.partition("+")[2] for name in embedded} == {
        "SourceSans3-Regular",
        "NotoSansHebrew-Regular",
        "NotoSansArabic-Regular",
        "NotoEmoji-Regular",
    }


def test_every_font_has_its_licence() -> None:
    families = {path.name.partition("-")[0] for path in FONTS.glob("*.ttf")}
    assert families == {path.name.partition("-")[0] for path in FONTS.glob("*-OFL.txt")} and families


def test_the_same_data_gives_the_same_bytes_elsewhere() -> None:
    program = (
        "import sys; from datetime import datetime; from bot.documents.typesetting import pdf;"
        f"written_at = datetime.fromisoformat('{WRITTEN.isoformat()}');"
        "sys.stdout.buffer.write(pdf('words', {'title': 'Été'}, written_at))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        check=True,
    )
    assert elsewhere.stdout == pdf("words", {"title": "Été"}, WRITTEN)


def test_nothing_of_typst_is_loaded_before_the_first_paper() -> None:
    program = "import sys, bot.documents.typesetting; print('typst' in sys.modules)"
    asked = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert asked.stdout == "False\n"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Fromagerie d’Épinal", "Fromagerie d’Épinal"),
        (
            "23\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}€",
            "23\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}€",
        ),
        ("A\x00B\x07  C\td", "AB C d"),
        ("ca\N{SOFT HYPHEN}ve \N{RIGHT-TO-LEFT OVERRIDE}abc", "cave abc"),
        ("\N{MATHEMATICAL BOLD SMALL F}in e\N{COMBINING ACUTE ACCENT}", "fin é"),
        ("王小 \ud800", "□□ □"),
        (
            "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{WRENCH}",
            "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{WRENCH}",
        ),
        ("a\r\nb\u2028c\n \n\n\nd", "a\nb\nc\n\nd"),
    ],
)
def test_what_no_font_has_gives_way_to_a_plain_form_or_a_sign(written: str, seen: str) -> None:
    assert shown(written) == seen


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_unicode_gives_a_tagged_pdf(words: str) -> None:
    paper = pdf("words", {"title": words, "said": [words, {"more": words}]}, WRITTEN)
    assert b"/StructTreeRoot" in paper


ODD = st.sampled_from(
    sorted(set().union(*coverage())) + list("\u0301\u0651\u05bc\u200d\u200c\ufe0f\u20e3\u202e中\u0e33")
)


@settings(max_examples=150, deadline=None)
@given(st.text(ODD, max_size=40))
def test_any_mixture_of_what_the_fonts_have_gives_a_tagged_pdf(words: str) -> None:
    assert b"/StructTreeRoot" in pdf("words", {"title": "T", "said": words}, WRITTEN)


def test_a_paper_that_cannot_be_tagged_is_sent_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = {"title": "Léa Martin"}
    (tmp_path / "untitled.typ").write_text("#json(bytes(sys.inputs.data)).title")
    untagged = pdf("untitled", data, WRITTEN, tmp_path)
    assert untagged.startswith(b"%PDF") and b"/StructTreeRoot" not in untagged
    assert "Léa Martin" in PdfReader(BytesIO(untagged)).pages[0].extract_text()
    (tmp_path / "wrong.typ").write_text("#let data = json(bytes(sys.inputs.data))\n#panic(data.title)")
    resort = PdfReader(BytesIO(pdf("wrong", data, WRITTEN, tmp_path)))
    assert "Léa Martin" in resort.pages[0].extract_text()
    assert "line 2" in caplog.text and "Martin" not in caplog.text


def test_a_paper_written_at_any_moment_is_tagged() -> None:
    for written_at in (datetime.now(UTC), datetime(2026, 3, 29, 2, 30, 0, 5, timezone(timedelta(hours=2)))):
        assert b"/StructTreeRoot" in pdf("words", {"title": "Été"}, written_at)


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    for wrong in ("../secret.txt", str(tmp_path / "secret.txt"), "/etc/hostname"):
        (folder / "curious.typ").write_text(f'#set document(title: "T")\n#read("{wrong}")')
        assert b"secret" not in pdf("curious", {"title": "T"}, WRITTEN, folder)


def test_a_drawing_becomes_a_picture_with_its_words() -> None:
    sheet = '<svg xmlns="http://www.w3.org/2000/svg" width="540" height="300">{}</svg>'
    words = '<text x="9" y="40" font-family="\'Source Sans 3\'" font-size="20">Été \N{ROCKET}</text>'
    blank, written = png(sheet.format("")), png(sheet.format(words))
    assert unpack(">II", written[16:24]) == (1080, 600)
    assert len(written) > len(blank) + 500
