"""What is answered is right at the moment it is asked, and in the territory of who asks."""

from datetime import date

import pytest

from conversations.intake.faq import recognise
from conversations.intake.faq_moments import Asking, Moment, answer_to
from conversations.messages import Message, say, verbatim
from conversations.network.basins import AdvanceTerms, Rules
from tests.builders import a_basin

LENDING = a_basin(
    name="Meuse", operator="CCI Meuse", advance=AdvanceTerms(max_amount=15_000, duration_months=48)
)
STRICT = a_basin(name="Longwy", rules=Rules(min_jobs=3))


def told(text: str, asking: Asking) -> str:
    """Return what a question is answered, every sentence of it."""
    entry = recognise(text)
    assert entry is not None
    return _whole(answer_to(entry, asking))


def _whole(message: Message) -> str:
    parts = [_whole(value) if isinstance(value, Message) else str(value) for value in message.values.values()]
    return " ".join((message.msgid, *parts))


@pytest.mark.parametrize(
    "text", ["c'est quand le prochain comité ?", "c'est combien de temps ?", "when is the next committee?"]
)
def test_before_the_next_committee_of_the_territory_is_told(text: str) -> None:
    asking = Asking(
        basin=LENDING, operator=verbatim("CCI Meuse"), committee=(date(2027, 1, 14), date(2027, 5, 20))
    )

    assert "2027-01-14" in told(text, asking)
    assert "not fixed yet" in told(text, Asking(basin=LENDING))


@pytest.mark.parametrize("text", ["c'est quand le comité ?", "c'est quand le prochain comité ?"])
def test_the_day_of_a_committee_is_said_first_and_promised_no_more(text: str) -> None:
    fixed = told(text, Asking(basin=LENDING, committee=(date(2027, 1, 14), date(2027, 5, 20))))

    assert fixed.startswith("📅 {committee}")
    assert "if your request has been looked into by then" in fixed
    assert "as soon as" not in fixed + told(text, Asking(basin=LENDING))


@pytest.mark.parametrize(
    "text",
    ["je peux mettre une photo ?", "on peut ajouter un document ?", "je peux envoyer un vocal ?",
     "can I send a picture?", "can I send a voice message?"],
)  # fmt: skip
@pytest.mark.parametrize("moment", Moment)
def test_photos_documents_and_voice_are_welcome_at_any_moment(text: str, moment: Moment) -> None:
    assert "photos, documents or voice messages" in told(text, Asking(moment, LENDING))


@pytest.mark.parametrize(
    "text",
    ["où en est mon dossier ?", "c'est quand le prochain comité ?", "c'est combien de temps ?",
     "quand est-ce que j'aurai la réponse ?", "et après ?", "how long does it take?"],
)  # fmt: skip
def test_once_it_is_sent_where_the_request_stands_is_told(text: str) -> None:
    asking = Asking(Moment.SENT, LENDING, verbatim("CCI Meuse"), standing=say("Taken in charge"))

    assert "Taken in charge" in told(text, asking)
    assert "ten minutes" not in told(text, asking)


def test_nothing_is_said_to_be_sent_before_it_is() -> None:
    assert "Nothing is sent yet" in told("où en est mon dossier ?", Asking())


@pytest.mark.parametrize("text", ["combien je peux avoir ?", "c'est un prêt ?"])
def test_amounts_are_those_of_the_territory(text: str) -> None:
    assert "15000" in told(text, Asking(basin=LENDING))
    assert "Euros" not in told(text, Asking(basin=a_basin(name="Brest")))


def test_how_an_advance_is_repaid_is_what_the_convention_says() -> None:
    assert "48" in told("faut-il rembourser l'argent ?", Asking(basin=LENDING))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (Moment.BEFORE, "Only people decide"),
        (Moment.SENT, "Only people decide"),
        (Moment.OVER, "told you why here"),
    ],
)
def test_a_refusal_is_spoken_of_as_it_is(moment: Moment, said: str) -> None:
    assert said in told("et si je suis refusé ?", Asking(moment, LENDING))


@pytest.mark.parametrize(
    ("moment", "said"),
    [(Moment.BEFORE, "Back button"), (Moment.SENT, "Correct or complete"), (Moment.OVER, "change no more")],
)
def test_what_can_be_changed_depends_on_the_moment(moment: Moment, said: str) -> None:
    assert said in told("je peux modifier ?", Asking(moment, LENDING))


def test_who_can_be_reached_now_is_told_where_it_is_published() -> None:
    assert "03 29 00 00 00" in told(
        "je veux un humain", Asking(reached=verbatim("CCI Meuse (03 29 00 00 00)"))
    )


def test_the_jobs_expected_are_those_of_the_territory() -> None:
    assert "Longwy" in told("il faut embaucher ?", Asking(basin=STRICT))
