"""Learn which common question a text asks, and whether it asks at all: write ``question_topics.tsv``.

    python -m tests.understanding.learn_question_topics

Needs what ``learn_skill_turns`` does; the same input gives the same file, in a minute or two. Learned from
``question_sentences.tsv``: the wordings of each topic, of questions that only a person can answer
(``person``), and answers of the form that look like one (``answer``); of what asks nothing also from the
development halves of the other rows, and from a part of the sentences of skills. No row of ``asked/`` is
among them.

Each stem, each two in a row, and each four letters in a row are given the weights with which a softmax says
nearest to what was asked (multinomial logistic regression).
"""

import csv
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary.learned import MIDDLE
from conversations.understanding.vocabulary.question_words import (
    ASKING,
    COLUMNS,
    FIRST,
    LETTERS,
    PARTICULAR,
    STEP,
    TABLE,
    TOPICS,
    asking_stems,
    share_of_each,
    traits,
)
from tests.understanding.learn_skill_turns import LATER, SENTENCES, Matrix, told
from tests.understanding.rows import FOLDER, SETS, kinds, rows

QUESTIONS: Final = FOLDER / "question_sentences.tsv"
PHRASES: Final = FOLDER / "question_phrases.tsv"
WRITTEN: Final = Path(vocabulary.__file__).with_name(TABLE)
ANSWER: Final = "answer"

# Chosen by cross-validation, one who asks after the other left out.
PHRASE_WEIGHT: Final = 0.3  # of a phrase that asks, against a sentence
HELD, HELD_ASKING = 1e-5, 1e-5  # how much weights are held
DESCRIPTIONS: Final = 6_000
DOUBTED: Final = 2  # words: an answer is typed with a question mark as well
SEEN_TWICE: Final = 2  # sentences: letters, and words in a row, are kept from then on
ROUNDS: Final = 80  # of the descent
FAINT: Final = 0.5  # a weight below says nothing


def questions() -> list[tuple[str, str]]:
    """Return topics and how they are asked."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        return [(row["topic"], row["text"]) for row in read]


def phrases() -> list[tuple[str, str]]:
    """Return topics and the words by which they are asked, without those around."""
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return [(row["topic"], row["words"]) for row in csv.DictReader(file, delimiter="\t", strict=True)]


def nothing_asked(own: Iterable[str]) -> list[tuple[str, float]]:
    """Return texts that ask nothing, and what each of them weighs. ``own``: those written for it."""
    chance = random.Random(1)
    sentences = [sentence for path in (SENTENCES, *LATER) for sentence in told(path)]
    needs = [text for text, need, weight in sentences if need and weight == 1]
    chance.shuffle(needs)
    answers = [
        row.text for folder in SETS.values() for kind in kinds(folder) for row in rows(kind, folder)
        if not row.untouched
    ]  # fmt: skip
    doubted = [f"{text} ?" for text in answers if len(text.split()) <= DOUBTED and "?" not in text]
    return [
        *((text, 3.0) for text in own),
        *((text, 0.3) for text in (*answers, *needs[:DESCRIPTIONS])),
        *((text, 0.2) for text in doubted),
    ]


def matrix(texts: Iterable[str], columns: dict[str, int]) -> Matrix:
    """Return the share of each trait in each text, as the product counts it."""
    cells = []
    every = [traits(text, asking_stems(text)) for text in texts]
    for at, found in enumerate(every):
        cells += [(at, columns[trait], share_of_each(found)) for trait in found if trait in columns]
    lines, places, values = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (lines, places)), (len(every), len(columns)))


def softmax(found: Matrix, truth: Matrix, weights: Matrix, held: float) -> tuple[Matrix, Matrix]:
    """Return the weights of traits, and where each column begins, that say nearest to what is true."""
    (_, many), width = found.shape, truth.shape[1]
    weights, back = (weights / weights.sum())[:, None], found.T.tocsr()

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        table, start = flat[:-width].reshape(many, width), flat[-width:]
        scores = found @ table + start
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        wrong = weights * (np.exp(logs) - truth)
        cost = -(weights * truth * logs).sum() + held / 2 * (table**2).sum()
        return cost, np.concatenate([(back @ wrong + held * table).ravel(), wrong.sum(0)])

    found_ = minimize(loss, np.zeros((many + 1) * width), jac=True, method="L-BFGS-B",
                      options={"maxiter": ROUNDS, "maxcor": 6}).x  # fmt: skip
    return found_[:-width].reshape(many, width), found_[-width:]


def written(weights: Matrix) -> str:
    """Write the weights of a trait as the product reads them: a column, then how far it points there."""
    steps = np.clip(np.rint(weights / STEP), -MIDDLE + 33, 126 - MIDDLE).astype(int)
    return "".join(
        chr(FIRST + column) + chr(MIDDLE + step)
        for column, step in enumerate(steps)
        if abs(weights[column]) >= FAINT and step
    )


def kept_traits(texts: Iterable[str]) -> dict[str, int]:
    """Return the stems of sentences, and what else more than one of them has, numbered."""
    seen = Counter(trait for text in texts for trait in traits(text, asking_stems(text)))
    alone = {trait for trait in seen if " " not in trait and not trait.startswith(LETTERS)}
    kept = sorted(trait for trait, times in seen.items() if trait in alone or times >= SEEN_TWICE)
    return {trait: at for at, trait in enumerate(kept)}


def learn(sentences: Sequence[tuple[str, str]]) -> tuple[dict[str, int], Matrix, Matrix]:
    """Return the traits, their weights, and where each column begins."""
    asked = [(topic, text, 1.0) for topic, text in sentences if topic != ANSWER]
    told_shortly = [(topic, words, PHRASE_WEIGHT) for topic, words in phrases()]
    none = nothing_asked(text for topic, text in sentences if topic == ANSWER)
    columns = kept_traits([text for _, text, _ in (*asked, *told_shortly)] + [text for text, _ in none])

    every = [*asked, *told_shortly]
    truth = np.array([[float(topic == column) for column in (*TOPICS, PARTICULAR)] for topic, _, _ in every])
    rarity = 1 / np.sqrt(truth[: len(asked)].sum(0))
    weights = (truth @ rarity) * np.array([weight for _, _, weight in every])
    topics, start = softmax(matrix((text for _, text, _ in every), columns), truth, weights, HELD)

    texts = [text for _, text, _ in asked] + [text for text, _ in none]
    asks = np.arange(len(texts)) < len(asked)
    weights = np.array([1.0] * len(asked) + [weight for _, weight in none])
    weights[asks] /= weights[asks].sum()
    weights[~asks] /= weights[~asks].sum()
    both, begins = softmax(
        matrix(texts, columns), np.stack([~asks, asks], 1).astype(float), weights, HELD_ASKING
    )
    table = np.concatenate([topics, both[:, 1:] - both[:, :1]], 1)
    return columns, table, np.append(start - start.mean(), begins[1] - begins[0])


def main() -> None:
    """Give each trait its weights; write."""
    assert COLUMNS[-1] == ASKING
    columns, table, start = learn(questions())
    lines = {trait: written(table[at]) for trait, at in columns.items()} | {"": written(start)}
    WRITTEN.write_text(
        "".join(f"{trait}\t{signs}\n" for trait, signs in sorted(lines.items()) if signs), "utf-8"
    )


if __name__ == "__main__":
    main()
