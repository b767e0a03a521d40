"""What tells who wrote is left out, however it is typed; the rest is read as it was written."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.exchanges.concealment import Own, Telling, conceal
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.words import fold

OWN = Own(
    firms=("Boulangerie des Tilleuls", "SARL Petit & Fils", "Forges du Val"),
    people=("Camille Durand", "Jean-Noël Le Goff", "Robin Petit", "Léa Roy"),
    places=("Bar-le-Duc", "55000"),
)

TELLING = {
    "06 39 98 12 34": Telling.CONTACT,
    "+33 6 39 98 12 34": Telling.CONTACT,
    "06.39.98.12.34": Telling.CONTACT,
    "camille@tilleuls.example": Telling.CONTACT,
    "https://www.tilleuls.fr/contact": Telling.LINK,
    "tilleuls-pains.fr": Telling.LINK,
    "@fournil_des_tilleuls": Telling.ACCOUNT,
    "insta : fournil.des.tilleuls": Telling.ACCOUNT,
    "732 829 320": Telling.NUMBER,
    "732 829 320 00074": Telling.NUMBER,
    "73282932000074": Telling.NUMBER,
    "FR44732829320": Telling.NUMBER,
    "12 rue de la Gare": Telling.ADDRESS,
    "3 bis, avenue du général Leclerc": Telling.ADDRESS,
    "place Stanislas": Telling.ADDRESS,
    "ZA de la Croix Saint Nicolas": Telling.ADDRESS,
    "Boulangerie des Tilleuls": Telling.FIRM,
    "boulangerie des tilleuls": Telling.FIRM,
    "LES TILLEULS": Telling.FIRM,
    "Forges du Val": Telling.FIRM,
    "Camille Durand": Telling.PERSON,
    "durand": Telling.PERSON,
    "Jean-Noël Le Goff": Telling.PERSON,
    "jean noel": Telling.PERSON,
    "Robin Petit": Telling.PERSON,
    "Mme Martin": Telling.PERSON,
    "M. Dupont": Telling.PERSON,
    "monsieur Dupont": Telling.PERSON,
    "je m’appelle sacha morel": Telling.PERSON,
    "Bar-le-Duc": Telling.PLACE,
    "BAR LE DUC": Telling.PLACE,
}
"""What tells who wrote, with what it is said to be."""

SECRET_WORDS = (
    "tilleuls", "732", "camille@", "gare", "leclerc", "stanislas", "nicolas", "forges", "durand", "noel",
    "goff", "robin", "martin", "dupont", "sacha", "morel", "fournil",
)  # fmt: skip
PLAIN = (
    "Qui a déjà changé de logiciel de facturation ?",
    "Nous cherchons 50 m² de stockage pour trois mois.",
    "Un petit atelier qui prêterait un transpalette, le 14 janvier 2027.",
    "Deux places de plus et la formation a lieu ici : 12 personnes, 1 500 € en tout.",
    "Madame, Monsieur, bonjour à tous,",
    "La mise en place prend 3 jours, la route du lait est longue.",
    "Who would lend a pallet truck for one day, next week?",
    "Nous livrons 10 000 pièces par an ; le cours du blé monte.",
)
"""What tells nobody who writes it."""


@pytest.mark.parametrize("text", PLAIN)
def test_what_tells_nobody_is_read_as_it_was_written(text: str) -> None:
    assert conceal(text, OWN).text == text


@pytest.mark.parametrize(("typed", "kind"), TELLING.items())
def test_what_tells_is_left_out_and_said_to_its_author(typed: str, kind: Telling) -> None:
    concealed = conceal(f"Qui peut nous aider ? {typed}, merci.", OWN)

    assert concealed.text.startswith("Qui peut nous aider ? ") and HIDDEN in concealed.text
    assert kind in concealed.found
    assert not any(word in fold(concealed.text).split() for word in SECRET_WORDS)


@given(
    st.lists(st.sampled_from([*TELLING, *PLAIN]), min_size=1, max_size=6),
    st.sampled_from([" ", "\n", ", ", " - ", " / ", "\u00a0", " : "]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_nothing_that_tells_is_left_in_any_order_or_capitals(
    parts: list[str], between: str, changed: type[str]
) -> None:
    text = between.join(changed(part) for part in parts)
    concealed = conceal(text, OWN)

    said = fold(concealed.text)
    own = [word for word in ("tilleuls", "durand", "goff", "camille", "forges", "732829320") if word in said]
    assert own == [], concealed.text
    for part in parts:
        if part in TELLING and TELLING[part] in (Telling.CONTACT, Telling.NUMBER):
            assert changed(part) not in concealed.text
    assert conceal(concealed.text, OWN).text == concealed.text, "what is left out leaves nothing to leave out"


@given(st.text(max_size=600))
def test_any_text_is_read_without_an_error(text: str) -> None:
    conceal(text, OWN)


@pytest.mark.parametrize(
    "piece", ["rue de la ", "06 ", "a.b.", "@a", "1 ", "M. A ", "A-", "des ", "\u200d", "ZA de ", "\ufdfa"]
)
def test_a_hostile_text_costs_no_more_than_another(piece: str) -> None:
    text = (piece * 600)[:600]
    conceal(text, OWN)
    start = time.perf_counter()
    conceal(text, OWN)

    assert time.perf_counter() - start < 0.1


@pytest.mark.parametrize(
    "typed", ["dur\u200band", "ＤＵＲＡＮＤ", "Durant", "du\u00adrand", "Boulangeriedestilleuls"]
)
def test_signs_that_are_not_seen_and_slips_hide_nothing(typed: str) -> None:
    assert HIDDEN in conceal(f"demandez {typed} ici", OWN).text


@pytest.mark.parametrize(
    "typed",
    [
        "D u r a n d cherche un four", "D.u.r.a.n.d cherche un four", "T-i-l-l-e-u-l-s",
        "Dura\u0301nd", "Le\u0301a cherche un four", "Lеa Rоy cherche", "06*39*98*12*34",
        "06, 39, 98, 12, 34",        "⓪⑥ ③⑨ ⑨⑧ ①② ③④", "nous sommes à toul", "un four près de toul",
    ],
)  # fmt: skip
def test_what_is_spelt_or_written_in_look_alikes_is_left_out_too(typed: str) -> None:
    own = Own(OWN.firms, OWN.people, ("Toul", "54200"))
    found = conceal(typed, own)
    assert HIDDEN in found.text, found
    assert not any(each in fold(found.text) for each in ("durand", "lea", "toul", "12 34"))


@pytest.mark.parametrize(
    "typed", ["la location de pont roulant", "a b c d e f", "une réunion en mars", "C A P D I E S E"]
)
def test_words_that_are_also_of_a_town_and_other_initials_stay(typed: str) -> None:
    assert conceal(typed, Own(OWN.firms, OWN.people, ("Pont-à-Mousson", "54700"))).text == typed


OTHER_WAYS = """
732/829/320 | 732_829_320 | 732 · 829 · 320 | 732,829,320 00074 | FR76 3000 6000 0112 3456 7890 189
DE89 3704 0044 0532 0130 00 | AB-123-CD | AB 123 CD | zéro six trente-neuf quatre-vingt-dix-huit
zéro six douze, trente quatre, cinquante | camille.pain chez gmail | camille point pain at gmail point com
fournil arobase tilleuls point fr | tilleuls point fr | t.me/artisans54 | wa.me/33639981234
linkedin.com/in/c-morel | in/c-morel-pain | insta fournil_du_coin | mon insta c’est fournil.du.coin
snap pain55 | WhatsApp : fourniers | zone artisanale des prés | za de la croix | lieu-dit la croix
SARL Dubois | Dubois SAS | eurl petitjean | Ets Caron | Dubois Frères | Caron & Fils | Caron et Fils
Dubois Ltd | Caron GmbH
48.6745, 5.8912 | 48,6745 5,8912 | 48°40'28"N 5°53'28"E | latitude 48.67, longitude 5.89
8FX5MVFR+2W | ///table.lampe.cuillère | 0 6 puis 39 98 puis 12 34 | 06 et 39 et 98 et 12 et 34
"""
TOLD_BY_THEM = frozenset(
    "732 829 fr76 ab trente gmail tilleuls artisans54 morel coin pain55 pres croix dubois petitjean caron"
    " 3704 fourniers 33639981234 48 67 5 89 8912 8fx5mvfr 2w table lampe cuillere 34 6745".split()
)


@pytest.mark.parametrize("typed", [each.strip() for each in re.split(r"[|\n]", OTHER_WAYS.strip())])
def test_every_other_way_to_find_somebody_is_left_out(typed: str) -> None:
    concealed = conceal(f"Qui peut aider ? {typed} , merci.", OWN)

    kept = fold(concealed.text)
    assert HIDDEN in concealed.text and concealed.found
    assert kept.startswith("qui peut aider") and kept.endswith("merci")
    assert TOLD_BY_THEM.isdisjoint(kept.split())


@pytest.mark.parametrize(
    "text",
    [
        "Nous produisons 10 000, 20 000, puis 30 000 pièces.",
        "Les lots de 12 / 24 / 36 pièces partent lundi.",
        "Faut-il faire un point com avec nos clients ?",
        "Une messagerie chez Gmail suffit-elle ?",
        "La rue est en travaux, l’avenue principale aussi.",
        "Une SARL familiale peut-elle devenir SAS ?",
        "Notre SARL cherche une autre EURL ou une SCOP.",
        "La norme EN 388 et le gant NF EN 407.",
        "Nous développons en ASP.NET, avec un peu de VB.NET.",
        "Le four date de deux mille six, il en reste trois ou quatre.",
        "Un garage Renault prête-t-il ses ponts ?",
        "La zone artisanale de la commune est pleine.",
        "Qui vend sur Instagram ou sur Facebook 3 fois par semaine ?",
        "Bonjour,\nqui aurait un four ?\nMerci",
        "Une tôle de 48.5, 12.25 ou 5.75 mm.",
        "Entre 12,5 et 15,75 tonnes ; il en faut 3,5.",
        "Les deux frères et fils de la maison travaillent à 12 °C.",
        "Il nous faut 06 palettes, puis 12, puis 34.",
        "Notre contrat est signé pour un an.",
        "Une place de parking rue calme, une vitrine rue passante.",
    ],
)
def test_what_looks_like_a_way_and_is_none_stays(text: str) -> None:
    assert conceal(text, OWN).text == text


@pytest.mark.parametrize("signed", ["Signé : Guyot", "signé Guyot", "Signée, Guyot", "De la part de Guyot"])
def test_a_name_that_is_signed_is_left_out(signed: str) -> None:
    concealed = conceal(f"Qui aurait un four ? {signed}", OWN)

    assert "Guyot" not in concealed.text and Telling.PERSON in concealed.found
