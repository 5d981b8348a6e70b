"""The recipes of the help page on analysis, as they stand there."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "assets" / "help" / "analysis.md"
FIGURES = ("alpha", "item_rest", "retest", "gap")


def recipes() -> dict[str, str]:
    """The code for each engine by the module it imports."""
    blocks = [block.split("```")[0] for block in PAGE.read_text(encoding="utf-8").split("```python\n")[1:]]
    return {name: next(one for one in blocks if f"import {name}" in one or f"from {name}" in one) for name in ENGINES}


ENGINES = ("pandas", "duckdb", "pyspark")
