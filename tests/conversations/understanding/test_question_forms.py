"""A question is known by its form, be nothing learned of what it asks."""

import pytest

from conversations.understanding.question_forms import is_asked


@pytest.mark.parametrize(
    "text",
    [
        "est ce que M. Vasseur a bien eu mon courrier",
        "peut on changer de notaire en route",
        "Faut-il un plan des lieux ?",
        "La mairie s'en mêlera-t-elle ?",
        "et si le voisin s'y oppose",
        "j'aimerais savoir si vous aidez les taxis",
        "svp dites moi qui tient la caisse",
        "vous faites aussi les prêts pour les véhicules",
        "comment je déclare ça",
        "combien ça coûte",
        "c'est quoi le mieux",
        "je mets quoi",
        "la caisse ouvre quand chez vous",
        "je note quoi comme nom",
        "j'ai deux patrons, ça gêne",
        "on compte le chien ou pas",
        "mon neveu sera là dans 5 minutes, il verra tout ?",
        "bonjour, pourriez-vous m'indiquer une adresse",
        "is my lease a problem, it ends soon",
        "when do the shops hear",
        "they won't sell it on, will they",
        "tell me whether the landlord must agree",
        "mon comptable peut relire ?",
        "your office is near the station?",
    ],
)
def test_a_question_is_one_by_its_form_mark_or_no_mark(text: str) -> None:
    assert is_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "une vingtaine ?",
        "12 ?",
        "Toul ?",
        "quand on aura la machine",
        "quand vous voulez",
        "appelez-nous le matin",
        "rendez-vous le mardi",
        "dès que possible ?",
        "Qui Dort Dîne",
        "Boulangerie Quand Même",
        "trois, moi compris",
        "fin mars, je crois ?",
        "un nouveau four ?",
        "ma femme et moi ?",
        "we are six",
        "je commence quand le bail est signé",
        "un four, quoi",
        "deux personnes, peut-être trois ?",
        "will",
        "May 2027",
        "",
        "?",
    ],
)
def test_an_answer_that_doubts_is_no_question(text: str) -> None:
    assert not is_asked(text)


def test_a_long_text_is_no_question_by_its_form() -> None:
    assert not is_asked("faut il " * 2_000)
