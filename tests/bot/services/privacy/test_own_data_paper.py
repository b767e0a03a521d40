"""What a person reads of what is kept of them stays a document that is made in a second."""

from bot.i18n import speak
from bot.services.core.papers import Paragraph
from bot.services.privacy.own_data_paper import READ_AT_MOST, paper
from models.intake.tables import Person
from models.messages.tables import RelayedMessage
from models.privacy.own_data import OwnData, OwnExchanges
from tests.bot.services.privacy.keeping import CAMILLE
from tests.conversations.worlds import sample_world
from tests.stage import MONDAY


def messages(n: int) -> list[RelayedMessage]:
    return [
        RelayedMessage(
            from_person=CAMILLE,
            from_applicant=True,
            at=MONDAY,
            text=f"mot{place}.",
            source_chat=CAMILLE,
            source_id=place,
        )
        for place in range(n)
    ]


def read(n: int) -> list[str]:
    person = Person(id=CAMILLE, language="fr", first_seen_at=MONDAY)
    kept = OwnData(person, (), (), (), (), (), (), messages(n), (), OwnExchanges(None, (), (), (), (), ()))
    blocks = paper(sample_world(), kept, (), MONDAY).blocks
    return [speak(block.text, "fr", markup=False) for block in blocks if isinstance(block, Paragraph)]


def test_every_message_is_read() -> None:
    told = read(READ_AT_MOST)

    assert len(told) == READ_AT_MOST and "mot0." in told[0]


def test_the_oldest_of_very_many_messages_are_said_to_be_in_the_other_file() -> None:
    told = read(READ_AT_MOST + 2)

    assert told[0].startswith("2 messages plus anciens sont dans l’autre fichier")
    assert "mot2." in told[1] and len(told) == READ_AT_MOST + 1
