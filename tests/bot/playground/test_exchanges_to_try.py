"""What the page says one may try between firms can be done, from the state in which the demo begins."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.commands.demo_app import play
from bot.playground.demo import Demo
from bot.playground.sample.exchanges import Neighbourhood
from bot.playground.story import BASIN, shown_button
from bot.playground.telegram.phone import Person
from bot.services.core.rights import Role
from conversations.exchanges.kinds import ExchangeKind
from conversations.understanding.named_periods import Period
from models.database.writer import Database, Transaction
from models.figures.exchanges import by_kind, counts, summed
from models.figures.queries import Scope
from models.figures.ties import Sort, ties
from models.intake.queries import add_person
from models.support.contributors import add_contributor
from models.team.tables import Membership


async def does(demo: Demo, person: Person, *acts: str) -> str:
    """Have somebody type words, or touch the button that has those after "#"; return what they read last."""
    for act in acts:
        found = shown_button(person.chat, act[1:]) if act.startswith("#") else None
        assert found is not None or not act.startswith("#"), (act, person.chat.screen.labels)
        if found is None:
            person.types(act)
        else:
            person.taps(found[1], message=found[0])
        await demo.rests()
    return " ".join(person.chat.last.text.split())


async def test_what_the_page_says_to_try_between_firms_can_be_done() -> None:
    async with play(with_past=True) as demo:
        cast = demo.cast
        claire, odile, nadia = cast.contributor, cast.supported[0], cast.earlier[0]
        assert "Odile" not in "".join(message.text for message in claire.chat.history)
        assert "1 fichier, remis à la mise en relation" in "".join(each.text for each in claire.chat.history)

        await does(demo, claire, "#🙋 Je peux", "Nous avons déplacé six machines en mai.", "#✅ Envoyer")
        await does(demo, odile, "#✅ Oui, je veux être en relation")
        assert "Odile Mercerat" in await does(demo, claire, "#✅ Oui, je veux être en relation")
        assert "Claire Ondine" in odile.chat.last.text
        assert claire.chat.last.file is not None, "the photo comes with the name"

        assert "Annoncé : 0,5 j" in await does(demo, claire, "/missions", "#➕ ½")
        await demo.passes(timedelta(days=1))
        assert "0,5" in nadia.chat.last.text and "✅" in nadia.chat.last.labels[0]

        read = await does(demo, cast.operator, "/entraide")
        assert "1 question vous attend" in read
        await does(demo, cast.operator, "#👁 ", "#📎 Voir le fichier")
        assert cast.operator.chat.last.file is not None
        await does(demo, cast.operator, "/entraide")
        await does(demo, cast.operator, "#📰 Le relire")
        letter = shown_button(cast.operator.chat, "✉️ L’envoyer")
        assert letter and "Questions ouvertes" in letter[0].text


async def test_a_year_of_exchanges_is_there_to_be_counted_and_drawn(
    past_of_2017: Path, tmp_path: Path
) -> None:
    database = Database(f"sqlite:///{shutil.copy(past_of_2017, tmp_path / 'past.db')}")
    today, contributor = date(2017, 12, 29), 1
    neighbourhood = Neighbourhood(BASIN, contributor, range(2, 8), range(8, 13), today)

    def settle(transaction: Transaction) -> None:
        add_person(transaction, contributor, "fr", datetime(2017, 12, 1, tzinfo=UTC))
        with transaction.session() as session:
            company = add_contributor(session, BASIN, "Grande Entreprise (exemple)", None, today)
            session.add(
                Membership(
                    person_id=contributor, role=Role.CONTRIBUTOR.value, basin_code=BASIN, since=today,
                    company_id=company.id,
                )
            )  # fmt: skip
            session.flush()
        neighbourhood.settles(transaction)

    await database.start()
    await database.run(settle)
    scope, year = Scope(frozenset({BASIN})), Period(today - timedelta(days=365), today)
    with database.engine.connect() as connection:
        found, drawn = counts(connection, scope, year), ties(connection, scope, year)
    await database.stop()
    assert summed(found).across >= 2 and summed(found).took_place >= 30 and summed(found).introductions >= 4
    assert set(by_kind(found)) >= {kind.value for kind in ExchangeKind}
    sorts = [sort for sort, _ in drawn.points]
    assert sorts.count(Sort.FIRM) >= 12 and sorts.count(Sort.CONTRIBUTOR) >= 5
    assert len(drawn.exchanges) >= 20 and drawn.may_be_drawn
