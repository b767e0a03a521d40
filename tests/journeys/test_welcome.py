"""The welcome is said whole once; asked again, its question is short."""

from datetime import timedelta

import pytest

from tests.journeys.acting import BAKER, Actor, Tap, refusals
from tests.journeys.sending import sends
from tests.journeys.sittings import own_data
from tests.stage import Stage

pytestmark = pytest.mark.wordings

WHOLE = "une dizaine de minutes"
SHORT = "Vos réponses sont lues"


@pytest.mark.parametrize("words", ["Pourquoi ?", "xyzzy", "/start", "/nouvelle", "/aide", "c'est gratuit ?"])
async def test_what_comes_before_the_first_answer_does_not_say_it_again(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))
    if camille.has("c"):
        await camille.does(Tap("c"))

    said = [message.text for message in camille.person.chat.history if WHOLE in message.text]
    assert len(said) == 1, said
    assert SHORT in camille.screen
    assert camille.has("head") and camille.has("no"), "it is the same question"
    assert camille.labels.count("🔒 Vos données, en détail") == 1


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("Bonjour, j'ai une boulangerie à Toul et je cherche de l'aide pour embaucher", True),
     ("appelez-moi au 06 39 98 12 34", True), ("bonjour", False)],
)  # fmt: skip
async def test_who_writes_before_the_notice_is_shown_it_and_nothing_is_kept(
    camille: Actor, words: str, is_told: bool
) -> None:
    await camille.does(words)

    assert WHOLE in camille.screen, "one hello, which is the notice"
    assert camille.has("head")
    assert ("gardé nulle part" in camille.screen) is is_told
    draft = camille.draft()
    assert draft is not None and "heard" not in draft.content


async def test_who_writes_the_word_of_a_command_first_is_shown_what_it_does(camille: Actor) -> None:
    await camille.does("aide")

    assert "/start – préparer une demande" in camille.screen


@pytest.mark.parametrize("words", ["urgent, je dépose le bilan demain", "on est en redressement judiciaire"])
async def test_who_writes_first_of_trouble_is_shown_the_doors(camille: Actor, words: str) -> None:
    await camille.does(words)

    assert "APESA" in camille.screen
    assert camille.has("n")


async def test_in_another_language_it_is_said_whole_again(camille: Actor) -> None:
    await camille.does(("/start", "english"))

    assert "About ten minutes" in camille.screen
    await camille.does("/start")
    assert "About ten minutes" not in camille.screen


async def test_the_message_that_says_it_whole_goes_on_saying_it(camille: Actor) -> None:
    await camille.does("/start")
    await camille.does((Tap("l"), Tap("l")))

    assert WHOLE in camille.screen


async def test_a_new_request_says_it_whole(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    stage.clock.passes(timedelta(days=1))
    await camille.does("/nouvelle")

    assert WHOLE in camille.screen


ALL = (
    "Bonjour, je suis la gérante de la boulangerie Mirabelle à Bar-le-Duc, on est 4, on voudrait recruter "
    "un apprenti"
)


async def test_who_tells_all_at_once_is_told_what_was_read_and_confirms_it_by_taps(
    stage: Stage, camille: Actor
) -> None:
    await camille.does(("/start", ALL))

    assert camille.state == "privacy", "nothing is settled by words that say more"
    read = camille.screen.replace("\N{NO-BREAK SPACE}", " ")
    assert "Entreprise : Boulangerie Mirabelle" in read
    assert "Commune : Bar-le-Duc (55)" in read
    assert "Effectif : 4" in read
    await camille.does((Tap("head"), Tap("c0")))
    assert camille.answers["company"] == {"kind": "named", "name": "Boulangerie Mirabelle"}
    await camille.does(Tap("heard"))
    assert (camille.answers["place"]["name"], camille.answers["headcount"]) == ("Bar-le-Duc", 4)
    assert camille.answers["jobs_created"] == 1
    asked = await camille.fills_in(BAKER | {"description": Tap("done"), "jobs_kept": "4"})
    assert camille.answers["description"] == ALL
    assert {"place", "headcount", "jobs_created"}.isdisjoint(asked)
    assert refusals(stage) == []


async def test_the_role_that_was_said_comes_first_and_a_yes_takes_it(camille: Actor) -> None:
    said = "Je suis expert-comptable à Toul, la menuiserie Roux cherche un commercial"
    await camille.does(("/start", said))
    assert (camille.state, camille.labels[0]) == ("privacy", "Je la conseille (expert-comptable…)")
    await camille.does("oui")

    assert (camille.answers["privacy"], camille.answers["role"]) == ("yes", "adviser")


async def test_a_role_plainly_told_begins_beside_what_is_told_of_a_firm(camille: Actor) -> None:
    said = "Je suis expert-comptable à Toul, la menuiserie Roux a 12 salariés et voudrait une machine"
    await camille.does(("/start", said))

    assert (camille.answers["privacy"], camille.answers["role"]) == ("yes", "adviser")


@pytest.mark.parametrize(
    "said", ["menuiserie à Commercy", "Garage Vigneron à Toul", "restaurant à Toul", "SARL Dupont Commercy"]
)
async def test_a_firm_and_its_town_begin_nothing(camille: Actor, said: str) -> None:
    await camille.does(("/start", said))

    assert "role" not in camille.answers and camille.has("head") and camille.has("adviser")


async def test_a_role_said_alone_begins_with_what_else_is_said(camille: Actor) -> None:
    await camille.does(("/start", "Je dirige la boulangerie Lambert à Toul"))

    assert (camille.state, camille.answers["role"]) == ("company", "head")
    assert "Boulangerie Lambert" in camille.labels


TOLD_OF_SOMEBODY = (
    "je suis comptable, j'ai un client boulanger à Verdun qui veut un four, 45000 €",
    "bonjour monsieur, ma mère tient un restaurant à Vaucouleurs et elle est fatiguée",
    "coiffeuse à domicile à Commercy, je cherche des clientes",
)


@pytest.mark.parametrize(
    "told", [*TOLD_OF_SOMEBODY, "Nous avons trop de commandes et pas assez de bras. " * 40]
)
async def test_whatever_is_told_at_length_need_not_be_told_again(camille: Actor, told: str) -> None:
    await camille.does(("/start", told, Tap("head")))
    await camille.fills_in(BAKER, until="description")

    assert told[:40] in camille.screen
    await camille.does(Tap("done"))
    assert str(camille.answers["description"]).startswith(told[:200].strip())


@pytest.mark.parametrize("words", ["xyzzy", "bonjour à toutes et à tous"])
async def test_few_words_are_no_project(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))

    draft = camille.draft()
    assert draft is not None and "heard" not in draft.content


async def test_several_messages_tell_one_project_and_each_may_be_edited(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "Bonjour", "Nous voulons ouvrir un second magasin à Nancy"))
    typed = camille.person.types("Il nous faut un budget de 80 000 € et un chef de rang")
    await stage.plays()
    camille.person.edits(typed, "Il nous faut un budget de 90 000 € et deux chefs de rang")
    await stage.plays()
    await camille.does(Tap("head"))
    await camille.fills_in(BAKER, until="description")

    assert "80 000" not in camille.screen and "deux chefs de rang" in camille.screen
    await camille.does(Tap("done"))
    assert camille.answers["description"] == (
        "Nous voulons ouvrir un second magasin à Nancy\n\n"
        "Il nous faut un budget de 90 000 € et deux chefs de rang"
    )
    await camille.fills_in(BAKER | {"advance": "20k"}, until="project_budget")
    assert camille.labels[0].startswith("90")


async def test_who_goes_no_further_leaves_nothing(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", ALL, "/mesdonnees"))
    assert "Mirabelle" in own_data(camille), "what waits is shown"
    await camille.does(Tap("no"))
    assert camille.draft() is None

    await camille.does(("/start", ALL, "/supprimer", Tap("z")))
    assert camille.draft() is None
    await camille.does("/start")
    assert "Mirabelle" not in str(camille.draft())


async def test_files_under_the_welcome_go_with_the_request_that_it_begins(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    camille.person.sends_document("devis.pdf", b"%PDF", caption="La menuiserie Roux à Toul, 12 salariés")
    await stage.plays()
    assert "Gardé" in camille.person.chat.history[-2].text
    assert "Effectif" in camille.screen
    camille.person.sends_voice()
    await stage.plays()
    await camille.does(Tap("head"))

    draft = camille.draft()
    assert draft is not None and len(draft.content["files"]) == 2
    assert "Menuiserie Roux" in camille.labels


async def test_a_project_told_with_the_company_is_kept_for_its_question(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="company")
    await camille.does("La menuiserie Roux. Nous voulons acheter une machine et former nos deux ouvriers")
    await camille.does(Tap("c0"))
    await camille.fills_in(BAKER, until="description")

    assert "Nous voulons acheter une machine" in camille.screen
    assert camille.has("done")
