"""What an answer about a place is made of: its words, and the numbers, streets and signs among them."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from conversations.network.places import LANDMARK
from conversations.patterns import pattern
from models.places.arrondissements import arrondissements
from models.places.lexicon import (
    AFTER_STREET_NUMBERS,
    ANCHORS,
    ARTICLES,
    BETWEEN,
    COUNTED,
    INSIDE,
    LARGE,
    LOCATING,
    NUMBERED,
    PREMISES,
    STREETS,
    numbers,
    sets_apart,
    tells,
)
from models.places.names import LINKS, key
from models.places.spans import NOWHERE, CityRank, Segment, Span, words_of
from models.places.streets import BREAK, is_well_known, may_be_named, street_start

_LONGEST_NAME: Final = 8  # words, of a run that may be a name
_SHORT: Final = 5  # letters, of what may be the end of a name
_SHORTEST_RUN: Final = 4  # letters: "Y", "Eu" or "Bû" in a sentence are words, not communes
_NUMBER: Final = pattern(r"\d{1,3}|2[ab]")


@dataclass(frozen=True)
class Wording:
    """An answer taken apart. ``words`` hold a BREAK where a sign parts them.

    ``postcode``: the first one, with where it stands; ``area_at``: the words of a department or a region.
    ``streets``: whether the words of a street are told apart. ``capitals``: the words typed with a capital.
    ``cedex``: whether it is a post office's address, with the number of the office, 0 where none is told.
    """

    words: tuple[str, ...]
    postcode: str | None = None
    postcode_at: Span = NOWHERE
    cedex: int | None = None
    cedex_at: Span = NOWHERE
    area_at: Span = NOWHERE
    streets: bool = True
    capitals: frozenset[str] = frozenset()

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The parts between signs, and around a postal code."""
        cuts = [at for at, word in enumerate(self.words) if word == BREAK]
        cuts += range(*self.postcode_at)
        cuts += [*range(*self.cedex_at), *range(*self.area_at)]
        bounds = [-1, *sorted(cuts), len(self.words)]
        spans = [(one + 1, two) for one, two in pairwise(bounds) if one + 1 < two]
        return tuple(Segment(start, end, self._street(start, end)) for start, end in spans)

    @cached_property
    def city_ranks(self) -> tuple[CityRank, ...]:
        """The arrondissements said."""
        text = " ".join(self.words)
        found: list[CityRank] = []
        for city, rank, letters, bare in arrondissements(text):
            span = words_of(text, letters)
            inside = any(other.span.holds(span) for other in found)
            if not inside and not (bare and self._numbers_street(span.end - 1)):
                found.append(CityRank(city, rank, span, bare))
        return tuple(found)

    @cached_property
    def numbers(self) -> tuple[tuple[str, int], ...]:
        """The figures that may be departments', with where they stand."""
        taken = [rank.span for rank in self.city_ranks]
        numbering = {at for part in self.segments for at in range(part.street, part.end - 1)}
        return tuple(
            (word, at)
            for at, word in enumerate(self.words)
            if _NUMBER.fullmatch(word)
            and not self._numbers_street(at)
            and not any(span.holds(Span(at, at + 1)) for span in (*taken, self.postcode_at, self.cedex_at))
            and at not in numbering
            and self.word(at + 1) not in COUNTED
            and self.word(at - 1) not in NUMBERED
        )

    @cached_property
    def written(self) -> Span:
        """All the words that are no figures, where they stand together."""
        names = [at for at, word in enumerate(self.words) if word.isalpha() and not self._in_cedex(at)]
        span = Span(names[0], names[-1] + 1) if names else Span(0, 0)
        return span if len(names) == span.end - span.start else Span(0, 0)

    def meant(self, span: Span) -> Span:
        """Return a span without the words around it that name no place."""
        telling = [at for at in range(*span) if tells(self.words[at])]
        return Span(telling[0], telling[-1] + 1) if telling else Span(span.start, span.start)

    def said(self, span: Span) -> str:
        """Return the words of a span that are no figures."""
        return " ".join(word for word in self.words[span.start : span.end] if word.isalpha())

    def runs(self) -> Iterator[tuple[Span, float]]:
        """Return the runs of words that may be a place, each with its weight in the answer, up to 1."""
        yield self.written, 0.0 if self.street_only and self.segments else 1.0
        outside = sum(self._letters(Span(part.start, part.street)) for part in self.segments) or 1
        for part in self.segments:
            telling = self._letters(Span(part.start, part.street))
            for start in range(part.start, part.end):
                for end in range(start + 1, min(start + _LONGEST_NAME, part.end) + 1):
                    run = self.words[start:end]
                    if not run[-1].isalpha() or not run[0].isalpha():
                        if not run[-1].isalpha():
                            break
                        continue
                    letters = self._letters(Span(start, end))
                    if letters < _SHORTEST_RUN and letters < outside and letters < telling:
                        continue
                    if not letters or (run[0] in LINKS and run[0] not in ARTICLES):
                        continue
                    yield Span(start, end), self._weight(part, Span(start, end), letters, telling, outside)

    def pieces(self, part: Segment) -> list[Span]:
        """Return what stands between "et", "ou"… in a part, where there is one."""
        cuts = [at for at in range(part.start, part.street) if self.words[at] in BETWEEN]
        bounds = [part.start - 1, *cuts, part.street]
        return [self.meant(Span(one + 1, two)) for one, two in pairwise(bounds)] if cuts else []

    def street_tails(self, part: Segment) -> Iterator[Span]:
        """Return the last words of a street that may be a town's: "12 rue Victor Hugo Vanves"."""
        for start in range(max(part.street + 1, part.end - 5), part.end):
            if self._may_end(part, start):
                yield self.meant(Span(start, part.end))

    def is_landmark(self, span: Span) -> bool:
        """Tell whether "près de", "pas à"… come right before a span."""
        at = span.start - 1
        while self.word(at) in LINKS or self.word(at) in ANCHORS:
            at -= 1
        if sets_apart(self.word(at - 1), self.word(at)):
            return True
        inside = self.word(at - 1) in ("des", "les")  # "Saint-Germain-des-Prés"
        return self.word(at) in LANDMARK - BETWEEN - {"entre", "between"} and not inside

    def goes_on(self, span: Span, *, known: bool) -> bool:
        """Tell whether telling words stand beside a span, in its part or in all that is written.

        ``known``: whether it is the name of a city, which is no mere end of another one.
        """
        part = next((part for part in self.segments if part.start <= span.start < part.end), None)
        if part is None or span in {said.span for said in self.city_ranks}:
            return False
        if self.anchored(span.start - 1):  # "à Saint-Georges-dde-Commiers", no "à Toul depuis 2012"
            return span.start < part.street and self._is_name_on(span.end, part.street)
        if span.start >= part.street:  # "rue de Paris, Saint-tienne-au-Mont"
            if is_well_known(self.words[part.street : span.start]):
                return False
            linked = not LINKS.isdisjoint(self.words[span.start - 1 : span.start + 1])
            return not self.postcode and (linked or (not known and self._letters(span) <= _SHORT))
        before, after = Span(part.start, span.start), Span(span.end, max(span.end, part.street))
        parted = {self.word(span.start - 1), self.word(span.end)} & BETWEEN
        return bool(self._letters(before) or self._letters(after)) and not parted

    def anchors(self, part: Segment) -> Iterator[int]:
        """Return where words begin that follow "à", "in"… in a part."""
        for at in range(part.start, part.end - 1):
            if self.anchored(at):
                yield at + 1

    def area_spans(self, areas: Container[str]) -> list[Span]:
        """Return where the names of areas stand that may tell where a commune is, the longest first."""
        spans, telling = [], self._letters(Span(0, len(self.words)))
        for start in range(len(self.words)):
            for end in range(start + 1, min(start + _LONGEST_NAME, len(self.words)) + 1):
                if not self.words[end - 1].isalpha():
                    break
                if self._letters(Span(start, end)) == telling:
                    continue
                apart = self.word(end) in ("", BREAK) or start == 0 or self.says_where(Span(start, end))
                # "Bordes-les-Bains" has an area inside; "dans les Vosges" has not.
                inside = any(
                    self.word(at) in INSIDE and self.word(at - 1) not in LOCATING for at in (start - 1, start)
                )
                if not apart or inside or self._names_street(start):
                    continue
                if key(self.said(Span(start, end))) in areas:
                    spans.append(Span(start, end))
        return sorted(spans, key=lambda span: (span.start - span.end, -span.start))

    def says_where(self, span: Span) -> bool:
        """Tell whether "dans", "in", "(" come before a span, and nothing after."""
        before = self.word(span.start - 1)
        if before in ARTICLES | {"the"}:
            before = self.word(span.start - 2)
        return before in LOCATING

    def leaves_article(self, span: Span) -> bool:
        """Tell whether an article stands before a span that may be of the name: "à La Francheville"."""
        return self.word(span.start - 1) in ARTICLES

    def are_beside(self, one: Span, other: Span) -> bool:
        """Tell whether a span follows another one, with no name between them."""
        between = self.words[one.end : other.start]
        return one.end <= other.start and not any(map(tells, between))

    def in_address(self, span: Span) -> bool:
        """Tell whether a span is in the street of a postal code."""
        return self.postcode is not None and any(
            part.end <= self.postcode_at.start and part.street <= span.start < part.end
            for part in self.segments
        )

    @cached_property
    def street_only(self) -> bool:
        """Whether all the words are a street's."""
        return all(part.street == part.start for part in self.segments)

    def is_road(self, part: Segment) -> bool:
        """Tell whether the street of a part is a road, no premises."""
        words = self.words[part.street : part.end]
        return next((word not in PREMISES for word in words if word in STREETS), True)

    def is_numbered_road(self, part: Segment) -> bool:
        """Tell whether it is a road whose number is told."""
        return self.is_road(part) and numbers(self.word(part.street))

    def anchored(self, at: int) -> bool:
        """Tell whether a word is one after which the name of a town comes: "à", "in"."""
        word = self.word(at)
        return word in ANCHORS and not (word == "sur" and tells(self.word(at - 1)))  # inside too many names

    def word(self, at: int) -> str:
        """Return the word at a place, none before the first and after the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _weight(self, part: Segment, span: Span, letters: int, telling: int, outside: int) -> float:
        anchored = self.anchored(span.start - 1)
        whole = self._letters(Span(part.start, part.end))
        if span.start <= part.street < span.end and (span.start < part.street or letters == whole):
            return 0.95 if letters == whole else (1 + letters / whole) / 2  # "Saulon-la-Rue"
        if span.end > part.street:
            if span.end != part.end or not self._may_end(part, span.start):
                return 0.0
            return 0.9 if anchored else 0.85
        if letters == outside:
            return 1.0
        if letters == telling:
            return 0.95
        first = not self._letters(Span(part.start, span.start))
        beside = (first or self.word(span.start - 1) in BETWEEN) + (
            not self._letters(Span(span.end, part.street)) or self.word(span.end) in BETWEEN
        )
        if anchored or beside == 2 or (first and span.end == part.street < part.end):
            return 0.9
        return (1 + letters / outside) / 2

    def _may_end(self, part: Segment, at: int) -> bool:
        """Tell whether what stands in a street may be a town: the name of a road comes before."""
        between = self.words[part.street : at]
        return not self.is_road(part) or may_be_named(between)

    def _street(self, start: int, end: int) -> int:
        if not self.streets:
            return end
        if end == self.postcode_at.start and end - start > 2 and self.words[start].isdigit():
            return start
        return street_start(self.words, start, end)

    def _numbers_street(self, at: int) -> bool:
        after = at + 1
        while self.word(after).isdigit() or self.word(after) in AFTER_STREET_NUMBERS | LARGE | {BREAK}:
            after += 1
        return self.word(after) in STREETS and self.word(at - 1) != "en"  # "Castres (81), rue de Toulouse"

    def _names_street(self, at: int) -> bool:
        """Tell whether a word is of a street, and the town comes in another part: "ZI Nord, Lille"."""
        end = next((part.end for part in self.segments if part.street <= at < part.end), len(self.words))
        return end < len(self.words)

    def _is_name_on(self, at: int, end: int) -> bool:
        """Tell whether a name goes on from a word: more of it follows, but for a link."""
        return bool(self._letters(Span(at, min(at + 3, end)))) and self.word(at) not in BETWEEN

    def _letters(self, span: Span) -> int:
        return self._letters_before[span.end] - self._letters_before[span.start]

    @cached_property
    def _letters_before(self) -> tuple[int, ...]:
        """How many letters of telling words stand before each word, and in all."""
        return (0, *accumulate(len(word) if tells(word) else 0 for word in self.words))

    def _in_cedex(self, at: int) -> bool:
        return self.cedex_at.holds(Span(at, at + 1))
