"""Who is shown nothing of whom: the firms and people that a request or a question excludes, both ways."""

from collections.abc import Collection

from bot.services.core.handling import Handling
from conversations.committee.opinions import excluded
from conversations.exchanges.participants import Participant
from conversations.understanding.words import fold
from models.dossiers.tables import Dossier
from models.exchanges.queries import exclusions_of
from models.exchanges.tables import NetworkQuestion
from models.intake.tables import Person
from models.support.exclusions import LeftOut, left_out_of_each
from models.support.tables import Advisor


class KeptApart:
    """Tells who is kept apart from who asks a question.

    ``asker``: None for an operator. What counts is what either one typed, in the question or in a request,
    and whom the committee of either one left out for an interest.
    """

    def __init__(
        self,
        handling: Handling,
        question: NetworkQuestion,
        people: Collection[Participant],
        asker: Participant | None,
    ) -> None:
        """Read, at once, what everybody excludes."""
        self._handling, self._question, self._asker = handling, question, asker
        numbers = {each.dossier_id for each in people} | {question.dossier_id}
        dossiers = {each for each in numbers if each is not None}
        self._typed = exclusions_of(handling.session, dossiers)
        self._left_out = left_out_of_each(handling.session, dossiers)

    def keeps(self, who: Participant) -> bool:
        """Tell whether somebody is to be shown nothing of who asks."""
        typed = (self._question.except_for, self._typed.get(self._question.dossier_id or 0))
        if any(words and self._names(words, who) for words in typed):
            return True
        if self._leaves_out(self._question.dossier_id, who):
            return True
        if self._asker is None:
            return False
        theirs = self._typed.get(who.dossier_id or 0)
        return bool(theirs and self._names(theirs, self._asker)) or self._leaves_out(
            who.dossier_id, self._asker
        )

    def _names(self, words: str, who: Participant) -> bool:
        return any(excluded(words, name, who.firm) for name in self._called(who) or ("",))

    def _called(self, who: Participant) -> set[str]:
        """Return what somebody is called: by their colleagues, as an advisor, in their request."""
        session = self._handling.session
        person = session.get(Person, who.person_id)
        advisor = session.get(Advisor, who.advisor_id) if who.advisor_id is not None else None
        dossier = session.get(Dossier, who.dossier_id) if who.dossier_id is not None else None
        head = dossier.answers.get("head_contact") if dossier else None
        found = (
            person.name if person else None,
            advisor.name if advisor else None,
            dossier.answers.get("name") if dossier else None,
            head.get("name") if isinstance(head, dict) else None,
        )
        return {each for each in found if isinstance(each, str) and each}

    def _leaves_out(self, dossier_id: int | None, who: Participant) -> bool:
        left_out = self._left_out.get(dossier_id or 0, LeftOut())
        return who.person_id in left_out.people or (bool(who.firm) and fold(who.firm or "") in left_out.firms)
