"""Guides stay true: what they quote exists, in the words that are shown, and what they show is there."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.commands.parser import main
from bot.documents.guides import GUIDES as FOLDER
from bot.documents.guides import WRITTEN_IN, guide_html, guide_pdf, source, tree
from bot.i18n import speak
from bot.services.core.rights import Role
from bot.services.registry import COMMANDS
from bot.services.team import guides
from bot.services.team.guides import GUIDES, Guide
from bot.settings import Settings
from conversations.privacy.retention import KEPT, duration
from locales.catalogs import read
from tests import pdfs

EVERY = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
PAGES = {"entraide": 1, "operateur": 3, "apporteuse": 1, "comite": 1, "coordination": 2}
BOTFATHER = ("/newbot", "/revoke", "/setuserpic")
"""What @BotFather is asked for."""

SERVED = ("/healthz", "/readyz", "/metrics")
"""What the web server answers on the machine itself."""

PICTURES_KB = 90
ALL_KB = 600
PLACE = re.compile(r"\\\{\w+\\\}")


def quoted(guide: Guide, kind: str) -> Iterator[str]:
    """Give what a guide has in bold, in code, as pictures: the texts of the nodes of a type."""
    for node in tree(guide.name).walk():
        if node.type == kind:
            yield "".join(each.content for each in node.walk() if each.type in ("text", "code_inline"))


@cache
def labels() -> re.Pattern[str]:
    """Return what matches the sentences of the product in French, their places filled with anything."""
    forms = (form for entry in read(WRITTEN_IN) for form in _forms(entry.string))
    told = (re.escape(spaced(form)) for form in forms if form and not form.startswith("{"))
    return re.compile("|".join(PLACE.sub(".+", form) for form in told))


def spaced(words: str) -> str:
    """Return words with plain spaces."""
    return re.sub(r"\s", " ", words)


def _forms(told: str | Iterable[str] | None) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told or ())


def test_every_guide_has_its_file_and_every_file_is_a_guide() -> None:
    assert guides.WRITTEN_IN == WRITTEN_IN
    assert {path.stem for path in (FOLDER / WRITTEN_IN).glob("*.md")} == {guide.name for guide in GUIDES}
    for guide in GUIDES:
        assert source(guide.name).startswith(f"# {speak(guide.title, WRITTEN_IN, markup=False)}\n")


def test_every_role_has_a_guide() -> None:
    assert {role for guide in GUIDES for role in guide.roles} == set(Role)


@EVERY
def test_what_is_in_bold_is_a_label_that_the_product_shows(guide: Guide) -> None:
    unknown = [label for label in quoted(guide, "strong") if not labels().fullmatch(spaced(label))]
    assert unknown == []


@EVERY
def test_commands_and_settings_that_are_named_exist_and_are_for_the_reader(guide: Guide) -> None:
    settings = {f"ALIZE_{name.upper()}" for name in Settings.model_fields}
    for words in quoted(guide, "code_inline"):
        first = words.split()[0]
        if first.startswith("/") and first.count("/") == 1:
            if first in BOTFATHER + SERVED:
                continue
            row = COMMANDS.by_word.get(first[1:])
            assert row is not None, f"{first} is no command"
            assert row.name(WRITTEN_IN) == first[1:], f"{first} has another name in French"
            roles = COMMANDS.roles(row)
            assert roles is None or not set(roles).isdisjoint(guide.roles), f"{first} is not for the reader"
        for name in re.findall(r"\bALIZE_[A-Z_]+\b", words):
            assert name in settings, f"there is no setting {name}"


@EVERY
def test_what_is_typed_in_a_terminal_is_a_command_of_alize(
    guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "\n".join(
        node.content for node in tree(guide.name).walk() if node.type in ("fence", "code_inline")
    )
    for command in set(re.findall(r"\balize ((?:network )?[a-z]+)", told)):
        with pytest.raises(SystemExit) as end:
            main([*command.split(), "--help"])
        assert end.value.code == 0, f"there is no alize {command}: {capsys.readouterr().err}"


@EVERY
def test_a_guide_is_a_tagged_paper_whose_pictures_are_told(guide: Guide) -> None:
    paper = guide_pdf(guide.name)
    told = [node.content for node in tree(guide.name).walk() if node.type == "image"]
    assert b"pdfuaid:part>1" in paper
    assert sorted(pdfs.images(paper)) == sorted(told)
    assert all(len(words) > 30 for words in told)
    if guide.name in PAGES:
        assert len(PdfReader(BytesIO(paper)).pages) == PAGES[guide.name]


@EVERY
def test_what_a_guide_leads_to_is_there(guide: Guide) -> None:
    folder = FOLDER / WRITTEN_IN
    names = {each.name for each in GUIDES}
    for node in tree(guide.name).walk():
        if node.type == "image":
            assert (folder / str(node.attrs["src"])).resolve().parent == FOLDER / "pictures"
            assert (folder / str(node.attrs["src"])).is_file()
        if node.type == "link" and not (address := str(node.attrs["href"])).startswith("https://"):
            assert address.partition("#")[0].removesuffix(".md") in names
    assert "<script" not in guide_html(guide.name)


def test_pictures_are_small_and_all_of_use() -> None:
    shown = {
        str(node.attrs["src"]).rpartition("/")[2]
        for guide in GUIDES
        for node in tree(guide.name).walk()
        if node.type == "image"
    }
    sizes = {path.name: path.stat().st_size for path in (FOLDER / "pictures").glob("*.*")}
    assert set(sizes) == shown
    assert all(size < PICTURES_KB * 1024 for size in sizes.values())
    assert sum(sizes.values()) < ALL_KB * 1024


def test_the_register_tells_how_long_things_are_kept_as_the_notice_does() -> None:
    told = spaced(source("registre-rgpd"))
    for kept in KEPT:
        what, lasts = (speak(each, WRITTEN_IN, markup=False) for each in (kept.what, duration(kept.lasts)))
        assert spaced(f"| {what} | {lasts} |") in told
