"""Runs the benchmarks in the environment of the tests: `.venv/bin/python bench [NAME ...]`.

Each prints its ratio to a floor. Without a name all are run, and `RESULTS.md` is written. `bench mutants` measures the
tests instead: it gives the program small faults and counts those that no test notices.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "desktop"), str(HERE.parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(names: list[str]) -> int:
    if names[:1] == ["mutants"]:
        from bench.mutation.__main__ import main as try_mutants

        return try_mutants(names[1:])
    from bench import measuring

    found = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("__main__", "__init__", "measuring"))
    unknown = [name for name in names if name not in found]
    if unknown:
        print(f"There is no benchmark {unknown[0]}; there are {', '.join(found)}.", file=sys.stderr)
        return 1
    alone = ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with alone as processes:  # one for each benchmark, so that none keeps the memory of those before
        rows = list(chain.from_iterable(processes.map(measuring.measured, names or found)))
    if not names:
        (HERE / "RESULTS.md").write_text(as_page(rows), encoding="utf-8")
    return 0


def as_page(rows: Iterable[str]) -> str:
    """The table of results with the machine they were measured on."""
    head = f"""# Results of the benchmarks

Measured on {date.today().isoformat()} by `.venv/bin/python bench` on {machine()}.
Thing and floor take turns in one run. Trust the ratios: the times are those of this machine and of what else it did.

| what | against | ratio | median | quartiles | floor | wanted |
|---|---|---|---|---|---|---|
"""
    return head + "\n".join(rows) + "\n"


def machine() -> str:
    """What the benchmarks run on, in words: processor, cores, memory, load, system, Python, Qt."""
    from PySide6.QtCore import qVersion

    model = next(_after("/proc/cpuinfo", "model name"), platform.processor() or platform.machine())
    kib = next(_after("/proc/meminfo", "MemTotal"), "")
    memory = f"{int(kib.split()[0]) / 1024**2:.0f} GiB of memory" if kib else "memory unknown"
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    versions = f"Python {platform.python_version()}, Qt {qVersion()}"
    return f"{model}, {os.cpu_count()} cores (load {load}), {memory}, {platform.system()}, {versions}"


def _after(path: str, name: str) -> Iterator[str]:
    """The values of lines ``name: value`` of a file of the system; none where there is no such file."""
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return (line.partition(":")[2].strip() for line in lines if line.startswith(name))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
