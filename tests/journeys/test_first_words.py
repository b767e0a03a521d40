"""People begin by what weighs on them: they are answered, warmly and once, and the question stays."""

import pytest

from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.sending import reviews, sends
from tests.journeys.test_in_difficulty import said
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

pytestmark = pytest.mark.wordings

BEGINNINGS = (
    ("redressement judiciaire", "CMA"),
    ("ma boîte coule", "CMA"),
    ("mon associé m'a planté, je sais plus quoi faire", "CMA"),
    ("je dois 30 000 € à l'URSSAF", "CMA"),
    ("je ferme dans 2 mois", "CMA"),
    ("we are going bust", "CMA"),
    ("ma boîte est foutue, je dors plus, l'urssaf m'a bloqué le compte", "APESA"),
    ("je suis fatigué de tout", "APESA"),
    ("mes comptes sont bloqués", "CMA"),
    ("on est au bord du gouffre", "CMA"),
    ("je veux juste de l'argent", "journées d’appui gratuites"),
    ("j'ai été refusé par la banque", "journées d’appui gratuites"),
    ("c'est pour mon mari", "pour quelqu’un d’autre"),
    ("ma femme a une boutique de fleurs", "pour quelqu’un d’autre"),
    ("bonjour monsieur, ma mère tient un restaurant", "pour quelqu’un d’autre"),
    ("bonjour, groupe de 3000 salariés, on veut prêter des spécialistes", "vous ouvre un accès"),
    ("non je veux pas demander, je veux aider les petites entreprises", "vous ouvre un accès"),
    ("bjr je cherche du travail comme soudeur", "France Travail"),
)


@pytest.mark.parametrize(("words", "answer"), BEGINNINGS)
async def test_what_is_said_first_is_answered_and_the_question_stays(
    camille: Actor, words: str, answer: str
) -> None:
    await camille.does(("/start", words))

    assert answer in said(camille)
    assert camille.has("head"), "the question is asked again"
    assert "company" not in camille.answers


@pytest.mark.parametrize(
    "words", ["ma boîte coule", "redressement judiciaire", "je veux juste de l'argent", "c'est pour mon mari"]
)
async def test_trouble_is_the_name_of_no_company(camille: Actor, words: str) -> None:
    await at(camille, "company")
    await camille.does(words)

    assert camille.state == "company"
    assert not camille.has("c0"), "nothing of it is proposed as a name"


async def test_trouble_said_beside_a_figure_is_answered_too(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("6, mais j'ai plus de trésorerie, je coule")

    assert "APESA" in said(camille)
    assert camille.has("c0") or camille.answers.get("headcount") == 6, "and the figure is read"


async def test_a_petition_to_come_is_no_proceedings_yet(camille: Actor) -> None:
    await camille.does(("/start", "je dépose le bilan la semaine prochaine", Tap("head")))
    await camille.fills_in(BAKER, until="difficulties")

    assert "CMA" in said(camille)
    assert "☑️ Procédure collective en cours" not in camille.labels


async def test_a_project_told_where_the_company_is_asked_for_is_kept_and_is_no_name(camille: Actor) -> None:
    await at(camille, "company")
    await camille.does("il nous faut une machine neuve, l'ancienne tombe en panne et on perd des commandes")
    assert "Gardé pour la suite" in camille.screen
    assert not camille.has("c0")
    await camille.fills_in(BAKER, until="description")

    assert "on perd des commandes" in camille.screen


async def test_a_name_in_words_of_a_project_is_a_name(camille: Actor) -> None:
    await at(camille, "company")
    await camille.does("Projet Jeunes Lorraine")
    assert camille.answers["company"]["name"] == "Projet Jeunes Lorraine"


async def test_a_company_named_in_trouble_is_heard_and_so_is_its_trouble(camille: Actor) -> None:
    await at(camille, "company")
    await camille.does("la menuiserie Roux, on est en redressement judiciaire")

    assert "CMA" in said(camille)
    assert "Menuiserie Roux" in camille.labels


@pytest.mark.parametrize("words", ["je voudrais créer mon entreprise", "j'ai pas encore de boîte"])
async def test_who_is_creating_a_firm_is_answered_and_says_it_once(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))

    assert "certains en accueillent de nouvelles" in said(camille)
    assert (camille.state, camille.labels[0]) == ("company", "Elle est en création")
    assert "Vous avez écrit" in camille.screen


async def test_proceedings_said_first_are_ticked_where_they_are_asked(camille: Actor) -> None:
    await camille.does(("/start", "on est en redressement judiciaire depuis janvier", Tap("head")))
    await camille.fills_in(BAKER, until="difficulties")

    assert "difficulties" not in camille.answers
    assert "☑️ Procédure collective en cours" in camille.labels
    await camille.does(Tap("done"))
    assert camille.answers["difficulties"] == {"codes": ["insolvency"]}


async def test_who_does_not_follow_at_first_is_told_what_this_is(camille: Actor) -> None:
    await camille.does(("/start", "je comprends rien à vos trucs"))
    assert "spécialistes" in camille.screen and "courtes questions" in camille.screen

    await camille.does("vous pouvez m'aider ?")
    assert camille.has("head")


@pytest.mark.parametrize(
    "words",
    [
        "cest mon comptable ki ma dit de vous contacter",
        "cest pas clair vos trucs",
        "j'ai 3 boites laquelle je mets",
        "allo ya quelqu'un dans ce truc ou bien",
        "TOUT LE MONDE SE FOUT DE NOUS",
        "bjr je cherche du travail comme soudeur",
        "on veut prêter des spécialistes aux petites entreprises d'ici",
    ],
)
async def test_what_is_said_of_this_chat_or_of_no_firm_becomes_no_answer(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))

    assert camille.has("head")
    assert "J’ai lu" not in camille.screen


async def test_a_story_told_to_us_is_kept(camille: Actor) -> None:
    story = "Bonjour, je vous écris car notre atelier perd des clients et le chiffre baisse depuis un an"
    await camille.does(("/start", story))

    assert "Description\N{NO-BREAK SPACE}: vos mots" in camille.screen


async def test_a_yes_that_tells_no_role_is_not_answered_twice_alike(camille: Actor) -> None:
    await camille.does(("/start", "menuiserie à Toul, 6 salariés, on veut acheter une machine", "oui"))
    once = camille.screen
    await camille.does("oui")

    assert "Touchez votre rôle" in once
    assert camille.screen != once
    assert camille.has("head")


@pytest.mark.parametrize(
    ("words", "role"),
    [("je serai la gérante", "head"), ("i will be the owner", "head"), ("je serai salarié", None)],
)
async def test_who_will_run_a_firm_runs_it(camille: Actor, words: str, role: str | None) -> None:
    await camille.does(("/start", words))

    assert camille.answers.get("role") == role


async def test_a_company_number_alone_begins_a_request(camille: Actor) -> None:
    await camille.does(("/start", "732 829 320"))

    assert "SIREN732829320" in "".join(camille.screen.split())


DESPAIR = ("je suis au bout du rouleau", "j'ai envie d'en finir avec tout", "I can't go on anymore")


@pytest.mark.parametrize("words", DESPAIR)
@pytest.mark.parametrize("question", ["privacy", "headcount", "description"])
async def test_who_is_in_despair_hears_at_any_question_who_listens(
    camille: Actor, question: str, words: str
) -> None:
    await (at(camille, question) if question != "privacy" else camille.does("/start"))
    await camille.does(words)

    assert "3114" in said(camille)
    assert camille.state == question


@pytest.mark.parametrize("question", ["headcount", "description", "advance", "review"])
@pytest.mark.parametrize("words", ["j'en peux plus, je vais tout perdre", "I am going to lose everything"])
async def test_who_is_in_despair_is_offered_a_person_and_asked_nothing(
    camille: Actor, question: str, words: str
) -> None:
    await (at(camille, question) if question != "review" else reviews(camille))
    asked = camille.screen
    await camille.does(words)

    assert "3114" in camille.screen and "vous appelle" in camille.screen
    assert asked not in camille.screen
    assert camille.labels == ["🙋 Parler à quelqu’un", "▶️ Continuer"]
    await camille.does(("merci", "Continuer"))
    assert camille.state == question
    assert "Étape" in camille.screen


@pytest.mark.parametrize("yes", ["oui", "oui je veux bien", "parler à quelqu’un"])
async def test_who_is_in_despair_may_say_yes_to_a_person(camille: Actor, yes: str) -> None:
    await at(camille, "jobs_created")
    await camille.does(("je suis à bout", yes))

    assert camille.answers["for_operator"] == {"codes": ["call"]}
    assert camille.state == "name", "it is asked whom to call"


async def test_who_is_in_despair_is_heard_without_a_request_and_after_one(
    stage: Stage, camille: Actor
) -> None:
    alex = Actor(stage, stage.telegram.person("Alex", "Reed", language="en"))
    await alex.does(DESPAIR[2])
    assert "3114" in said(alex)
    await sends(camille)
    await camille.does("j'en peux plus")
    assert "3114" in said(camille)


IN_DANGER = (
    "je ne veux plus vivre",
    "à quoi bon vivre",
    "si ça continue je me tire une balle",
    "plus envie de rien, dépression, burn out",
    "I have no reason to live",
    "je ne vois plus d'issue",
    f"{'Nous faisons du pain, des brioches et le reste. ' * 43}Je veux mourir.",
)


@pytest.mark.parametrize("words", IN_DANGER)
@pytest.mark.parametrize("question", ["privacy", "company", "description", "advance", "headcount"])
async def test_who_is_in_danger_hears_only_who_listens_and_nothing_of_it_is_kept(
    camille: Actor, question: str, words: str
) -> None:
    await (at(camille, question) if question != "privacy" else camille.does("/start"))
    shown, before = len(camille.person.chat.history), camille.draft()
    assert before is not None
    await camille.does(words)

    [told] = [each.text for each in camille.person.chat.history[shown:] if each.text != words]
    assert "3114" in told and words[-12:] not in told
    after = camille.draft()
    assert after is not None and after.content | {"said": ""} == before.content | {"said": ""}


@pytest.mark.parametrize(
    "words",
    ["je veux en finir avec la paperasse", "mon concurrent veut me tuer, je suis mort de rire",
     "j'ai envie de vivre de ma passion", "notre four est au bout du rouleau"],
)  # fmt: skip
async def test_an_idiom_of_work_is_no_despair(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))
    assert "3114" not in said(camille)


async def test_proceedings_that_are_over_are_no_trouble(camille: Actor) -> None:
    await camille.does(("/start", "gérante à Toul, sortie de redressement judiciaire en 2019"))
    assert "CMA" not in said(camille)


@pytest.mark.parametrize("question", ["company", "description"])
async def test_who_is_in_danger_is_heard_below_a_photo_too(
    stage: Stage, camille: Actor, question: str
) -> None:
    await at(camille, question)
    camille.person.sends_photo(caption="je ne veux plus vivre")
    await stage.plays()

    assert "3114" in said(camille)
    assert question not in camille.answers and "ne veux plus" not in camille.screen


async def test_money_is_answered_with_the_terms_of_the_place_that_is_told_with_it(camille: Actor) -> None:
    await camille.does(("/start", "Garage Petit à Commercy, 8 salariés, je veux une avance de 15 000 €"))

    assert "Sur le territoire Meuse" in " ".join(message.text for message in camille.person.chat.history[-2:])


async def test_who_is_at_the_end_hears_who_listens_before_anything_of_money(camille: Actor) -> None:
    await camille.does(("/start", "Je suis au bout, la banque me lâche"))
    said = " ".join(message.text for message in camille.person.chat.history[-2:])

    assert "3114" in said
    assert "avance remboursable" not in said


@pytest.mark.parametrize(
    "words", ["AZ-26-0012", "où en est mon dossier AZ-26-0012 ?", "bonjour c'est pour az-26-0012"]
)
async def test_a_reference_named_from_another_account_begins_nothing_and_tells_the_way(
    camille: Actor, words: str
) -> None:
    await camille.does(words)
    assert "AZ-26-0012" in said(camille) and "un lien" in said(camille)
    assert not camille.has("head"), "no request is begun"
    await at(camille, "company")
    await camille.does(words)
    assert camille.state == "company" and "un lien" in said(camille)
