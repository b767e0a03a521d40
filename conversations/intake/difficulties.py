"""What may stand beside a project: a group above the firm, insolvency proceedings.

Said in words, it is ticked and shown again: "Done" confirms it. What looks like proceedings and is none, or
none today, is answered for what it is and ticks nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conversations.inputs import Entry, Kept, Outcome, Pick, Several
from conversations.inputs.base import attempt
from conversations.intake.told.clauses import SHOWN, clauses
from conversations.messages import N_, Message, say
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.named_periods import MONTHS
from conversations.understanding.residue import changes_nothing
from conversations.understanding.turns import turns
from conversations.understanding.words import denies, fold

_COLLECTIVE = pattern(
    r"\b(?:redressement|sauvegarde|liquidation|procedures? collectives?|plan de continuation"
    r"|plan de redressement|rj|lj|(?:administrateur|mandataire) judiciaire|liquidateur|depot de bilan"
    r"|(?:(?:ai|avons|a) )?depose(?:r|s)? (?:le|mon|notre) bilan|cessation des? paiements?|faillite"
    r"|receivership|insolvency|insolvent|in administration|liquidator|bankrupt(?:cy)?)\b"
)
"""Proceedings opened by a court, or what brings them (Code de commerce, book VI, titles II to IV)."""

_AMICABLE = pattern(r"\b(?:mandat(?:aire)? ad hoc|concilia(?:tion|teur)|procedure amiable|amicable)\b")
"""Preventive, confidential, and no insolvency proceedings (Code de commerce, articles L611-3 to L611-15)."""

_NAMESAKES = pattern(
    r"\b(?:redressement (?:fiscal|urssaf|de l urssaf|productif)|plan de sauvegarde de l emploi|pse"
    r"|liquidation (?:de |des |du |totale |avant )?(?:stocks?|totale|travaux|fermeture)"
    r"|sauvegarde (?:informatique|de (?:nos|mes|l|la)? ?(?:donnees|emploi)|des (?:donnees|emplois)))\b"
)
"""What has the same words and is none of it."""

_OVER = pattern(
    r"\b(?:fini(?:e|es|s)?|termine(?:e|es|s)?|sorti(?:e|es|s)?|sort|sortons|clotur\w+|clos|closes?|leve(?:e|es|s)?"
    r"|etait|etions|etais|avait|avions|ancien(?:ne)?s?|passee?s?|over|ended|was|were|former|past)\b"
)
_PART = pattern(r"[.!?;,\n]+")
_TO_COME = pattern(
    r"\b(?:bientot|on va|va|vais|vont|nous allons|risque\w*|peut etre|menace\w*|envisage\w*|si|soon|may|might"
    r"|dois|devons|devoir|faut|faudra\w*|compte|comptons|pense|pensons|demain|prochaine?|tomorrow|next|will"
    r"|going to)\b|(?<!\bai )(?<!\bavons )(?<!\ba )\bdepose(?:ns|ons|rai|ra|rons)? (?:le|mon|notre) bilan\b"
)
_IN_DIFFICULTY = pattern(r"\ben (?:grande |grosse )?difficultes?\b|\bin (?:deep )?trouble\b")
_HARD_TIMES = pattern(
    r"\b(?:difficultes?|tresorerie|dettes?|impayes?|retards?|urssaf|decouvert|galere|debts?|cash|struggling)\b"
)
_OWNED = turns("situations").pattern("owned")
_GROUP = pattern(r"\b(?:filiale|groupe|holding|maison mere|societe mere|subsidiary|group|parent company)\b")
_SHARE = pattern(r"(\d{1,3})(?:[.,]\d+)? ?(?:%|pour ?cents?|percent)", re.IGNORECASE)
_FROM = 25  # percent: from there on another firm's people are counted with one's own (2003/361/EC, annex, 3)

_BELOW = pattern(
    r"\b(?:ai|as|avons|avez|a|ont|possed\w+|detien\w+|controle\w*|have|has|own|owns)"
    r" (?:(?:aussi|egalement|une?|deux|trois|quatre|des|notre|sa|petites?|autres?|seule|two|three|an?|other"
    r"|also|\d+) ){1,6}"
    r"(?:filiales?|subsidiar(?:y|ies))\b"
    r"|\b(?:nos|mes|notre|ma|our|my) (?:\w+ )?(?:filiales?|subsidiar(?:y|ies))\b"
    r"|\b(?:(?:maison|societe) mere|tete|parent company) (?:d(?:e|u|es|un|une)?\b|of\b)"
)
"""What a firm owns, which owns nothing of it."""

_OF_A_SITUATION = MONTHS.keys() | frozenset(
    (
        "judiciaire judiciaires procedure collective plan continuation ouvert ouverte ouverture jugement "
        "tribunal commerce periode observation phase cours suite simplifiee homologue valide en et un une "
        "sur par sous depuis pour avec le la entreprise societe boite firme nom annee annees an ans mois "
        "semaine semaines jours derniere dernier fait faisons partie depose vient appartient "
        "appartenons appartenir detenue detenu detient detenus possede possedee capital "
        "part parts grand grande petite petit francais "
        "francaise international industriel familial mere filiale belongs belong owned part company business "
        "under open proceedings since an a in by large"
    ).split()
)
"""Folded words that are said of one's own situation."""

_TELLING = {"group": _GROUP, "insolvency": _COLLECTIVE}

TODAY_ONLY = say("Tick it if it is so today. If it is over, or has not begun, there is nothing to tick.")

BELOW = say("To own another company is nothing to tick: this is about one that owns 25 % of yours, or more.")

A_SMALL_SHARE = say("Below 25 %, there is nothing to tick.")

DIFFICULTIES = (
    Pick("group", N_("Another company owns 25 % of it or more")),
    Pick("insolvency", N_("Insolvency proceedings are open")),
)


@dataclass(frozen=True, slots=True)
class Difficulties(Several):
    """One of the two, both or neither; only ticks count, and words that take them back."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Tick what is told; what is over, to come or of another kind is answered, and loses its tick."""
        typed = fold(text)
        told = _NAMESAKES.sub(" ", typed)
        owned = _BELOW.sub(" ", told)
        if owned != told and not any(words.search(owned) for words in _TELLING.values()):
            return Kept({"codes": [*self.ticked(entry, situation)]}, BELOW)
        doubted = denies(told) or _OVER.search(told) or _TO_COME.search(told)
        found = [name for name, words in _TELLING.items() if words.search(told)]
        if "group" not in found and _OWNED.search(told):
            found.insert(0, "group")
        if "group" in found and _is_a_small_share(text):
            return Kept({"codes": [*self.ticked(entry, situation)]}, A_SMALL_SHARE)
        ticked = self.ticked(entry, situation)
        if found and not doubted and _says_more(told):
            return Kept({"codes": [*ticked]}, TODAY_ONLY)
        if found and not doubted:
            codes = [pick.key for pick in self.picks if pick.key in (*ticked, *found)]
            ticked_too = say("I have ticked it: touch “Done” if that is right.")
            return Kept({"codes": [*codes]}, ticked_too)
        answer = _answered(typed, told, bool(found))
        if answer is None:
            return Several.read(self, text, entry, situation)
        amicable = _AMICABLE.search(told) or told != typed
        gone = {*found, *(("insolvency",) if amicable else ())}
        left = [code for code in ticked if code not in gone]
        if len(left) < len(ticked):
            answer = say("{answer} I have taken the tick off.", answer=answer)
        return Kept({"codes": [*left]}, answer)

    def corrected(self, text: str, answer: Answer, situation: Situation) -> Answer | None:
        """Return the ticks with those that words tell, or take back; None for words about something else."""
        read = attempt(self, text, self.reopen(answer), situation)
        codes = read.entry.get("codes") if isinstance(read, Kept) else None
        told = any(words.search(fold(text)) for words in (*_TELLING.values(), _OWNED))
        return {"codes": codes} if told and codes is not None and {"codes": codes} != answer else None

    def readings(self, entry: Entry) -> list[Answer]:
        """Return what is ticked."""
        return [{**entry}] if entry.get("codes") else []

    def proposal(self, readings: list[Answer], situation: Situation) -> Entry:
        """Tick what was said before it was asked: "Done" confirms it."""
        return self.reopen(readings[0])

    def amend(self, part: int, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read the edited message again, from nothing ticked: it may take back what it said."""
        return self.read(text, {}, situation)


def situations_told(text: str) -> Iterator[tuple[str, str]]:
    """Give the words of a text that tell a situation, today and of one's own, and as they are read."""
    for clause, folded in clauses(text):
        told = _NAMESAKES.sub(" ", folded)
        if denies(told) or _OVER.search(told) or _TO_COME.search(told):
            continue
        owned = None if _is_a_small_share(clause) else _OWNED.search(_BELOW.sub(" ", told))
        found = [each[0] for each in (_COLLECTIVE.search(told), owned) if each]
        if found:
            yield clause[:SHOWN], " ".join(found)


def _is_a_small_share(text: str) -> bool:
    return any(int(share[1]) < _FROM for share in _SHARE.finditer(text))


def tells_trouble(text: str) -> bool:
    """Tell whether a text speaks of proceedings, or of what brings them, or calls its firm in difficulty."""
    told = _NAMESAKES.sub(" ", fold(text))
    if denies(told):
        return False
    each = (_NAMESAKES.sub(" ", fold(part)) for part in _PART.split(text))
    return _IN_DIFFICULTY.search(told) is not None or any(
        _COLLECTIVE.search(part) and not _OVER.search(part) for part in each
    )


def _says_more(told: str) -> bool:
    """Tell whether folded words say more than that a situation is one's own: it may be somebody else's."""
    for words in (_OWNED, *_TELLING.values()):
        told = words.sub(" ", told)
    left = (word for word in told.split() if not word.isdigit())
    return not changes_nothing(" ".join(left), _OF_A_SITUATION)


def _answered(typed: str, told: str, found: bool) -> Message | None:
    """Return what is said of words that tick nothing; None for words about something else."""
    if found:
        return TODAY_ONLY
    if _AMICABLE.search(told):
        return say(
            "An ad hoc mandate or a conciliation is amicable and confidential: it is not insolvency"
            " proceedings. There is nothing to tick for it, and I note nothing of it."
        )
    if told != typed:
        return say("That is not insolvency proceedings: there is nothing to tick for it.")
    if _HARD_TIMES.search(told):
        return say(
            "Nothing to tick while no court has opened proceedings. “Do you help firms in difficulty?”:"
            " ask me that to know who helps."
        )
    return None
