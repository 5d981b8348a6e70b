"""Internal consistency of each competency over a group.

Cronbach's alpha of the weighted composite that a score is, k / (k - 1) * (1 - sum of var(w u) / var(sum of w u)), over
the people who answered all its items. Alpha rather than omega, because a competency has three to six items that go
together only moderately: with few or weakly related items omega did worse than alpha, and the two are close where a
scale measures one thing (content A11, sources S50 to S52). It is a statement about the group and the items, never about
one person.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from nextrung.group.levels import Numbers
from nextrung.group.view import FEWEST, Consistency
from nextrung.questionnaire.constants import FormId, Scoring
from nextrung.questionnaire.kinds import SelfReport
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.levels import self_report_items


def consistency(answers: pd.DataFrame, content: Questionnaire, form: FormId) -> tuple[Consistency, ...]:
    """Alpha of each competency over the rows of ``answers``; None under ``FEWEST`` people or where nothing differs."""
    found = []
    for competency in content.competencies:
        items = self_report_items(competency, form)
        units = _weighted(answers, items, content.scoring)
        value = alpha(units) if len(units) >= FEWEST else None
        found.append(Consistency(competency.id, len(items), len(units), value))
    return tuple(found)


def alpha(parts: Numbers) -> float | None:
    """Cronbach's alpha of columns that are added up; None for a single column or a sum that never differs."""
    count = parts.shape[1]
    if count < 2 or len(parts) < 2:
        return None
    # Divided by n - 1 in both places, so the choice cancels out; n - 1 is what other programs print beside alpha.
    total = float(parts.sum(axis=1).var(ddof=1))
    return float(count / (count - 1) * (1 - parts.var(axis=0, ddof=1).sum() / total)) if total > 0 else None


def _weighted(answers: pd.DataFrame, items: Sequence[SelfReport], rules: Scoring) -> Numbers:
    """Weighted answers w u of the people who answered all these items."""
    # Items that nobody was asked become columns without a value, so that nobody counts as having answered all.
    given = answers.reindex(columns=[item.id for item in items]).to_numpy()
    # NaN and NO_CHANCE (-1) both fail this.
    given = given[(given >= 0).all(axis=1)]
    lowest = np.array([item.kind.points[0] for item in items])
    span = np.array([item.kind.span for item in items])
    weighted: Numbers = (given - lowest) / span * np.array([item.weight(rules) for item in items])
    return weighted
