"""Who gives bank details is told that nobody needs them: the rest of the message is read."""

import pytest

from tests.journeys.acting import Actor
from tests.journeys.test_in_difficulty import said
from tests.journeys.test_misunderstandings import at

IBAN = "FR76 3000 6000 0112 3456 7890 189"
WARNING = "Pas d’IBAN ici"


@pytest.mark.parametrize("question", ["company", "headcount", "contact"])
async def test_an_account_alone_is_no_answer_and_the_question_stays(camille: Actor, question: str) -> None:
    await at(camille, question)
    await camille.does(f"mon IBAN {IBAN}")

    assert WARNING in said(camille)
    assert camille.state == question
    assert not camille.has("c0"), "nothing of it is proposed"


async def test_what_is_said_beside_an_account_is_read_without_it(camille: Actor) -> None:
    await at(camille, "contact")
    await camille.does(f"IBAN {IBAN}, tél 06 39 98 12 34")

    assert WARNING in said(camille)
    assert camille.answers["contact"] == {"phone": "+33639981234"}
