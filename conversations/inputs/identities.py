"""A commune, as an answer."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import ClassVar

from conversations.inputs.base import Entry, Input, InvalidAnswer, Kept, Outcome, Settled, listed
from conversations.messages import Message, say, verbatim
from conversations.network.places import (
    SAYING_WHERE,
    Place,
    PlaceSearch,
    is_named,
    is_whole_country,
    town_abroad,
)
from conversations.patterns import pattern
from conversations.situation import Answer, Situation
from conversations.understanding.activities.lexicon import names_trade
from conversations.understanding.dates.calendar_names import SEASONS
from conversations.understanding.named_periods import MONTH_NAMES
from conversations.understanding.replacements import after_a_mark
from conversations.understanding.residue import Understood
from conversations.understanding.words import fold

_WRONG = (
    "(?:fausse?|faux|mauvaise?|incorrecte?|erronee?|pas bonne?|pas la bonne|pas le bon|wrong|incorrect"
    "|mal ecrite?)"
)
_NO_TOWN = pattern(
    r"aucune?(?: d\w*)+(?: deux| celles ci| ceux ci)?$|aucune$|none of (?:them|these)$"
    rf"|(?:\w+ ){{0,3}}(?:commune|ville|lieu|adresse|endroit|town|place)(?: (?:est|c est|n est|is|a ete"
    rf"|etait))? {_WRONG}$"
    rf"|(?:c est |it s |il y a )?(?:une? |la |le )?{_WRONG}(?: (?:commune|ville|adresse|town|place))?$"
    r"|(?:(?:on est|je suis|je travaille|c est|a|au|de|depuis|chez|sur|les|la|l|ma|mon|en|dans|un) )*"
    r"(?:chez moi|maison|domicile|marches?|foires?|camion|deplacements?|itinerante?)$"
    r"|(?:(?:je|on|nous|we|veux|voulons|voudrais|v[ae]nd\w*|vente|sell|pour|only|c est"
    r"|commerce|boutique|site|activite|une?|notre|mon|ma) )*"
    r"(?:en ligne|(?:sur )?(?:le |l )?(?:internet|net|web)|online|a distance)$"
    r"|(?:au|en|a l|a la|l|cet|cette|des|d ici|fin|debut|mi|in|by) "
    rf"(?:{MONTH_NAMES}|{'|'.join(SEASONS)}|rentree)"
    r"(?: prochaine?| 20\d\d)?$"
)
"""What chooses nothing, folded, or names no town: Aucun is a commune too, and "fausse" is like Dausse."""
_WHAT_ONE_IS = pattern(
    r"(?:(?:moi |nous )?(?:je suis|on est|nous sommes|c est|i am|i m|we are) (?:une? |an? )?)?(?P<trade>\w+)"
)
"""Words that name a trade as well as a town: "je suis maçon" says nothing of Mâcon."""
_THE_ONE = pattern(
    r"(?:(?:non|oui|c est|it s|la commune|the one|celle|celui|le|la|plutot|rather|du|de|dans|en|in|from) )*"
    r"(?P<area>\w+(?: \w+){0,3})"
)
"""Which of the communes offered, folded, by where it is."""
_RANK = pattern(
    r"(?:(?:c est|it s|dans|in|le|la|the|non|pas le \d+ ?(?:e|eme) mais|plutot) )*"
    r"(?P<rank>\d{1,2}) ?(?:e|er|eme|ieme|th|nd|rd|st)(?: (?:arrondissement|arr|arrdt|district))?"
)
"""The rank of an arrondissement, folded."""
_SHORT = 40  # characters
WHICH_COMMUNE = say("Which commune is it?")
A_STREET = say("That is a street, and I need the town: type its name, or its postal code.")
UNKNOWN = say("I do not know this commune. Check its spelling, or type the five figures of its postal code.")
WHOLE_COUNTRY = say(
    "You may work all over the country: in which town is the establishment that carries the project?"
)


def as_place(place: Place) -> Answer:
    """Return the commune as an answer."""
    return {"code": place.code, "name": place.name, "department": place.department}


@dataclass(frozen=True, slots=True)
class PlaceInput(Input):
    """A commune: ``{"code": INSEE code, "name": …, "department": …}``."""

    free: ClassVar[bool] = False

    @property
    def wants_location(self) -> bool:
        """Accept a shared location, which is turned into a commune and not kept."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a commune, a postal code or both; anything unsure is offered as buttons."""
        if (of_them := self._of_those_offered(text, entry, situation)) is not None:
            return of_them
        if _NO_TOWN.match(fold(text)):
            raise InvalidAnswer(UNKNOWN)
        if is_whole_country(text):
            raise InvalidAnswer(WHOLE_COUNTRY)
        abroad = town_abroad(text)
        if abroad is None:
            search, said = situation.world.gazetteer.find(text), _WHAT_ONE_IS.fullmatch(fold(text))
            typed = text.strip().casefold()  # "Mâcon", no "maçon"; Peintre is written as the trade is
            named = search.places and search.places[0].name.casefold() == typed != fold(typed)
            is_trade = said is not None and not named and names_trade(said["trade"])
            return self._settle(replace(search, certain=False) if is_trade else search)
        return self._in_france(situation.world.gazetteer.find(abroad), abroad)

    def _of_those_offered(self, text: str, entry: Entry, situation: Situation) -> Outcome | None:
        """Take the one that is said by its department, "celle du 44"; None where that tells none of them."""
        offered = listed(Kept(entry))
        said = _THE_ONE.fullmatch(fold(text)) if offered and len(text) <= _SHORT else None
        area = situation.world.gazetteer.find(said["area"]).department if said else None
        left = [each for each in offered if isinstance(each, dict) and each.get("department") == area]
        if not (area and left):
            return None
        return Settled(left[0]) if len(left) == 1 else self.offer(left, WHICH_COMMUNE)

    def _in_france(self, search: PlaceSearch, name: str) -> Outcome:
        """Offer the communes that do have the name of a town abroad."""
        note = say("Alizé helps establishments in France: in which commune is yours?")
        namesakes: list[Answer] = [as_place(place) for place in search.places if is_named(place, name)]
        if not namesakes:
            raise InvalidAnswer(note)
        return self.offer(namesakes, note)

    def read_location(self, latitude: float, longitude: float, entry: Entry, situation: Situation) -> Outcome:
        """Offer the communes near a shared location."""
        search = situation.world.gazetteer.near(latitude, longitude)
        if search.abroad:
            raise InvalidAnswer(say("This location is not in France. Where in France is your company?"))
        if not search.places:
            raise InvalidAnswer(say("I cannot use this location. Please type the commune or postal code."))
        return self.offer([as_place(place) for place in search.places], say("Which of these communes is it?"))

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept communes that still are: they merge every 1 January."""
        code = answer.get("code") if isinstance(answer, dict) else None
        if situation.place and situation.place.code == code:
            return True  # looked up already
        return isinstance(code, str) and situation.world.gazetteer.commune(code) is not None

    def corrected(self, text: str, answer: Answer, situation: Situation) -> Answer | None:
        """Return the other arrondissement of the same city that words name by its rank: "c'est le 15e"."""
        gazetteer = situation.world.gazetteer
        code = answer.get("code") if isinstance(answer, dict) else None
        here, said = gazetteer.commune(str(code)), _RANK.fullmatch(fold(after_a_mark(text) or text))
        city = gazetteer.commune(here.parent) if here and here.parent and said else None
        if city is None or said is None:
            return None
        found = gazetteer.find(f"{city.name} {said['rank']}e").places
        other = next((place for place in found if place.parent == city.code), None)
        return as_place(other) if other and other.code != code else None

    def is_called(self, answer: Answer, words: str, situation: Situation) -> bool:
        """Tell whether words name this commune, and its namesakes."""
        code = answer.get("code") if isinstance(answer, dict) else None
        place = situation.world.gazetteer.commune(str(code))
        name = " ".join(word for word in fold(words).split() if word not in SAYING_WHERE)
        return place is not None and is_named(place, name)

    def _settle(self, search: PlaceSearch) -> Outcome:
        if search.places:
            places = [as_place(place) for place in search.places]
            if search.certain:
                return self.conclude(Understood((places[0],), search.rest), WHICH_COMMUNE)
            return self.offer(places, WHICH_COMMUNE)
        if search.department:
            raise InvalidAnswer(
                say(
                    "I recognise the département ({department}). Which commune is it?",
                    department=search.department,
                )
            )
        if search.street:
            raise InvalidAnswer(A_STREET)
        raise InvalidAnswer(UNKNOWN)

    @property
    def own_words(self) -> Container[str]:
        """The words in which a commune is said."""
        return SAYING_WHERE

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the commune with its département."""
        parts = answer if isinstance(answer, dict) else {}
        return verbatim(f"{parts.get('name')} ({parts.get('department')})")
