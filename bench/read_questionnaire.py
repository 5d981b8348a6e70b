"""Reading and checking the whole questionnaire, and reading the kept copy, against parsing the same YAML alone."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from bench.measuring import Measurement, compare
from nextrung import resources
from nextrung.questionnaire import files


def measure() -> Iterator[Measurement]:
    folder = resources.questionnaire_folders()[0]
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = files.to_json(files.load(folder))

    def parse() -> None:
        for text in texts:
            yaml.compose(text, Loader=loader)

    def read() -> None:
        files.load(folder)

    def read_kept() -> None:
        files.fingerprint(folder)
        files.from_json(kept)

    floor = "parsing the YAML alone"
    yield compare("questionnaire read and checked", read, floor, parse, rounds=30, limit="at most 150 ms")
    yield compare("questionnaire from the kept copy", read_kept, floor, parse, rounds=30, limit="under 1 x")
