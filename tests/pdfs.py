"""What is read of a PDF."""

import re
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NameObject

SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page; a word that was parted between two lines is whole again.

    What is drawn is left out, as for who hears the paper: other words stand for it, see ``images``.
    """
    read = (_parted(page)[0] for page in PdfReader(BytesIO(pdf)).pages)
    return [re.sub(f"{SOFT_HYPHEN}\\s*", "", text) for text in read]


def drawings(pdf: bytes) -> list[list[str]]:
    """Return the words in each drawing of each page."""
    return [_parted(page)[1] for page in PdfReader(BytesIO(pdf)).pages]


def _parted(page: PageObject) -> tuple[str, list[str]]:
    """Return the text of a page outside its drawings, and in each of them."""
    written = page.get_contents()
    if written is None or b"/Alt" not in written.get_data():  # to take it to pieces takes three times as long
        return page.extract_text(), []
    content = ContentStream(written, page.pdf, "bytes")
    parts: list[list[object]] = [[]]
    marks: list[int] = []  # what was marked and not ended yet: the part it belongs to
    for operation in content.operations:
        operands, operator = operation
        if operator in (b"BDC", b"BMC"):
            drawn = operator == b"BDC" and isinstance(operands[1], DictionaryObject) and "/Alt" in operands[1]
            if drawn:
                parts.append([])
            marks.append(len(parts) - 1 if drawn else marks[-1] if marks else 0)
        parts[marks[-1] if marks else 0].append(operation)
        if operator == b"EMC":
            marks.pop()
    texts = []
    for part in parts:
        content.operations = part  # type: ignore[assignment]
        page[NameObject("/Contents")] = content
        texts.append(page.extract_text())
    return texts[0], texts[1:]


def text(pdf: bytes) -> str:
    """Return all that is read on the pages, one under the other."""
    return "\n".join(pages(pdf))


def images(pdf: bytes) -> list[str]:
    """Return the texts that stand for the images, in the order of the pages."""
    return [str(element["/Alt"]) for element in elements(pdf) if "/Alt" in element]


def elements(pdf: bytes) -> list[DictionaryObject]:
    """Return the elements of the structure that is read aloud, in that order."""
    found: list[DictionaryObject] = []

    def walk(element: object) -> None:
        element = getattr(element, "get_object", lambda: element)()
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                found.append(element)
            walk(element.get("/K"))

    walk(PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"])
    return found
