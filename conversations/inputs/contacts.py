"""A way to be reached, as an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from conversations.inputs.base import (
    Entry,
    Input,
    InvalidAnswer,
    Outcome,
    Settled,
    only_candidate,
)
from conversations.inputs.missing_contacts import what_is_missing
from conversations.messages import Message, say, verbatim
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.agreement import says_yes
from conversations.understanding.contacts.reading import (
    in_plain_signs,
    read_phone,
    show_phone,
    suggest_email,
    understand_contact,
    words_beside,
)
from conversations.understanding.contacts.signatures import is_signature
from conversations.understanding.residue import IDLE, changes_nothing
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import denies, excerpt, fold

CONTACTS_OFFERED = 4
LONGEST_BESIDE = 120  # characters of the words kept beside a number
OWN_WORDS = frozenset(
    (
        "tel telephone tele phone mobile mob portable port gsm cell fixe fax numero num no number n mail "
        "email e courriel mel adresse address contact whatsapp wa signal sms direct ligne pro perso "
        "professionnel personnel bureau office domicile maison poste standard pouvez peux peut pourrez m "
        "me moi joindre joignez contacter contactez appeler appelez rappeler rappelez reach call write "
        "can could at by on is ecrire ecrivez joignable disponible text reachable available mr mme mlle "
        "monsieur madame par via sur ou et a soit also aussi and or through using voici here be gerant "
        "gerante dirigeant dirigeante directeur directrice president presidente chef owner manager ceo "
        "pdg dg guyane reunion martinique guadeloupe mayotte france luxembourg belgique suisse allemagne "
        "celui celle etre joint jointe contacte contactee rappele rappelee appele appelee souhaite "
        "souhaiterais voudrais "
        "aimerais fax telecopie telecopieur "
        "metropole beaucoup bonne journee prefere preference prefer best meilleur mieux simple moyen "
        "rapidement tjrs tjs tt whatsap wattsapp watsapp watsap wsp attention"
    ).split()
)
"""Folded words in which one says how to be reached, and that change nothing of it."""
_BESIDE = frozenset(
    (
        "coordonnees dispo joindre appelle rappelle ecris envoie suivant envoyez envoyer un t p w "
        "nouveau nouvelle new boutique magasin atelier direct directe directement shop send texto "
        "telegram signal actuel actuelle facilement easiest easier entreprise societe boite usine depot "
        "cabinet agence siege etablissement local locaux commerce maison exploitation association "
        "groupe store meme toujours que telephonique pourra pourriez voulez souhaitez faut passer "
        "passez utilisez notez noter mettez contactable souci probleme fine works well cell landline "
        "office mine preferably company business ici sinon electronique electronic"
    ).split()
)
"""Folded words of the same, which are names of people too."""
_KEPT = frozenset(
    (
        "matin matins matinee midi midis soir soirs soiree soirees heure heures journee toute tous tout "
        "jours jour semaine week end weekend lundi mardi mercredi jeudi vendredi samedi dimanche lundis "
        "mardis mercredis jeudis vendredis samedis dimanches pause dejeuner ouvrables ouverture demain "
        "en in morning mornings afternoon afternoons evening evenings day daytime days monday tuesday "
        "wednesday thursday friday saturday sunday tomorrow hours anytime laissez laisser laisse "
        "message repondeur leave demandez demander secretariat accueil switchboard reception uniquement "
        "exclusivement sms vocal possible n importe quand vous voulez"
    ).split()
)
"""Folded words that tell when, or whom to ask for: kept with the number."""


@cache
def _worked_at() -> frozenset[str]:
    """Return the folded words for what a firm is: "boulangerie : 03 53 01 12 34"."""
    known = words_of("companies", "trades") - words_of("companies", "others")
    return known - {*_ANOTHER, "assurance", "assurances", "courtier", "huissier"}


_HOUR = r"(?:midi et (?:deux|demie?)\b|\d\d? ?(?:h|heures?|[ap]m)(?: ?\d\d)?|midi|noon)\b"
_WHEN_OR_THROUGH = pattern(
    r"\b(?:(?:avant|apres|after|before|from|until|jusqu a|a partir de|entre|between|des|vers|around) )?"
    rf"{_HOUR}(?: (?:a|et|and|to) {_HOUR})?|\b(?:poste|ext|extension|x) ?\d{{1,6}}\b"
)
"""Hours, folded, or the extension to ask for."""
_BUT_THEN = pattern(
    r"\b(?:sauf|hors|except|pas|not) (?:le |la |les |on |l )?"
    r"(?:matin|midi|soir|week ?end|apres midi|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening)s?\b"
    r"|\b(?:car |parce que |mais )?(?:si )?je (?:ne |n )?(?:reponds|decroche|capte|suis)"
    r" (?:pas|peu|rarement|jamais)"
    r"(?: (?:toujours|souvent|beaucoup|trop|disponible|joignable|la|de suite|tout de suite))?"
    r"(?: (?:au|le|en|sur) (?:telephone|tel|travail|boulot|chantier|deplacement|journee|matin|soir))?\b"
    r"|\b(?:c est )?le plus (?:simple|rapide|pratique|sur|facile)\b"
    r"|\bpas de (?:sms|textos?|messages?(?: vocaux)?|demarchage)\b"
    r"|\bje (?:le |la |les )?(?:lis|consulte|regarde|releve) (?:tous les (?:jours|soirs|matins)"
    r"|souvent|regulierement|le soir|le matin)\b|\b(?:ecrivez(?: moi)? )?en (?:francais|anglais)\b"
    r"|\bje reponds toujours\b|\bje reponds (?:plus |tres )?(?:vite|rapidement|facilement|souvent)\b"
    r"|\b(?:car |parce que |mais )?je (?:suis|travaille) (?:souvent |toujours |beaucoup )?(?:en|sur|au) "
    r"(?:le |les |des )?(?:chantiers?|deplacements?|route|atelier|cuisine|rendez vous|clientele|magasin"
    r"|bureau)\b"
)
"""When not to call, folded: kept with the number too."""
_ANOTHER = frozenset(
    (
        "ancien ancienne anciens vieux vieille plus faux fausse erreur trompe trompee autre change changer "
        "changement remplace lieu jusqu avant bientot futur old former wrong mistake instead except another "
        "changed soon fax urgence urgences emergency si if quand when lui elle eux siren siret compte iban "
        "facture rib budget salaries euros emprunt projet comptable expert notaire avocat avocate banque "
        "banquier conseiller conseillere assureur accountant lawyer bank adviser fournisseur client"
    ).split()
)
"""Folded words beside which a number may be no longer, not yet, or not at all the one to call."""
_OF_ME = frozenset("me moi mon ma mes m my nous notre nos our demandez demander ask".split())
"""Folded words that say whose the number is, or whom one is to ask for there."""
_MOST_TOLD = 8  # words: more of them may well be about something else
E164 = pattern(r"\+[1-9]\d{6,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ContactInput(Input):
    """A way to be reached: ``{"phone": E.164 number, "email": …}``, one of them at least.

    ``words``: what was said beside them and is kept as it is, "seulement le soir".
    """

    @property
    def wants_contact(self) -> bool:
        """Accept the number shared with Telegram's own button."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a phone number, an e-mail address, or both; drop nothing without a word."""
        said, waiting = understand_contact(text), only_candidate(entry)
        if waiting and says_yes(fold(text)):
            return Settled(waiting)
        contact = said.readings[0]
        if not any((*contact.phones, *contact.emails, contact.suggested)):
            raise what_is_missing(contact, text)
        rest = _HAVE_NO[bool(contact.phones)].sub(" ", _MY_06.sub("mon portable", said.rest))
        if contact.phones:
            mobile = any(phone.startswith(("+336", "+337")) for phone in contact.phones)
            rest = _HAVE_NO_LINE[mobile].sub(" ", rest)
        said = replace(said, rest=_ALL_RIGHT.sub(" ", rest))
        known = {fold(str(told)) for told in situation.words.values()}
        known = {word for told in (situation.text("name"), *known) for word in fold(told or "").split()}
        found = contact.phones or contact.emails
        own = OWN_WORDS | _BESIDE | known
        unsaid = not found or changes_nothing(said.rest, own)
        told = _BUT_THEN.sub(" ", _WHEN_OR_THROUGH.sub(" ", said.rest))
        signed = is_signature(text) and not _DOUBTED.search(said.rest)
        plain = unsaid or signed or _is_kept_beside(told, own, text)
        beside = words_beside(text)
        unsaid = unsaid or changes_nothing(fold(beside), own)
        words = None if unsaid or signed else excerpt(beside, LONGEST_BESIDE)
        phones = contact.phones or _kept(entry, "phone")
        emails = tuple(filter(None, (contact.suggested, *contact.emails))) or _kept(entry, "email")
        answers = [as_contact(phone, email, words) for phone in phones for email in emails]
        answers = answers[:CONTACTS_OFFERED]
        unread = [words for words in contact.unread if not suggest_email(words)]
        if unread:
            note = say("I could not read “{words}”. Type it again, or keep this:", words=excerpt(unread[0]))
            return self.offer(answers, note)
        if contact.suggested:
            return self.offer(answers, say("Is the e-mail address right?"))
        if len(answers) > 1:
            return self.offer(answers, say("Which one shall I keep?"))
        return Settled(answers[0]) if plain else self.offer(answers, say("Shall I keep it with your words?"))

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept a number in E.164, an address, or both."""
        match answer:
            case {"phone": str(phone), **others}:
                return E164.fullmatch(phone) is not None and isinstance(others.get("email", ""), str)
            case {"email": str()}:
                return True
        return False

    def read_contact(self, phone: str, entry: Entry, situation: Situation, name: str = "") -> Outcome:
        """Take the shared number."""
        number = read_phone(phone) or read_phone(f"+{phone.lstrip('+')}")
        if number is None:
            raise InvalidAnswer(say("I could not read this number. Please type it, with its country code."))
        return Settled(as_contact(number, None))

    def without(self, called: str, answer: Answer) -> Answer | None:
        """Leave the number without the address, or the address without the number."""
        gone = "email" if _CALLS_ADDRESS.search(called) else "phone"
        kept = (
            {part: value for part, value in answer.items() if part != gone}
            if isinstance(answer, dict)
            else {}
        )
        return kept if kept != answer and {"email", "phone"} & {*kept} else None

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the number as it is dialled, and the address."""
        parts = answer if isinstance(answer, dict) else {}
        phone, email = parts.get("phone"), parts.get("email")
        shown = [show_phone(str(phone)) if phone else "", str(email or "")]
        words = f"({parts['words']})" if parts.get("words") else ""
        return verbatim(" · ".join(part for part in (*shown, words) if part))


_CALLS_ADDRESS = pattern("mail|courriel|adresse")
_MY_06 = pattern(r"\bmon 0[1-9]\b")
_NO = (
    r"\b(?:(?:je|j|on|nous|i) (?:n )?(?:ai|a|avons|have|don t have) )?"
    r"(?:pas|no|aucune?|without|sans)(?: de| d| l)? "
)
_HERE = r"(?: ici| chez nous| en ce moment| pour l instant)?\b"
_HAVE_NO = (
    pattern(rf"{_NO}(?:telephone|tel|portable|fixe|mobile|phone)s?{_HERE}"),
    pattern(rf"{_NO}(?:adresse )?(?:e ?mail|mail|courriel|internet|adresse|ordinateur)s?{_HERE}"),
)
_HAVE_NO_LINE = (pattern(rf"{_NO}(?:portable|mobile)s?\b"), pattern(rf"{_NO}fixes?\b"))
"""Folded words of who has no way of one kind: beside an address, no phone; beside a number, no address."""
_ALL_RIGHT = pattern(
    r"\b(?:des espaces comme ca )?(?:c est bon|(?:est ce que )?(?:ca|cela) (?:vous )?(?:va|suffit"
    r"|convient|marche))"
    r"(?: comme ca)?$"
)
"""Folded words that ask whether it is well written."""
_DOUBTED = pattern(r"(?<!\w)(?:\d[ ./-]?){7}")  # digits that may be of a number


def _is_kept_beside(told: str, own: frozenset[str], text: str) -> bool:
    """Tell whether words tell when to call, where, or whom to ask for: kept beside the number."""
    return changes_nothing(told, own | _KEPT | _worked_at()) or _is_kept_whole(told, text)


def _is_kept_whole(told: str, text: str) -> bool:
    """Tell whether a few words may be kept beside a number, as those who call will read them.

    "Le portable de ma femme", "demandez Karim": it is of the one who writes, or says whom to ask for. Not
    where they deny it, or have figures of their own.
    """
    words = told.split()
    if _OF_ME.isdisjoint(fold(text).split()):
        return False
    few = len(words) <= _MOST_TOLD and all(word.isalpha() for word in words)
    return few and not denies(told) and _ANOTHER.isdisjoint(words)


def _is_label(word: str) -> bool:
    return fold(word) in OWN_WORDS or (word.islower() and fold(word) in _BESIDE)


_REACHES = pattern(r"\S*@\S*|\+?\(?\d[\d\s().-]*")


def name_and_contact(text: str) -> Iterator[tuple[str, str]]:
    """Cut a name from the number or the address that follows it, or that it follows."""
    text = in_plain_signs(text) if len(text) <= LONGEST_BESIDE else ""
    found = [*_REACHES.finditer(text)]
    if not found:
        return
    name = text[: found[0].start()].strip(" ,;:/.-–—()\n").split()
    labels: list[str] = []
    while name and (_is_label(name[-1]) or fold(name[-1]) in IDLE):  # "Camille Durand, mon tél : …"
        labels.insert(0, name.pop())
    called = " ".join(name).strip(" ,;:")
    first, comma, beside = called.partition(",")
    if comma and beside.split()[0].islower():  # "Camille Durand, numéro de ma secrétaire Julie …": it is kept
        yield first, text[text.index(",") + 1 :]
    yield called, f"{' '.join(labels)} {text[found[0].start() :]}"
    yield text[found[-1].end() :].strip(" ,;:/.-–—()\n"), text[: found[-1].end()]


def as_contact(phone: Answer, email: Answer, words: Answer = None) -> Answer:
    """Return the ways to be reached as an answer, without what is missing."""
    return {key: value for key, value in (("phone", phone), ("email", email), ("words", words)) if value}


def _kept(entry: Entry, part: str) -> tuple[Answer, ...]:
    """Return what messages before said of a part, where it waits to be completed or confirmed."""
    candidates = entry.get("candidates")
    told = candidates if isinstance(candidates, list) else []
    parts = [candidate[part] for candidate in told if isinstance(candidate, dict) and candidate.get(part)]
    return tuple({str(kept): kept for kept in parts}.values()) or (None,)
