"""Many reports at once: a thread for each core, as typesetting works outside the interpreter's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct

from nextrung.errors import NextRungError


class BatchOutcome(Struct, frozen=True):
    """What became of one source: the file that was written, or the problem in one sentence."""

    source: Path
    written: Path | None
    problem: str


def write_all(sources: Sequence[Path], make: Callable[[Path], Path]) -> Iterator[BatchOutcome]:
    """Call ``make`` for every source, on all cores; outcomes come in the order of the sources.

    ``make`` writes a file and returns its path; its NextRungError becomes the problem of that source alone.
    """

    def attempt(source: Path) -> BatchOutcome:
        try:
            return BatchOutcome(source, make(source), "")
        except NextRungError as error:
            return BatchOutcome(source, None, str(error))

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        yield from pool.map(attempt, sources)
