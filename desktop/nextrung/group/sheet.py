"""Answers of many sittings as one table: a row a sitting, a column an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from nextrung.assessment.columns import AnswerColumns
from nextrung.assessment.sitting import Sitting
from nextrung.questionnaire.constants import FormId


def sheet(columns: AnswerColumns) -> pd.DataFrame:
    """Values by sitting id and item id; NaN where there is none, ``NO_CHANCE`` for *no chance yet*."""
    triples = np.frombuffer(columns.triples).reshape(-1, 3)
    values = np.full((len(columns.sittings), len(columns.items)), np.nan)
    values[triples[:, 0].astype(int), triples[:, 1].astype(int)] = triples[:, 2]
    return pd.DataFrame(values, index=pd.Index(columns.sittings), columns=pd.Index(columns.items))


def blocks(sittings: Sequence[Sitting]) -> Iterator[tuple[tuple[str, FormId], list[int]]]:
    """Places of the sittings that share content and form, so that all of a block are scored by the same rules."""
    found: dict[tuple[str, FormId], list[int]] = {}
    for at, one in enumerate(sittings):
        found.setdefault((one.questionnaire, one.form), []).append(at)
    yield from found.items()
