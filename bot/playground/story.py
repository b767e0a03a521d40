"""The weeks before the demo: people apply, a team works, a committee decides, all with their phones."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from bot.i18n import PARIS, speak
from bot.playground.demo import PAUSE_SECONDS, Demo, sample
from bot.playground.sample.queue import filled_in
from bot.playground.telegram.chats import Chat, ChatMessage, Membership
from bot.playground.telegram.phone import NoSuchButton, Person
from conversations.messages import verbatim

BASIN: Final = "meuse"
BEFORE: Final = timedelta(days=40)
"""When it begins, before now: by then everybody has their role."""

NEAR: Final = timedelta(days=60)
"""A session that the network file has by then is the next one; else the team fixes one."""

ADVICE: Final = "Qui a déjà changé l'ordre de ses machines pour livrer plus vite, et nous dirait comment ?"
LOAN: Final = "Il nous faudrait une balance de 60 kg pour deux jours, la semaine prochaine."

ANSWER_SECONDS: Final = 20.0
_REFERENCE: Final = re.compile(r"AZ-\d\d-\d{4}")

Filled = Callable[[Person, dict[str, Any]], Awaitable[None]]
"""Puts the answers of a whole form into somebody's request under way."""


class Story:
    """What happened before ``now``, when the visitor comes; ``sessions``: those that the network file has.

    What people touch is named as they read it, in French.
    """

    def __init__(self, demo: Demo, now: datetime, filled: Filled, sessions: tuple[date, ...]) -> None:
        self._demo, self._filled, self._now = demo, filled, now
        self._today = self._now.astimezone(PARIS).date()
        coming = (day for day in sessions if self._today < day <= self._today + NEAR)
        self._held, self._coming = self._working_day(-12), min(coming, default=None)

    async def is_lived(self) -> None:
        """Let it all happen, one day after the other."""
        cast = self._demo.cast
        for invited in (cast.colleague, cast.member):
            invited.chat.bot = Membership.MEMBER  # they opened their invitation too
        joinery = await self._is_put_on_the_agenda(cast.operator, cast.member)
        await self._at(-16)
        _, foundry = await self._applies("foundry", "Bruno", "Castelain")
        await self._at(-15)
        await self._takes_up(cast.colleague)
        await self._is_granted(cast.operator, joinery)
        await self._at(-6)
        await self._applies("caterer", "Aminata", "Le Goff")
        await self._takes_up(cast.operator)
        await self._does(cast.operator, "❓ Demander un complément")
        await self._types(cast.operator, "Avez-vous déjà des devis pour la nouvelle cuisine ?")
        await self._does(cast.operator, "📨 Envoyer")
        await self._at(-5)
        await self._waits_for_the_next_session(cast.colleague, cast.member, foundry)
        await self._at(-3)
        await self._applies("shipyard", "Malo", "Tanguy")
        await self._at(-1)
        await self._asks_the_network(cast.supported[0], cast.operator)
        await self._applies("bakery", "Étienne", "Vauquelin")
        await self._stands_at(self._now - timedelta(hours=2))
        await self._applies("printer", "Solène", "Abadie")
        await self._stands_at(self._now)

    async def _is_put_on_the_agenda(self, holder: Person, member: Person) -> str:
        """Have the joinery apply, and the committee read it; return its reference."""
        await self._at(-33)
        _, reference = await self._applies("joinery", "Nadia", "Ferrand")
        await self._at(-32)
        await self._takes_up(holder)
        await self._is_ready(holder, reference, self._held)
        await self._at(-20)
        await self._does(holder, "📨 Envoyer aux membres", "📨 Envoyer")
        await self._gives_opinion(member, self._held, reference, "Banque des Lacs (exemple)")
        return reference

    async def _is_granted(self, holder: Person, reference: str) -> None:
        """Have the committee decide, the agreement be signed, and the mission begin."""
        await self._at(-12)
        await self._opens_session(holder, self._held)
        await self._does(holder, "👥 Présents")
        await self._types(holder, "Nora Tissier (CCI Meuse), Karim Belcastel (Banque des Lacs)")
        await self._does(holder, reference, "✅ Agréé : compétences et avance", "✅ Enregistrer et prévenir")
        await self._does(holder, "⬅️ Retour", "🏁 Clore la séance", "🏁 Oui, la clore")
        await self._at(-8)
        await self._types(holder, f"/chercher {reference}")
        await self._does(holder, "✍️ Convention signée", "✍️ La convention est signée", "📅 Aujourd’hui")
        await self._does(holder, "✅ Je confirme")
        await self._at(-7)
        await self._types(holder, f"/chercher {reference}")
        await self._does(holder, "🚀 La mission commence", "📅 Aujourd’hui", "✅ Je confirme", "6 mois")
        await self._does(holder, "✅ Je confirme")

    async def _asks_the_network(self, asker: Person, operator: Person) -> None:
        """Have a firm put two questions to the others: one is passed on and delivered, one is to be read."""
        await self._writes(asker, "💬 Un conseil", ADVICE)
        await self._does(asker, "Organisation / production", "👌 Personne en particulier", "✅ Envoyer")
        await self._does(operator, "👁 Lire et décider", "✅ Transmettre")
        await self._writes(asker, "🔧 Un prêt de matériel", LOAN)
        await self._does(asker, "👌 Personne en particulier", "✅ Envoyer")
        await self._demo.passes(timedelta())  # those whom the first may concern read it

    async def _writes(self, asker: Person, kind: str, text: str) -> None:
        await self._types(asker, "/entraide")
        await self._does(asker, "❓ Poser une question", kind)
        await self._types(asker, text)
        asker.sends_photo(sample("atelier.jpg", "image/jpeg").content)
        await self._demo.rests()
        await self._does(asker, "▶️ Continuer ma question")

    async def _waits_for_the_next_session(self, holder: Person, member: Person, reference: str) -> None:
        """Have the foundry be on the agenda that the next committee reads."""
        await self._types(holder, f"/chercher {reference}")
        day = self._coming or self._working_day(14)
        await self._is_ready(holder, reference, day)
        await self._does(holder, "📨 Envoyer aux membres", "📨 Envoyer")
        await self._gives_opinion(member, day, reference)

    async def _applies(self, name: str, first_name: str, last_name: str) -> tuple[Person, str]:
        """Have somebody send a request; return them, and its reference."""
        person = self._demo.cast.comes(first_name, last_name)
        await self._filled(person, filled_in(name, self._today))
        await self._types(person, "/start")
        await self._does(person, "▶️ Continuer", "lit ma demande")
        if name != "shipyard":
            await self._does(person, "le comité la lit ensuite")
        await self._does(person, "📨 Envoyer")
        await self._demo.rests()
        [reference] = _REFERENCE.findall(person.chat.last.text)
        return person, reference

    async def _takes_up(self, holder: Person) -> None:
        await self._does(holder, "🙋 Je m’en occupe", chat=self._demo.cast.groups[BASIN])
        await self._demo.rests()  # what follows is in private

    async def _is_ready(self, holder: Person, reference: str, day: date) -> None:
        """Put a request on the agenda of a day, for which a session is fixed where there is none."""
        await self._does(holder, "✅ Prêt pour le comité", "✅ Je confirme", "📅 Mettre à l’ordre du jour")
        if shown_button(holder.chat, _spoken(day)):
            await self._does(holder, _spoken(day), "✅ Je confirme")
            return
        await self._does(holder, "➕ Nouvelle séance")
        await self._types(holder, f"{day:%d/%m/%Y} 14h30, CCI Meuse, salle du conseil")
        if any(
            "Confirmer" in label for label in holder.chat.screen.labels
        ):  # a holiday, or applicants are told
            await self._does(holder, "✅ Confirmer")
        await self._does(holder, "➕ Inscrire un dossier", reference, "✅ Je confirme")

    async def _opens_session(self, person: Person, day: date) -> None:
        await self._types(person, "/seances")
        await self._does(person, f"{_spoken(day)}…Meuse")

    async def _gives_opinion(self, member: Person, day: date, reference: str, firm: str = "") -> None:
        await self._opens_session(member, day)
        if firm:
            await self._types(member, firm)
        await self._does(member, reference, "👍 Avis favorable")

    async def _does(self, person: Person, *labels: str, chat: Chat | None = None) -> None:
        """Touch button after button: of the last message that has one with these words."""
        for label in labels:
            seen = chat or person.chat
            with suppress(TimeoutError):
                await self._until(lambda: shown_button(seen, label) is not None)  # noqa: B023
            found = shown_button(seen, label)
            if found is None:
                raise NoSuchButton(label, seen)
            message, data = found
            looked = _looks(message)
            person.taps(data, message=message)
            await self._until(lambda: _looks(message) != looked)  # noqa: B023 - it is awaited here

    async def _types(self, person: Person, text: str) -> None:
        person.types(text)
        await self._until(lambda: person.chat.history[-1].sender.is_bot)

    async def _until(self, answered: Callable[[], bool]) -> None:
        """Wait for the answer that somebody goes on from; what else is said comes in its time."""
        async with asyncio.timeout(ANSWER_SECONDS):
            while not answered():  # noqa: ASYNC110 - the phone tells nobody
                await asyncio.sleep(PAUSE_SECONDS)

    async def _at(self, days: int) -> None:
        """Have it be a working day, so many days from now, in the morning."""
        await self._stands_at(datetime.combine(self._working_day(days), time(10, 15), PARIS))

    async def _stands_at(self, moment: datetime) -> None:
        """Have it be a moment, once all that was to be said before is said."""
        await self._demo.rests()
        self._demo.clock.stands_at(moment)

    def _working_day(self, days: int) -> date:
        """Return the day so many days from now, or the nearest working one further from now."""
        day = self._today + timedelta(days=days)
        while day.weekday() >= 5:
            day += timedelta(days=1 if days > 0 else -1)
        return day


def _looks(message: ChatMessage) -> tuple[object, ...]:
    """Return what is seen of a message and of whether another followed."""
    return message.html, message.rows, message.chat.history[-1].id


def shown_button(chat: Chat, label: str) -> tuple[ChatMessage, str] | None:
    """Return the last message that has a button with all the words, parted by "…", and what it carries."""
    for message in reversed(chat.history):
        for button in (button for row in message.rows for button in row):
            if all(words in " ".join(button.label.split()) for words in label.split("…")):
                return message, button.data
    return None


def _spoken(day: date) -> str:
    return " ".join(speak(verbatim(day), "fr", markup=False).split())
