"""Whatever people do, in whatever order: the conversation stays on its feet, and can be finished."""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from bot.playground.telegram.chats import ChatMessage
from conversations.engine.draft import REVIEW
from conversations.network.basins import Network
from tests.journeys.acting import BAKER, Act, Actor, Tap, errors, refusals, unhurried
from tests.stage import Stage, staged

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["oui", "non", "1", "2", "12", "300", "², ①, ٣", "2011", "98", "il y a 5 ans", "douze", "hier", "1.500",
     "2 à 3 jours par mois", "Toul", "54200", "Bouligny 55", "Brest 29", "Saint-Martin", "732 829 320",
     "732829321", "Boulangerie des Tilleuls", "début mars", "250k", "25", "entre 3 et 5", "aucun", "retour",
     "06 12 34 56 78 camille@example.com", "camille@gmial.com", "Camille Durand", "je ne sais pas", "passer",
     "c'est gratuit ?", "<b>&amp;</b> {company} {0} %s", "👍", "x" * 700, "ligne\n\nligne\nligne",
     "Nous reprenons le fournil voisin : il faut réorganiser la production et vendre plus."]
)  # fmt: skip
COMMANDS = (
    *("/start", "/new", "/nouvelle", "/suivi", "/langue", "/language", "/aide", "/annuler", "/mesdonnees"),
    *("/supprimer", "/confidentialite", "/nothing_like_this", "/start abc", "/start@alize_bot"),
)
FORGED = (
    "a:1:0:yes",
    "a:1:999999999:c²",
    "e:1:1:headcount",
    "g:1:1:operator",
    "x:1:1:",
    "b:99:0:",
    "::::",
    "l::",
)
ANSWERS: Mapping[str, Act] = {
    **BAKER,
    "head_agrees": Tap("yes"),
    "human_review": Tap("yes"),
    "basin": Tap("meuse"),
    "accepts_skills": Tap("yes"),
    "balance": Tap("unknown"),
    "excluded": "Moi",
}


PHONE_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), TEXTS),
        st.tuples(st.just("answer"), st.none()),
        st.tuples(st.just("answer"), st.none()),
        st.tuples(st.just("answer"), st.none()),
        st.tuples(st.just("tap"), st.integers(0, 40)),
        st.tuples(st.just("tap"), st.integers(0, 40)),
        st.tuples(st.just("old"), st.integers(0, 400)),
        st.tuples(st.just("forge"), st.sampled_from(FORGED) | st.text(max_size=30)),
        st.tuples(st.just("amend"), st.tuples(st.integers(0, 30), TEXTS)),
        st.tuples(st.just("type"), st.sampled_from(COMMANDS)),
        st.tuples(st.just("locate"), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        st.tuples(st.just("share"), st.booleans()),
        st.tuples(st.just("send"), st.sampled_from(["photo", "voice", "sticker"])),
    ),
    max_size=60,
)


STEP = re.compile(r"^(?:Étape|Step) (\d+) (?:sur|of) (\d+) · ", re.MULTILINE)


class Restless(Actor):
    """Somebody who does anything, with the buttons of today and of before."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, stage.telegram.person("Camille", "Durand", language="fr"))
        self.stranger = stage.telegram.person("Dominique")
        self.remembered: dict[tuple[int, str], ChatMessage] = {}
        self.shown: dict[int, tuple[int, int]] = {}

    async def tries(self, act: tuple[str, object]) -> None:
        """Do one act with the phone, and wait for what it brings."""
        person, history = self.person, self.person.chat.history
        mine = [message for message in history if message.sender is person.user and message.text]
        buttons = [
            (message, button.data)
            for message in history
            for row in message.rows
            for button in row
            if button.data
        ]
        self.remembered |= {(message.id, data): message for message, data in buttons}
        match act:
            case ("type", str(text)) if text.strip():
                person.types(text)
            case ("answer", None) if (state := self.state or "") in ANSWERS:
                with suppress(LookupError):
                    await self.does(ANSWERS[state])
            case ("tap", int(rank)) if buttons:
                await self.taps_one(*buttons[-1 - rank % len(buttons)])
            case ("old", int(rank)) if self.remembered:
                (_, data), message = list(self.remembered.items())[rank % len(self.remembered)]
                await self.taps_one(message, data)
            case ("forge", str(data)) if buttons:
                person.forges_tap(data, buttons[-1][0])
            case ("amend", (int(rank), str(text))) if mine and text.strip():
                person.edits(mine[rank % len(mine)], text)
            case ("locate", (float(north), float(east))):
                person.shares_location(north, east)
            case ("share", bool(own)):
                person.shares_contact(None if own else self.stranger.user)
            case ("send", "photo"):
                person.sends_photo()
            case ("send", "voice"):
                person.sends_voice()
            case ("send", "sticker"):
                person.sends_sticker()
        await self.stage.plays()

    async def taps_one(self, message: ChatMessage, data: str) -> None:
        """Tap a button; one that is out of date changes no answer and leaves the question."""
        before, outdated = (self.state, self.answers), self.is_outdated(data)
        self.person.forges_tap(data, message)
        await self.stage.plays()
        if outdated:
            assert (self.state, self.answers) == before, f"{data} was out of date"

    def is_outdated(self, data: str) -> bool:
        """Tell whether a button was made for an earlier question, or before the draft under way."""
        draft = self.draft()
        if draft is None:
            return False
        verb, draft_id, revision, key = data.split(":", 3)
        match verb:
            case "n" | "d":
                return key != str(draft.id)
            case "z":
                return key.split("-")[0] != str(draft.id)
            case _:
                return (draft_id, revision) != (str(draft.id), str(draft.revision))

    def is_served(self) -> None:
        """Check that no tap waits, that nothing was refused, and that there is something to go on with."""
        draft = self.draft()
        assert self.stage.telegram.unanswered_queries() == []
        assert refusals(self.stage) == []
        if draft is not None:
            card = self.person.chat.messages.get(draft.card_id or 0)
            assert card is not None and card.rows, f"no card on the screen: {self.screen}"
            if step := STEP.search(card.text):
                number, total = int(step[1]), int(step[2])
                before = self.shown.setdefault(draft.id, (number, total))
                assert (number, total) >= before and total == before[1], f"{before} before: {self.screen}"
                self.shown[draft.id] = (number, total)

    async def finishes(self) -> None:
        """Begin or go on, answer what is pending, and send."""
        await self.does("/new" if self.draft() is None else "/start")
        if self.has("c"):
            await self.does(Tap("c"))
        for _ in range(80):
            if self.state == REVIEW:
                break
            await self.goes_on()
        assert self.state == REVIEW, f"still asked {self.state}: {self.screen}"
        for name in ("operator", "committee"):
            draft = self.draft()
            if draft and name not in draft.content.get("agreements", []):
                await self.touches(name)
        await self.touches("x")

    async def goes_on(self) -> None:
        """Keep the answer there is, else give the baker's, else take the first option."""
        state = self.state or ""
        if "k" in self.card():
            await self.touches("k")
            return
        act = ANSWERS[state]
        for each in act if isinstance(act, tuple) else (act,):
            if isinstance(each, str):
                await self.does(each)
            elif each.key in self.card():
                await self.touches(each.key)
        if self.state == state:
            options = [key for key, data in self.card().items() if data.startswith("a:")]
            assert options, f"{state} cannot be answered: {self.screen}"
            await self.touches("done" if "done" in options else options[0])

    async def touches(self, key: str) -> None:
        """Tap a button of the current card."""
        draft = self.draft()
        assert draft is not None
        self.person.forges_tap(self.card()[key], self.person.chat.messages[draft.card_id or 0])
        await self.stage.plays()

    def card(self) -> dict[str, str]:
        """Return the data of the current card's buttons by their option, or their verb."""
        draft = self.draft()
        assert draft is not None
        rows = self.person.chat.messages[draft.card_id or 0].rows
        data = [button.data or ":::" for row in rows for button in row]
        return {each.split(":", 3)[3] or each.split(":", 3)[0]: each for each in data}


async def lives(network: Network, template: Path, acts: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, errors() as wrong:
        database = shutil.copyfile(template, Path(folder) / "alize.db")
        async with staged(f"sqlite:///{database}", network) as stage:
            unhurried(stage)
            camille = Restless(stage)
            await camille.tries(("type", "/start"))
            for act in acts:
                await camille.tries(act)
                assert wrong == []
                camille.is_served()
            before = len(camille.dossiers())
            await camille.finishes()
            assert wrong == []
            assert len(camille.dossiers()) == before + 1, camille.screen


ANSWER = ("answer", None)
BEGINS_AGAIN = [*[ANSWER] * 9, ("type", "/nouvelle"), ("tap", 1), *[ANSWER] * 6]


@given(acts=PHONE_ACTS)
@example(acts=[*BEGINS_AGAIN, *(("old", rank) for rank in range(90))])
@settings(
    max_examples=6,  # each is a whole life, up to the dossier
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a life is too long to be shortened
    suppress_health_check=list(HealthCheck),
)
def test_any_use_of_the_phone_is_answered_and_the_request_can_be_sent(
    network: Network, sqlite_template: Path, acts: list[tuple[str, object]]
) -> None:
    asyncio.run(lives(network, sqlite_template, acts))
