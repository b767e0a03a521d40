"""What an applicant answers: the real questions, in order, half tapped and half typed."""

from dataclasses import dataclass, field

from bot.services.core.screens import Verb
from conversations.situation import Answer, Answers


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does at a card: type words, or tap the button with this verb and key.

    ``question``: the one it answers, "" when the answer is told elsewhere. ``stored``:
    the answer kept in the dossier. ``also``: the answers to others that it gives with it.
    """

    question: str
    types: str = ""
    verb: Verb = Verb.ANSWER
    key: str = ""
    stored: Answer = None
    also: Answers = field(default_factory=dict)

    @property
    def may_be_typed(self) -> bool:
        """Tell whether typing what its button says does the same: what is agreed to or ended is tapped."""
        return self.verb is Verb.ANSWER and self.key not in ("yes", "none", "done", "0")


def _tap(question: str, key: str, stored: Answer = None) -> Act:
    return Act(question, key=key, stored=key if stored is None else stored)


@dataclass(slots=True)
class Form:
    """A form being filled in: ``done`` acts of it were done. No two have the same company."""

    company: str
    acts: tuple[Act, ...]
    done: int = 0

    def next(self) -> Act:
        """Return the act of the card that arrived, and count it as done."""
        self.done += 1
        return self.acts[self.done - 1]

    @property
    def given(self) -> dict[str, Answer]:
        """The answers given so far, as they have to be stored."""
        done = [act for act in self.acts[: self.done] if act.question]
        return {
            name: answer for act in done for name, answer in ({act.question: act.stored} | act.also).items()
        }


SYLLABLES = ("bar", "lom", "mir", "nul", "ram", "sol", "til", "vur", "zam", "fel")  # a name has no digits


def form(person: int, number: int) -> Form:
    """Return a person's form, the ``number``-th they fill in; the answers differ from form to form."""
    name, staff, year = f"Atelier Tilleul {person}-{number}", 10 + (person + number) % 40, 1990 + person % 25
    story = (
        f"Nous sommes {staff} en mécanique de précision ({name}). Un client veut doubler les volumes : "
        "il faut réorganiser l'atelier, recruter trois opérateurs et trouver de nouveaux clients."
    )
    head = f"Camille {''.join(SYLLABLES[int(digit)] for digit in str(person)).title()}"
    phone = f"063998{(person * 7 + number) % 10_000:04d}"
    head = "Camille Tilleul" + "".join(
        "abcdefghij"[int(digit)] for digit in str(person)
    )  # a name has no figure
    acts = (
        Act("privacy", key="head", stored="yes", also={"role": "head"}),
        Act("company", name, stored={"kind": "named", "name": name}),
        Act("place", "Toul 54200", stored={"code": "54528", "name": "Toul", "department": "54"}),
        Act("headcount", str(staff), stored=staff),
        Act("founded", str(year), stored=year),
        _tap("difficulties", "none", {"codes": []}),
        _tap("sector", "BC"),
        _tap("project_kind", "growth"),
        Act("description", story, stored=story),
        Act("", key="done"),
        Act("start", "15/03/2027", stored={"from": "2027-03-15", "to": "2027-03-15"}),
        _tap("skills", "done", {"codes": ["sales", "hr", "industrial_organisation"]}),
        _tap("days", "3-5", {"low": 3, "high": 5}),
        Act("jobs_created", key=f"3&{staff}", stored=3, also={"jobs_kept": staff}),
        _tap("advance", "0", 0),
        Act("name", f"{head}, {phone}", stored=head, also={"contact": {"phone": f"+33{phone[1:]}"}}),
        _tap("call_time", "noon"),
        Act("", verb=Verb.AGREE, key="operator"),
        Act("", verb=Verb.SEND),
    )

    return Form(name, acts)
