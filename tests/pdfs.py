"""What is read of a PDF."""

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page; a word that was parted between two lines is whole again."""
    read = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return [re.sub(f"{SOFT_HYPHEN}\\s*", "", text) for text in read]


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
