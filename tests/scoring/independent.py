"""The result of an answers file worked out a second time, from the written rules alone.

Nothing of the program is imported and nothing here was taken from it: the questionnaire is read as plain YAML, the
answers as the plain JSON of an answers file. Scores, levels, gaps, priorities and matches are exact fractions, so that
a value that lies exactly on a limit is on the right side of it; only what needs a root or a normal distribution is a
float.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

NORMAL = statistics.NormalDist()
K = NORMAL.inv_cdf(0.9)
SELF_REPORT = ("rating", "frequency")
WEIGHT = {"rating": Fraction(1), "frequency": Fraction(1, 2)}
TOO_FAST = {"rating": 4, "frequency": 2, "scenario": 10, "knowledge": 6}
SURER, RIGHTER = "surer_than_right", "righter_than_sure"  # the words of the file; the pages name only the meaning
BANDS = ("early", "building", "close", "matches")
KINDS = {"ratings": "rating", "frequencies": "frequency", "scenarios": "scenario", "knowledge": "knowledge"}


class Content:
    """What is asked: items in questionnaire order, areas in order and roles, as the files say it."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> Any:
            return yaml.safe_load((folder / name).read_text(encoding="utf-8"))

        whole = read("questionnaire.yaml")
        self.probabilities = {one["id"]: one["probability"] for one in whole["scales"]["confidence"]}
        self.roles = {role["id"]: role["targets"] for role in read("roles.yaml")["roles"]}
        self.items: list[dict[str, Any]] = []
        self.areas: dict[str, str] = {}  # id -> part
        self.names: dict[str, str] = {}
        for part in whole["parts"]:
            for name in part["competencies"]:
                area = read(f"{name}.yaml")
                self.areas[area["id"]], self.names[area["id"]] = part["id"], area["name"]
                for key, kind in KINDS.items():
                    for item in area.get(key, ()):
                        self.items.append({**item, "kind": kind, "area": area["id"], "part": part["id"]})

    def asked(self, form: str) -> list[dict[str, Any]]:
        """The scored items of a form; one without ``forms`` stands in Full alone, one with an empty list in none."""
        return [item for item in self.items if form in item.get("forms", ["full"])]


def expected(document: dict[str, Any], role: str, content: Content) -> dict[str, Any]:
    """What ``score --json`` has to say about an answers file, of what the pages settle."""
    form, given = document["form"], {answer["item"]: answer for answer in document["answers"]}
    asked = content.asked(form)
    areas = {area: _area(area, form, asked, given, content) for area in content.areas}
    for area, found in areas.items():
        _compare_with_target(found, content.roles[role][area])
    likely = [area for area, found in areas.items() if _likely(found)]
    ordered = sorted(likely, key=lambda area: -areas[area]["priority"])  # stable: equal ones in questionnaire order
    scored = [found for found in areas.values() if found["status"] == "scored"]
    unscored = [area for area, found in areas.items() if found["status"] != "scored"]
    return {
        "competencies": areas,
        "match": _match(areas, content.roles[role], content.names),
        "unscored": unscored,
        "focus": ordered[:3],
        "close_behind": [
            area for area in ordered[3:] if areas[area]["priority"] >= Fraction(9, 10) * areas[ordered[2]]["priority"]
        ],
        "judgement": _judgement(asked, given),
        "calibration": _calibration(asked, given, content.probabilities),
        "quality": _quality(form, asked, given),
        "roles": {
            other: {**_in_short(_match(_against(areas, targets), targets, content.names)), "unscored": unscored}
            for other, targets in content.roles.items()
        },
        "overall": {
            "score": sum(found["score"] for found in scored) / len(scored) if scored else None,
            "se": math.sqrt(sum(found["se"] ** 2 for found in scored)) / len(scored) if scored else None,
        },
    }


def _area(area: str, form: str, asked: list[Any], given: dict[str, Any], content: Content) -> dict[str, Any]:
    items = [item for item in asked if item["area"] == area and item["kind"] in SELF_REPORT]
    worth = [(item["kind"], _worth(item, given[item["id"]])) for item in items if "value" in given.get(item["id"], {})]
    no_chance = sum(bool(given.get(item["id"], {}).get("no_chance")) for item in items)
    met = len(worth) + no_chance
    found: dict[str, Any] = dict.fromkeys(("score", "level", "se", "range"))
    found["exposure"] = Fraction(len(worth), met) if met else None
    if met and found["exposure"] < Fraction(1, 2):
        return {**found, "status": "no_chance"}
    ratings = sum(kind == "rating" for kind, _ in worth)
    planned_ratings = sum(item["kind"] == "rating" for item in items)
    enough = len(worth) >= 2 if form == "quick" else 2 * ratings >= planned_ratings and len(worth) >= 3
    if not enough:
        return {**found, "status": "not_enough"}
    score = 100 * sum(WEIGHT[kind] * u for kind, u in worth) / sum(WEIGHT[kind] for kind, _ in worth)
    # a ladder of others, which has one part, borrows the larger error
    basis = {("full", part): (10, 5) for part in ("skills", "areas")}
    basis |= {("full", part): (9, 6) for part in ("responsibilities", "people", "work")}
    se0, n0 = basis.get((form, content.areas[area]), (11, 3))
    se = se0 * math.sqrt(n0 / len(worth))
    likely_range = [max(0.0, float(score) - K * se), min(100.0, float(score) + K * se)]
    return {**found, "status": "scored", "score": score, "level": 1 + score / 25, "se": se, "range": likely_range}


def _worth(item: dict[str, Any], answer: dict[str, Any]) -> Fraction:
    value = Fraction(answer["value"])
    return (value - 1) / 4 if item["kind"] == "rating" else value


def _compare_with_target(found: dict[str, Any], target: dict[str, Any]) -> None:
    found.update(target=Fraction(str(target["level"])), gap=None, priority=None, probability=None)
    if found["status"] == "scored":
        short = found["target"] - found["level"]
        found["gap"] = max(Fraction(0), short)
        found["priority"] = target["weight"] * found["gap"]
        found["probability"] = NORMAL.cdf(float(short) * 25 / found["se"])


def _against(areas: dict[str, Any], targets: dict[str, Any]) -> dict[str, Any]:
    copies = {area: dict(found) for area, found in areas.items()}
    for area, found in copies.items():
        _compare_with_target(found, targets[area])
    return copies


def _likely(found: dict[str, Any]) -> bool:
    return bool(found["status"] == "scored" and found["gap"] >= Fraction(1, 4) and found["probability"] >= 0.75)


def _match(areas: dict[str, Any], targets: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    scored = [area for area, found in areas.items() if found["status"] == "scored"]
    weight, whole = (sum(targets[area]["weight"] for area in some) for some in (scored, areas))
    nothing = dict.fromkeys(("value", "se", "range", "band", "reason"))
    if 2 * weight < whole or not scored:
        return {**nothing, "provisional": True}
    value, se, likely_range = _value_and_range([(areas[area], targets[area]) for area in scored], weight)
    earned = sum(value >= limit for limit in (50, 70, 85))
    caps = {area: _cap(found, bool(targets[area].get("critical"))) for area, found in areas.items()}
    band = min(earned, *caps.values())
    holding = [area for area in areas if caps[area] == band < earned]
    return {
        "value": value,
        "se": se,
        "range": likely_range,
        "band": BANDS[band],
        "provisional": len(scored) < len(areas),
        "reason": [BANDS[band], *_named(holding, areas, names)] if holding else None,
    }


def _in_short(match: dict[str, Any]) -> dict[str, Any]:
    return {key: match[key] for key in ("value", "band", "provisional", "reason")}


def _cap(found: dict[str, Any], critical: bool) -> int:
    short = None if found["level"] is None else found["target"] - found["level"]
    if critical and (short is None or short > Fraction(1, 2)):
        return BANDS.index("building")
    return BANDS.index("close" if short is None or short >= 1 else "matches")


def _named(holding: list[str], areas: dict[str, Any], names: dict[str, str]) -> list[str]:
    """Names and shown numbers in the order to be said: largest shortfall first, then those without."""
    below = sorted((area for area in holding if areas[area]["gap"] is not None), key=lambda area: -areas[area]["gap"])
    said = []
    for area in below:
        tenths = _tenths(areas[area]["target"]) - _tenths(areas[area]["level"])
        said += [names[area], f"{tenths // 10}.{tenths % 10}"]
    return said + [names[area] for area in holding if areas[area]["gap"] is None]


def _tenths(level: Fraction) -> int:
    return math.floor(10 * level + Fraction(1, 2))


def _value_and_range(scored: list[Any], weight: int) -> tuple[Fraction, float, list[float]]:
    value, bias, below, above = Fraction(0), 0.0, 0.0, 0.0
    for found, target in scored:
        share = Fraction(100 * target["weight"], weight)
        value += share * min(Fraction(1), (found["level"] - 1) / (found["target"] - 1))
        c = float(share / (found["target"] - 1))
        short = float(found["target"] - found["level"])
        s = found["se"] / 25
        z = short / s
        bias += c * (s * (NORMAL.pdf(z) + z * NORMAL.cdf(z)) - max(0.0, short))
        below += c**2 * s**2 * NORMAL.cdf(z)
        above += c**2 * s**2 * (found["level"] < found["target"])
    r, se_high = float(value), math.sqrt(above)
    low = max(0.0, min(r, r - K * math.sqrt(below) + bias / 2))
    return value, se_high, [low, min(100.0, r + K * se_high + 2 * bias)]


def _chosen(asked: list[Any], given: dict[str, Any]) -> list[tuple[Any, Any, Fraction]]:
    """(item, answer, credit of the option picked) of every answered scenario and knowledge check."""
    found = []
    for item in asked:
        answer = given.get(item["id"], {})
        if "choice" not in answer:
            continue
        if item["kind"] == "knowledge":
            credit = Fraction(answer["choice"] == item["best"])
        else:
            credit = next(Fraction(str(one["credit"])) for one in item["options"] if one["key"] == answer["choice"])
        found.append((item, answer, credit))
    return found


def _judgement(asked: list[Any], given: dict[str, Any]) -> dict[str, Any]:
    credits = [credit for _, _, credit in _chosen(asked, given)]
    return {"score": 100 * sum(credits) / len(credits) if len(credits) >= 10 else None, "n": len(credits)}


def _calibration(asked: list[Any], given: dict[str, Any], probabilities: dict[str, Any]) -> dict[str, Any]:
    pairs = []
    for item, answer, credit in _chosen(asked, given):
        if "confidence" in answer:
            stated = probabilities[answer["confidence"]]
            pairs.append((Fraction(str(stated)) if stated else Fraction(1, len(item["options"])), credit == 1))
    n = len(pairs)
    if not n:
        return {"overconfidence": None, "se": None, "n": 0, "message": None}
    excess = Fraction(100, n) * sum(c - hit for c, hit in pairs)
    se = 100 * math.sqrt(sum(c * (1 - c) for c, _ in pairs)) / n
    size = abs(float(excess))
    said = n >= 10 and abs(excess) >= 10 and size > 1.645 * se
    return {"overconfidence": excess, "se": se, "n": n, "message": (SURER if excess > 0 else RIGHTER) if said else None}


def _quality(form: str, asked: list[Any], given: dict[str, Any]) -> dict[str, Any]:
    rated = [item["id"] for item in asked if item["kind"] == "rating" and "value" in given.get(item["id"], {})]
    ratings = [given[item]["value"] for item in rated]
    longest = max((len(list(run)) for _, run in itertools.groupby(ratings)), default=0)
    spread = statistics.pstdev(ratings) if form == "full" and len(ratings) >= 24 else 1
    skipped = sum(bool(given.get(item["id"], {}).get("skipped")) for item in asked)
    fires = {
        "fast": _fast(asked, given),
        "run": longest >= (16 if form == "full" else 9),
        "low_variability": spread < 0.35,
        "high_variability": spread > 1.35,
        "skipped": 10 * skipped >= 3 * len(asked),
    }
    flags = [name for name, fired in fires.items() if fired]
    return {"grade": ("good", "fair", "low")[min(2, len(flags))], "flags": flags}


def _fast(asked: list[Any], given: dict[str, Any]) -> bool:
    parts = defaultdict(list)
    for item in asked:
        parts[item["part"]].append(item)
    for items in parts.values():
        answered = [item for item in items if {"value", "choice"} & given.get(item["id"], {}).keys()]
        timed = [item for item in answered if given[item["id"]].get("seconds", 301) <= 300]
        quick = sum(given[item["id"]]["seconds"] < TOO_FAST[item["kind"]] for item in timed)
        if 2 * len(answered) >= len(items) and timed and 4 * quick >= len(timed):
            return True
    return False
