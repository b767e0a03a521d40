"""What firms ask of one another: a row a kind, from which buttons, choices, notices and figures are made.

The kinds are those met in regional exchanges between firms: mutual-aid boards of chambers of commerce,
« Solutions Partage » in Pays de la Loire, industrial-ecology mornings, employers' groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from conversations.messages import Message, say


class ExchangeKind(StrEnum):
    """A kind of exchange. Values are stored: never renamed."""

    ADVICE = "advice"
    INTRODUCTION = "introduction"
    VISIT = "visit"
    EQUIPMENT = "equipment"
    PREMISES = "premises"
    PURCHASE = "purchase"
    TRAINING = "training"
    STAFF = "staff"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSpec:
    """A kind. ``label``: of its button; ``named``: in a sentence, after a colon; ``such_as``: a request.

    ``by_skill``: people are found by what they know; else by where they are. ``notices``: what the law asks
    for, said to both sides; a question of such a kind always passes by the operator.
    """

    label: Message
    named: Message
    such_as: Message
    by_skill: bool = False
    notices: tuple[Message, ...] = ()


LENDING_STAFF = say(
    "⚖️ Lending staff is framed by article L. 8241-2 of the Labour Code: not for profit (wages, charges and "
    "expenses repaid, no more), with the written consent of the person, an agreement between the two firms, "
    "and an amendment to the contract of employment."
)

KINDS: Mapping[ExchangeKind, KindSpec] = {
    ExchangeKind.ADVICE: KindSpec(
        label=say("💬 A piece of advice"), named=say("a piece of advice"), by_skill=True,
        such_as=say("Who has already changed their invoicing software, and would tell me how it went?"),
    ),
    ExchangeKind.INTRODUCTION: KindSpec(
        label=say("🤝 An introduction"), named=say("an introduction"), by_skill=True,
        such_as=say("I would like to meet a buyer of school canteens."),
    ),
    ExchangeKind.VISIT: KindSpec(
        label=say("🏭 A visit"), named=say("a visit"),
        such_as=say("I would like to see a workshop that has set up a cutting robot."),
    ),
    ExchangeKind.EQUIPMENT: KindSpec(
        label=say("🔧 A loan of equipment"), named=say("a loan of equipment"),
        such_as=say("We need a pallet truck for one day, next week."),
    ),
    ExchangeKind.PREMISES: KindSpec(
        label=say("🏠 Premises"), named=say("premises"),
        such_as=say("We look for 50 m² of storage for three months."),
    ),
    ExchangeKind.PURCHASE: KindSpec(
        label=say("🛒 A shared purchase"), named=say("a shared purchase"),
        such_as=say("Who would buy packaging together with us, to pay less?"),
    ),
    ExchangeKind.TRAINING: KindSpec(
        label=say("🎓 A shared training"), named=say("a shared training"),
        such_as=say("Two more people and the first-aid course takes place here."),
    ),
    ExchangeKind.STAFF: KindSpec(
        label=say("👷 Lending staff"), named=say("lending staff"), notices=(LENDING_STAFF,),
        such_as=say("We have too little work in January: who needs a welder for a month?"),
    ),
    ExchangeKind.SUPPLIER: KindSpec(
        label=say("📦 A supplier"), named=say("a supplier"),
        such_as=say("We look for somebody nearby who does powder coating."),
    ),
    ExchangeKind.CUSTOMER: KindSpec(
        label=say("🎯 A customer"), named=say("a customer"),
        such_as=say("Who buys wooden crates in small series?"),
    ),
}  # fmt: skip
"""The kinds, in the order of their buttons."""
