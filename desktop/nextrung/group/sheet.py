"""Answers of many assessments as one table: a row for each assessment, a column for each item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from nextrung.assessment.columns import AnswerColumns
from nextrung.assessment.record import AssessmentRecord
from nextrung.questionnaire.constants import FormId


def sheet(columns: AnswerColumns) -> pd.DataFrame:
    """Values by assessment id and item id; NaN where there is none, ``NO_CHANCE`` for *no chance yet*."""
    # A view of the numbers as they were read, without a copy.
    triples = np.frombuffer(columns.triples).reshape(-1, 3)
    values = np.full((len(columns.records), len(columns.items)), np.nan)
    values[triples[:, 0].astype(int), triples[:, 1].astype(int)] = triples[:, 2]
    return pd.DataFrame(values, index=pd.Index(columns.records), columns=pd.Index(columns.items))


def blocks(records: Sequence[AssessmentRecord]) -> Iterator[tuple[tuple[str, FormId], list[int]]]:
    """Places of the assessments that share content and form, so that all of a block are scored by the same rules."""
    found: dict[tuple[str, FormId], list[int]] = {}
    for at, one in enumerate(records):
        found.setdefault((one.questionnaire, one.form), []).append(at)
    yield from found.items()
