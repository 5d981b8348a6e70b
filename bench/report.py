"""A full report as PDF, and a hundred at once, against the floor of typesetting one empty page."""

from __future__ import annotations

import itertools
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from bench.measuring import Measurement, compare
from nextrung import resources
from nextrung.assessment import answers_file
from nextrung.questionnaire import files
from nextrung.report.audience import PARTS, contents
from nextrung.report.batch import write_all
from nextrung.report.blocks import Document
from nextrung.report.build import build
from nextrung.report.formats import FORMATS, rendered
from nextrung.report.material import Finished, Material, PayMaterial
from nextrung.report.pages import report_document
from nextrung.report.pdf import as_pdf
from nextrung.salary import files as salary_files
from nextrung.salary.model import PayChoice

MANY = 100


def material() -> Material:
    content = files.load(resources.questionnaire_folders()[0])
    head, raw = answers_file.read_head(resources.sample_answers().read_text(encoding="utf-8"))
    answers = answers_file.read_answers(raw, head.form, content)
    done = Finished(head.form, answers, content, "2026-11-23T09:00:00Z", "2026-11-23T09:41:00Z")
    before = replace(done, completed_at="2026-03-01T09:00:00Z")
    pay = PayMaterial(salary_files.load(resources.assets("salary")), PayChoice(place="CA", sector="51"))
    return Material("Alex", done, content.roles[0], datetime.now(UTC), earlier=(before,), pay=pay)


def measure() -> Iterator[Measurement]:
    whole = material()
    numbers = itertools.count()

    def fresh() -> Material:
        """Another name each time, so that nothing set before can be used again."""
        return replace(whole, person=f"Person {next(numbers)}")

    def pdf() -> bytes:
        return as_pdf(report_document(build(fresh(), contents("me", PARTS))))

    def empty() -> bytes:
        return as_pdf(Document(f"Empty {next(numbers)}", "en", "", "", "", "", None, ()))

    floor = "typesetting an empty page"
    size = len(pdf()) / 1e6
    yield compare("a full report as PDF", pdf, floor, empty, rounds=9, limit=f"at most 1500 ms; {size:.2f} of 1 MB")
    wanted = contents("me", PARTS)
    for kind in FORMATS:
        if kind.model is None or kind.needs:
            continue
        model = build(fresh(), wanted)
        work = lambda kind=kind, model=model: rendered(model, kind, whole.now)  # noqa: E731
        yield compare(f"the same as {kind.name}", work, floor, empty, rounds=9, limit="no goal of its own")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [Path(f"{number}.pdf") for number in range(MANY)]

        def make(source: Path) -> Path:
            out = folder / source.name
            out.write_bytes(rendered(build(fresh(), contents("me")), FORMATS[0], whole.now))
            return out

        start = time.perf_counter()
        for source in sources:
            make(source)
        between, busy = time.perf_counter(), time.process_time()
        written = sum(outcome.written is not None for outcome in write_all(sources, make))
        end, busy = time.perf_counter(), time.process_time() - busy
        one_by_one, together = 1000 * (between - start), 1000 * (end - between)
        spread = (together, together)
        what, cores = f"{MANY} reports at once", os.cpu_count() or 1
        share = f"its own processor time over {cores} cores"
        limit = f"near 1: every core busy all the time; {written} written"
        yield Measurement(what, share, together, 1000 * busy / cores, spread, limit)
        limit = "typesetting one report keeps more than one core busy already"
        yield Measurement(what, "the same one by one", together, one_by_one, spread, limit)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"most memory of all of this: {most:.0f} MB; at most 500 MB")
