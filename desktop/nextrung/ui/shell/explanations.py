"""How the numbers of a page are worked out, in words, with the constants in force. No Qt."""

from __future__ import annotations

from string import Template

from nextrung import resources, rounding
from nextrung.group.view import FEWEST
from nextrung.questionnaire.constants import Scoring
from nextrung.questionnaire.model import LEVELS
from nextrung.scoring.match_range import normal_cdf


def explanation(topic: str, scoring: Scoring) -> str:
    """The Markdown text of ``assets/help/numbers/TOPIC.md``. Raises KeyError for a constant that there is not."""
    text = resources.assets("help", "numbers", f"{topic}.md").read_text(encoding="utf-8")
    # ``substitute`` raises for a place without a value, which would otherwise be printed as it is
    return Template(text).substitute(
        range=_percent(scoring.range_share),
        least=_percent(scoring.bands.scored_minimum),
        probable=_one_of(scoring.change.probable_z),
        clear=_one_of(scoring.change.clear_z),
        weeks=scoring.change.weeks_apart,
        critical=f"{scoring.bands.critical_shortfall:g}",
        apart=f"{scoring.raters.difference_z:g}",
        # content from before that cap: a shortfall that nobody can have
        close=f"{scoring.bands.close_shortfall or LEVELS[1] - LEVELS[0]:g}",
        seen=_percent(scoring.raters.seen_share),
        fewest=FEWEST,
    )


def _percent(share: float) -> str:
    return f"{rounding.percent(share)}\u00a0%"


def _one_of(z: float) -> int:
    """Among how many differences of chance alone one is as large as ``z`` standard errors, in either direction."""
    return round(1 / (2 * (1 - normal_cdf(z))))
