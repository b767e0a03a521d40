"""What an applicant types once the request is sent: kept, never in the same words twice, with the way on."""

import pytest

from conversations.engine.draft import REVIEW
from conversations.situation import Answer
from tests.journeys.acting import Actor
from tests.journeys.sending import sends


async def said(actor: Actor, text: str) -> str:
    """Type something; return the answer."""
    await actor.does(text)
    return actor.screen


async def test_no_two_messages_in_a_row_get_the_same_sentence(camille: Actor) -> None:
    await sends(camille)
    told = [
        await said(camille, text)
        for text in ("on ferme en août", "le portail est bleu", "sonnez deux fois", "le chien est gentil")
    ]

    assert len(set(told)) == len(told)
    assert "/suivi" in told[1] and "/nouvelle" in told[1]
    assert "4 messages" in told[3]


@pytest.mark.parametrize(
    ("text", "button", "name", "corrected"),
    [
        ("en fait on est 14", "Effectif : 14", "headcount", 14),
        ("jai oublié de dire on sera 14 infirmieres", "Effectif : 14", "headcount", 14),
        ("on a mis 12 salariés c'est 14", "Effectif : 14", "headcount", 14),
        ("sorry wrong number of people, it's 14", "Effectif : 14", "headcount", 14),
        ("the total headcount is 14", "Effectif : 14", "headcount", 14),
        ("je mappelle kelly dubreuil-martin en fait", "Nom : Kelly Dubreuil-Martin", "name",
         "Kelly Dubreuil-Martin"),
        ("ah et jai mis debut mars 2027 cest plutot juin 2027", "Début souhaité : juin 2027", "start",
         {"from": "2027-06-01", "to": "2027-06-30"}),
        ("zéro embauche finalement", "Emplois à créer : 0", "jobs_created", 0),
        ("mon adresse mail c'est jean@exemple.fr", "jean@exemple.fr", "contact",
         {"phone": "+33612345678", "email": "jean@exemple.fr"}),
    ],
)  # fmt: skip
async def test_what_corrects_an_answer_is_prepared_by_one_touch(
    camille: Actor, text: str, button: str, name: str, corrected: object
) -> None:
    await sends(camille)
    assert "Conservé" in await said(camille, text), "it is read whatever is touched"
    [label] = [label for label in camille.labels if button in label.replace("\xa0", " ")]
    await camille.does(label)

    assert (camille.state, camille.answers[name]) == (REVIEW, corrected)
    assert camille.dossiers()[0].answers[name] != corrected, "nothing changes before it is sent"
    await camille.does("Envoyer")
    assert camille.dossiers()[0].answers[name] == corrected


@pytest.mark.parametrize(
    "texts",
    [
        ("on a oublié la 2e maison, avec 2 salariés", "non c'est 15 en tout"),
        ("en fait on est 2", "l'effectif total est de 15"),
        ("en fait on est 2", "on ferme en août", "en fait on est 15 maintenant"),
        ("oh and I forgot, we have a second house with 2 employees", "no it is 15 in total"),
    ],
)
async def test_what_is_said_last_takes_the_place_of_what_was_offered(
    camille: Actor, texts: tuple[str, ...]
) -> None:
    await sends(camille)
    await camille.does(texts)
    former = camille.labels
    await camille.does("oui")

    assert "Effectif : 15" in former[0].replace("\xa0", " ")
    assert (camille.state, camille.answers["headcount"]) == (REVIEW, 15)


async def test_a_former_offer_keeps_no_value_that_was_put_right_since(camille: Actor) -> None:
    await sends(camille)
    await camille.does("en fait on est 2")
    former, message = camille.person.chat.last.rows[0][0].data or "", camille.person.chat.last
    await camille.does("en fait on est 15 maintenant")
    camille.person.forges_tap(former, message)
    await camille.stage.plays()

    assert camille.answers["headcount"] == 15


async def test_several_corrections_wait_together(camille: Actor) -> None:
    await sends(camille)
    await camille.does(("mon adresse mail cest lucie@example.com", "mon tel c'est le 06 39 98 00 13"))
    await camille.does("en fait on est 15 maintenant")
    assert "lucie@example.com" in camille.screen and "Effectif" in camille.screen
    await camille.does(("oui", "tout"))

    assert camille.answers["headcount"] == 15
    assert camille.answers["contact"] == {"phone": "+33639980013", "email": "lucie@example.com"}


async def test_what_was_declined_is_offered_no_more(camille: Actor) -> None:
    await sends(camille)
    await camille.does(("en fait on est 14", "non", "mon adresse mail cest lucie@example.com"))

    assert "lucie@example.com" in camille.labels[0] and "Effectif" not in camille.screen


@pytest.mark.parametrize(
    "text", ["pourquoi vous avez besoin de mon siren", "why do you need my company name"]
)
async def test_a_question_is_no_correction(camille: Actor, text: str) -> None:
    await sends(camille)

    assert "correction" not in await said(camille, text)
    assert not [label for label in camille.labels if "✏️" in label]


async def test_an_answer_that_is_only_called_wrong_has_its_way_to_be_corrected(camille: Actor) -> None:
    await sends(camille)
    await camille.does("ma commune est fausse")

    assert camille.labels == ["✏️ Corriger ou compléter"]


@pytest.mark.parametrize(
    "text",
    ["je voudrais refaire une demande pour mon autre société", "nouvelle demande", "j'ai un autre projet"],
)
async def test_who_wants_another_request_is_told_how(camille: Actor, text: str) -> None:
    await sends(camille)

    assert "/nouvelle" in await said(camille, text)
    assert "Conservé" not in camille.screen


@pytest.mark.parametrize(
    "text", ["qui a lu mon dossier", "qui a vu ma demande ?", "on vous a dit quoi sur moi"]
)
async def test_who_asks_what_is_known_of_them_has_all_that_is_kept(camille: Actor, text: str) -> None:
    await sends(camille)

    assert "Tout ce qui est gardé à votre sujet" in await said(camille, text)


async def test_a_greeting_alone_is_answered_and_passed_on_to_nobody(camille: Actor) -> None:
    await sends(camille)

    assert "Bonjour" in await said(camille, "bonjour")
    assert "Conservé" in await said(camille, "on ferme en août")
    assert "2 messages" not in camille.screen


@pytest.mark.parametrize(
    ("changed", "promised"),
    [
        ({}, "vous appelle"),
        ({"call_time": "written"}, "vous écrit"),
        ({"contact": {"email": "camille@example.com"}}, "vous écrit"),
    ],
)
async def test_who_would_rather_be_written_to_is_promised_no_call(
    camille: Actor, changed: dict[str, Answer], promised: str
) -> None:
    await sends(camille, changed)

    told = camille.person.chat.history[-1].text
    assert promised in told
    assert ("vous appelle" in told) == (promised == "vous appelle")


@pytest.mark.parametrize(
    ("text", "yes", "state"),
    [("en fait on est 14", "oui", REVIEW), ("en fait on est 14", "c'est ça", REVIEW),
     ("ma commune est fausse", "ok", REVIEW)],
)  # fmt: skip
async def test_a_yes_takes_the_correction_that_is_offered(
    camille: Actor, text: str, yes: str, state: str
) -> None:
    await sends(camille)
    await camille.does((text, yes))

    assert camille.state == state
    assert camille.dossiers()[0].answers["headcount"] == 12, "nothing changes before it is sent"


async def test_a_no_to_the_correction_that_is_offered_leaves_it(camille: Actor) -> None:
    await sends(camille)
    await camille.does(("en fait on est 14", "non"))

    assert "rien ne change" in camille.screen
    assert camille.state is None


@pytest.mark.parametrize(
    "text",
    ["je ne veux plus que le comité voie mon dossier", "finalement pas d'accord pour le comité",
     "je retire mon accord"],
)  # fmt: skip
async def test_who_takes_back_the_reading_by_the_committee_has_it_at_hand(camille: Actor, text: str) -> None:
    await sends(camille)
    assert "Conservé" in await said(camille, text), "it is read whatever is touched"
    await camille.does(("oui", "Je retire mon accord"))

    assert camille.dossiers()[0].committee_agreed_at is None
    assert "vous ne l’avez pas accept" in await said(camille, text) or text == "je retire mon accord"


@pytest.mark.parametrize(
    "text",
    [
        "j'ai un autre projet : acheter un four",
        "nouvelle demande pour un camion",
        "On a un 2e projet, recruter",
    ],
)
async def test_another_project_is_kept_and_has_its_own_request_at_hand(camille: Actor, text: str) -> None:
    await sends(camille)
    assert "Conservé" in await said(camille, text)
    await camille.does("oui")

    assert camille.state is not None, "another request is begun"


@pytest.mark.parametrize(
    "text",
    [
        "on laisse tomber",
        "le projet est annulé",
        "finalement on laisse tomber jai trouvé autrement",
        "en fait il veut plus",
        "mon client ne veut plus",
    ],
)
async def test_who_gives_up_is_asked_whether_to_withdraw(camille: Actor, text: str) -> None:
    await sends(camille)
    assert "Conservé" in await said(camille, text)
    await camille.does("oui")
    assert camille.dossiers()[0].status == "received", "a yes only shows what it means"
    await camille.does("La retirer")

    assert camille.dossiers()[0].status == "withdrawn"


@pytest.mark.parametrize("text", ["super", "parfait merci à vous", "👍", "merci bcp"])
async def test_who_is_only_pleased_writes_to_nobody(camille: Actor, text: str) -> None:
    await sends(camille)

    assert "Avec plaisir" in await said(camille, text)
    assert "Conservé" in await said(camille, "on ferme en août")
    assert "2 messages" not in camille.screen


@pytest.mark.parametrize("text", ["je souhaite annuler ma demande", "comment je retire ma demande ?"])
@pytest.mark.parametrize("before", [(), ("j'ai un 2e projet, recruter",)])
async def test_who_wants_to_withdraw_has_the_button(
    camille: Actor, text: str, before: tuple[str, ...]
) -> None:
    await sends(camille)
    await camille.does((*before, text))
    assert "🚫 Retirer" in camille.labels
    await camille.does(("🚫 Retirer", "La retirer"))

    assert camille.dossiers()[0].status == "withdrawn"


@pytest.mark.parametrize("text", ["non", "non rien oubliez"])
async def test_a_no_to_nothing_is_passed_on_to_nobody(camille: Actor, text: str) -> None:
    await sends(camille)

    assert "rien ne change" in await said(camille, text)


@pytest.mark.parametrize(
    "text", ["je préfère qu'on m'écrive", "on m'a volé mon tel, ecrivez moi plutot", "plutôt par mail"]
)
async def test_when_to_call_is_corrected_after_sending(camille: Actor, text: str) -> None:
    await sends(camille)
    await camille.does((text, "oui", "Envoyer"))

    assert camille.dossiers()[0].answers["call_time"] == "written"


async def test_an_agreement_given_after_sending_is_shown_before_it_counts(camille: Actor) -> None:
    await sends(camille)
    await camille.does(
        ("pas le comité", "oui", "Je retire mon accord", "ok pour que le comité lise finalement")
    )
    assert camille.dossiers()[0].committee_agreed_at is None
    await camille.does("oui")
    await camille.does(next(label for label in camille.labels if label.startswith("👍")))

    assert camille.dossiers()[0].committee_agreed_at is not None


@pytest.mark.parametrize("text", ["tjrs rien ?", "c'est quoi mon numéro de dossier", "où ça en est ?"])
async def test_who_asks_for_news_is_told_where_the_request_stands(camille: Actor, text: str) -> None:
    await sends(camille)
    said_now = await said(camille, text)

    assert camille.dossiers()[0].reference in said_now and "Conservé" not in said_now


@pytest.mark.parametrize("text", ["ok", "oui", "ca marche", "d'accord"])
async def test_a_yes_to_nothing_is_no_thanks_and_no_message(camille: Actor, text: str) -> None:
    await sends(camille)
    told = await said(camille, text)

    assert "C’est noté" in told and "/suivi" in told
    assert "Conservé" not in told


@pytest.mark.parametrize("text", ["vous avez reçu ma demande ?", "did you get it?", "voir ma demande"])
async def test_who_asks_whether_it_left_is_told_where_it_stands(camille: Actor, text: str) -> None:
    await sends(camille)

    assert camille.dossiers()[0].reference in await said(camille, text)
