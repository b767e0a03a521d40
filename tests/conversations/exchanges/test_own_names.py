"""Who writes is left out however their name is typed; what only looks like it stays."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conversations.exchanges.concealment import Own, Telling, conceal
from conversations.exchanges.words_around import plain
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.words import fold

FIGURES = str.maketrans("oieastb", "0134578")


def _each(between: str) -> Callable[[str], str]:
    return between.join


def _cut(between: str) -> Callable[[str], str]:
    return lambda name: f"{name[: len(name) // 2]}{between}{name[len(name) // 2 :]}"


def _shortened(between: str) -> Callable[[str], str]:
    return lambda name: f"{name[:-1]}{between}{name[-1]}"


CHANGED: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "reversed": lambda name: name[::-1],
    "reversed, in capitals": lambda name: name[::-1].upper(),
    "in figures": lambda name: name.lower().translate(FIGURES),
    "in figures, reversed": lambda name: name.lower().translate(FIGURES)[::-1],
    "one figure": lambda name: name.lower().replace("a", "4", 1),
    "in two words": _cut(" "),
    "with a hyphen": _cut("-"),
    "over two lines": _cut("\n"),
    "with a sign that is not seen": _cut("\u200b"),
    "with a picture": _cut(" 🥖 "),
    "with dots": _cut("..."),
    "in two words, reversed": lambda name: _cut(" ")(name[::-1]),
    "without its last letter": _shortened(" "),
    "its last letter said": _shortened(" puis "),
    "its last letter added": _shortened(" + "),
    "spelt": _each(" "),
    "spelt with dots": _each("."),
    "spelt with stars": _each("*"),
    "a line a letter": _each("\n"),
    "after an initial": lambda name: f"C. {name}",
    "glued to the first name": lambda name: f"camille{name.lower()}",
    "glued before the first name": lambda name: f"{name.lower()}camille",
    "glued to an initial": lambda name: f"c{name.lower()}",
    "with a number": lambda name: f"{name.lower()}54",
    "as a hashtag": lambda name: f"#{name.lower()}",
    "wide": lambda name: "".join(chr(ord(letter) + 0xFEE0) for letter in name),
}
"""How a name is typed by who wants to be known all the same, or whose keyboard is tired."""

SURNAMES = (
    "Durand",
    "Weber",
    "Morel",
    "Nguyen",
    "Benali",
    "Lefevre",
    "Schmitt",
    "Kowalski",
    "Ferreira",
    "Diallo",
)


def _kept(text: str) -> str:
    """Return the letters of a text run together, with those that its figures stand for."""
    letters = fold(text).replace(" ", "").replace("_", "")
    return letters.translate(str.maketrans("0134578", "oieastb"))


@given(
    st.sampled_from(SURNAMES),
    st.sampled_from(sorted(CHANGED)),
    st.sampled_from(
        ["Qui prête un four ? {} {}", "{} {} cherche une remorque.", "Voir ça avec {}, {}.", "\n{}\n{}"]
    ),
    st.sampled_from(["merci", "en mars", "ou 12 palettes"]),
)
def test_no_form_of_ones_name_is_left(name: str, how: str, sentence: str, other: str) -> None:
    own = Own(("Fournil des Tilleuls",), (f"Camille {name}",), ("Écrouves", "54200"))

    concealed = conceal(sentence.format(CHANGED[how](name), other), own)

    left, sought = _kept(concealed.text), fold(name)
    assert sought not in left and sought[::-1] not in left, (how, concealed.text)
    assert fold(other) in fold(concealed.text)
    assert Telling.PERSON in concealed.found


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=12), st.sampled_from(sorted(CHANGED)))
def test_no_form_of_any_name_is_left(word: str, how: str) -> None:
    name = word.capitalize()
    assume(sum(map(str.isalpha, CHANGED[how](name))) > 1)  # a number is nobody's name
    assume(word not in plain())  # is known by its capital only

    text = conceal(f"Bonjour : {CHANGED[how](name)}.", Own((), (f"Camille {name}",))).text

    assert word not in _kept(text) and word[::-1] not in _kept(text), (how, text)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("C. Durand cherche un four.", "••• cherche un four."),
        ("Camille D. cherche un four.", "••• cherche un four."),
        ("C.N. Durand cherche un four.", "••• cherche un four."),
        ("B. Durand cherche un four.", "B. ••• cherche un four."),
        ("Ici Cam, du fournil.", "Ici •••, du fournil."),
    ],
)
def test_initials_and_short_names_go_with_the_name(typed: str, left: str) -> None:
    assert conceal(typed, Own((), ("Camille Durand", "Noé Durand"))).text == left


@pytest.mark.parametrize(
    ("own", "typed"),
    [
        ("Hugo Boucher", "La boucherie cherche des bouchers."),
        ("Hugo Marchand", "Nous vendons des marchandises sur le marché."),
        ("Rose Berger", "Les rosiers de la bergerie poussent."),
        ("Luc Lebon", "Est-ce le bon moment pour acheter ?"),
        ("Luc Legrand", "Nous cherchons le grand four de la ville."),
        ("Luc Dupont", "La location du pont roulant coûte cher."),
        ("Neil Ruel", "Chez leur fournisseur, 50 l de lait à 10 € le lot."),
        ("Sol Garin", "Il faut 50 l en mars, puis 5 kg."),
        ("Paul Martin", "Nous exportons vers les îles, la Martinique surtout."),
        ("Jean Petit", "Un petit atelier, de petites séries, du jeans."),
        ("Anne Roy", "L’année a été bonne, le royaume attend."),
    ],
)
def test_words_that_only_look_like_ones_name_stay(own: str, typed: str) -> None:
    assert conceal(typed, Own((), (own,))).text == typed


def test_a_firm_s_name_in_pieces_is_left_out_too() -> None:
    own = Own(("Menuiserie Mirabelle",), ("Camille Durand",))
    for typed in ("Mira belle", "ellebarim", "m1r4b3ll3", "menuiseriemirabelle", "M I R A B E L L E"):
        assert conceal(f"Nous sommes {typed} ici", own).text == f"Nous sommes {HIDDEN} ici", typed


@pytest.mark.parametrize(
    "typed",
    [
        "du_pont", "Du🥖pont", "Du\npont", "ᴅᴜᴘᴏɴᴛ", "Dup(ont", "legoff", "leg0ff", "J-N Le Goff",
        "JN Le Goff",
        "barle duc", "B a r l e D u c", "cud el rab",
    ],
)  # fmt: skip
def test_names_with_particles_and_places_are_left_out_in_pieces_too(typed: str) -> None:
    own = Own((), ("Jean-Noël Le Goff", "Ève Dupont"), ("Bar-le-Duc", "55000"))

    left = conceal(f"Ici {typed} .", own).text.replace("\n", " ")

    assert left.replace(HIDDEN, "").split() == ["Ici", "."], left
