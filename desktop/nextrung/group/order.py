"""The order of a heat map: people with alike gaps stand together, areas go from the widest gap to the least.

People are sorted by match band, the lowest first and those without a match last. Within a band they follow the first
principal component of their differences to the targets, after the mean of each area and then of each person is taken
away: what is left says in which areas somebody lies lower than elsewhere, so neighbours have the same strong and weak
areas. A level that is missing counts as the mean. The component is a vector of unknown sign; the first of its greatest
loadings is made positive, so the same numbers always give the same order. It costs one eigenvalue problem of the size
of the competencies, whatever the number of people.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from nextrung.group.levels import Numbers


def columns_in_order(differences: pd.DataFrame) -> list[str]:
    """Competencies by their mean difference to the target, the lowest first; those without any level last."""
    # Stable, so that equal means keep the order of the questionnaire on every run.
    return [str(one) for one in differences.mean().sort_values(kind="stable", na_position="last").index]


def rows_in_order(differences: pd.DataFrame, bands: Numbers, values: Numbers) -> list[int]:
    """Places of the people in the order above; ties by match, then as they came."""
    where = np.where(bands < 0, np.inf, bands)
    # ``lexsort`` goes by its last key first.
    return [int(at) for at in np.lexsort((np.nan_to_num(values), _component(differences), where))]


def _component(differences: pd.DataFrame) -> Numbers:
    """The first principal component of each row, rounded so that sums in another order give the same order."""
    table = (differences - differences.mean()).to_numpy()
    # Not ``nanmean``, which warns of people without any level.
    means = pd.DataFrame(table).mean(axis=1).fillna(0.0).to_numpy()
    table = np.nan_to_num(table - means[:, None])
    if not table.any():
        return np.zeros(len(table))
    # ``eigh`` sorts from the smallest eigenvalue up: the last vector is the first component.
    axis = np.linalg.eigh(table.T @ table)[1][:, -1]
    sizes = np.abs(axis)
    axis = axis * np.sign(axis[int(np.argmax(sizes >= sizes.max() - 1e-9))])
    scores: Numbers = np.round(table @ axis, 9)
    return scores
