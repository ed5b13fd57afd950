"""Subjects of scientific abstracts, many at a time: one product of matrices for all records of a window."""

import json
import re
from pathlib import Path

import numpy as np

WORDS_OF = json.loads(Path(__file__).with_name("subjects.json").read_text(encoding="utf-8"))
SUBJECTS = sorted(WORDS_OF)
VOCABULARY = {
    word: number for number, word in enumerate(sorted({word for words in WORDS_OF.values() for word in words}))
}
WEIGHTS = np.zeros((len(VOCABULARY), len(SUBJECTS)))
for column, subject in enumerate(SUBJECTS):
    for word in WORDS_OF[subject]:
        # A word of several subjects says less of each.
        WEIGHTS[VOCABULARY[word], column] = 1 / sum(word in words for words in WORDS_OF.values())
# Words of a subject that an abstract must have; with fewer it has none.
LEAST = 1.5


def batch(window):
    """A row for each record: its subject, or none."""
    counts = np.zeros((len(window.records), len(VOCABULARY)))
    for number, record in enumerate(window.records):
        for word in re.findall(r"[a-z]+", record["abstract"].lower()):
            if word in VOCABULARY:
                counts[number, VOCABULARY[word]] = 1
    scores = counts @ WEIGHTS
    return [
        {
            "paper": record["paper"],
            "time": record["time"],
            "subject": SUBJECTS[score.argmax()] if score.max() >= LEAST else None,
            "score": round(float(score.max()), 2),
        }
        for record, score in zip(window.records, scores, strict=True)
    ]
