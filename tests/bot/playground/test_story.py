"""The demo begins in the middle of things: a queue, an agenda, a mission; the visitor's phone is new."""

from bot.commands.demo_app import play
from bot.playground.demo import NATIONAL


async def test_the_demo_begins_with_a_living_queue() -> None:
    async with play(with_past=True) as demo:
        cast = demo.cast
        assert cast.applicants[-1].chat.history == [], "the visitor's phone is at the beginning"
        assert len(cast.earlier) == 6
        for person, told in (
            (cast.operator, ("2 à prendre", "2 en attente d’autres")),
            (cast.coordinator, ("1 à prendre",)),
        ):
            person.types("/file")
            await demo.rests()
            assert all(words in person.chat.last.text.replace("\N{NO-BREAK SPACE}", " ") for words in told)
        joinery, foundry, *_ = cast.earlier
        letters = [message.file for message in joinery.chat.history if message.file is not None]
        assert letters, "the decision came with a letter"
        assert "ordre du jour" in foundry.chat.last.text
        topics = [topic.name for topic in cast.groups["meuse"].topics.values()]
        assert sum(name.startswith("AZ-") for name in topics) == 5
        assert "Brest" in cast.groups[NATIONAL].last.text
