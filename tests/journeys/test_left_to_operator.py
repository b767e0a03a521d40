"""What an applicant cannot answer, or asks, goes to the operator with the request."""

from itertools import pairwise

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.intake.faq import perhaps
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sittings import everything_read, goes_on_agenda, papers, sits, taps
from tests.stage import Stage

REACHED = "06 39 98 12 34, demandez Maëlle"


async def test_a_question_left_to_the_operator_is_on_the_card_and_flags_the_request(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="sector")
    told = []
    for _ in range(3):
        await camille.does("zzz")
        told.append(camille.screen.split("👉")[1])
    assert len(set(told)) == 3
    assert "Boulangerie des Tilleuls" in told[1]
    assert "Passer" in " ".join(camille.labels)
    await camille.does("Passer, l’opérateur verra avec vous")
    await camille.fills_in(BAKER)
    assert "À voir avec l’opérateur" in camille.screen
    await camille.sends()

    [dossier] = camille.dossiers()
    assert (dossier.answers["sector"], dossier.outcome) == (None, "to_check")
    assert "À voir avec l’opérateur" in toul.screen.text
    assert "réponse à voir" in toul.screen.text


async def test_who_wants_a_person_is_asked_to_be_called_with_the_request(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("je veux un humain")
    await camille.does(("Camille Durand", "06 12 34 56 78", Tap("not_now")))
    assert camille.state == "headcount"
    await camille.fills_in(BAKER)
    assert "qu’on m’appelle" in camille.screen
    await camille.sends()

    assert "qu’on m’appelle" in toul.screen.text


async def test_a_question_only_a_person_can_answer_goes_with_the_request(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(("vous faites du café ?", Tap("q")))
    assert camille.answers["for_operator"] == {"codes": [], "words": "vous faites du café ?"}
    await camille.does(("et du thé, vous en faites ?", Tap("q")))
    await camille.fills_in(BAKER)
    await camille.sends()

    assert "une question" in toul.screen.text
    assert "café" not in toul.screen.text
    await taps_in(sacha, toul, "claim")
    assert "vous faites du café ?" in sacha.screen
    assert "et du thé, vous en faites ?" in sacha.screen


async def test_questions_in_a_row_are_kept_by_one_touch_the_last_three(camille: Actor) -> None:
    tea, coffee, chairs, tables = questions = (
        "quelle est la couleur du thé ?",
        "vous faites du café ?",
        "y a-t-il des chaises ?",
        "quelle est la couleur des tables ?",
    )
    assert [text for text in questions if perhaps(text)] == [], "a common question would be offered"
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does((coffee, tea, coffee))
    assert "2 dernières questions" in camille.screen
    assert any("Les garder" in label for label in camille.labels)
    await camille.does((chairs, tables))
    assert "3 dernières questions" in camille.screen
    await camille.does("les garder pour Pays Terres de Lorraine")

    kept = camille.answers["for_operator"]["words"]
    assert [word in kept for word in ("thé", "café", "chaises", "tables")] == [False, True, True, True]
    assert not camille.has("q")


async def test_the_questions_kept_are_few_enough_to_be_read(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    for letter in "abcdefghijklmnop":
        question = f"vous faites du café {letter}, du thé, du chocolat, des jus et des sirops de fruits ?"
        await camille.does((question, Tap("q")))

    kept = camille.answers["for_operator"]["words"]
    assert "café a," in kept
    assert "café p," not in kept
    assert len(kept) <= 1_000
    assert "une fois" in camille.person.chat.history[-2].text


async def test_what_is_asked_of_the_operator_and_how_one_is_reached_never_circulate(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    nour = await enrolled(stage, "Nour Lambert", Role.MEMBER, TOUL)
    changed = BAKER | {
        "role": Tap("delegate"),
        "head_agrees": "oui",
        "contact": REACHED,
        "head_contact": "Robin Morel, 06 39 98 56 78",
        "description": ("Nous agrandissons l’atelier. " * 100 + "Le secret de la fin.", Tap("done")),
    }
    await camille.does("/start")
    await camille.fills_in(changed, until="headcount")
    await camille.does(("Mon banquier Bernard siège au comité, le saura-t-il ?", Tap("q")))
    await camille.does(("je veux un humain", "Camille Durand", REACHED, Tap("not_now")))
    camille.person.sends_document("bilan.pdf", b"%PDF-1.4", caption="Le bilan, vu par Odile")
    await stage.plays()
    await camille.fills_in(changed)
    await camille.sends()
    await taps_in(sacha, toul, "claim")
    assert "Bernard" in sacha.screen
    await sacha.does((Tap("make_ready"), Tap("yes"), Tap("schedule")))
    await goes_on_agenda(sacha)
    await sits(nour, "Forges du Val")
    await taps(nour, "brief")
    await taps(nour, "session")
    await taps(nour, "agenda")
    assert len(papers(nour)) == 2

    read = "\n".join(everything_read(nour))
    assert "agrandissons" in read
    circulates = (*read.splitlines(), *(each.text for each in toul.history))
    for kept in ("Bernard", "banquier", "Odile", "Robin", "Maëlle", "39 98", "secret de la fin"):
        assert not [each for each in circulates if kept in each], kept
    for private in ("Pour l’opérateur", "qu’on m’appelle", "Quand appeler"):
        assert private not in read


async def test_before_anything_is_agreed_to_no_question_is_kept(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "vous faites du café ?"))

    assert not camille.has("q")
    draft = camille.draft()
    assert draft and "café" not in str(draft.content)


async def test_who_still_does_not_follow_is_told_something_else_each_time(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="project_kind")
    told = []
    for _ in range(5):
        await camille.does("je comprends pas")
        told.append(camille.screen.split("👉")[1])

    assert all(before != after for before, after in pairwise(told))
    assert any("Passer" in label for label in camille.labels)


async def test_not_following_is_explained_and_no_miss(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="days")
    await camille.does("c'est quoi ?")

    assert "gratuit" in camille.screen
    assert camille.state == "days"
