"""A second implementation of the scoring, written from the published rules alone, to compare the program with.

It shares no code with the program: it reads the content as plain YAML, works in one function after the other as the
rules are numbered, and favours fractions of whole numbers and explicit loops over speed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FLOAT = 1e-9
RANK = ("early", "building", "close", "matches")


def content(folder: Path) -> dict[str, Any]:
    """The files of a questionnaire, merged as far as the rules need them."""
    whole: dict[str, Any] = yaml.safe_load((folder / "questionnaire.yaml").read_text(encoding="utf-8"))
    whole["areas"] = []
    for part in whole["parts"]:
        for name in part["competencies"]:
            area = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
            whole["areas"].append({**area, "part": part["id"]})
    whole["roles"] = yaml.safe_load((folder / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    return whole


def scored(whole: dict[str, Any], form: str, answers: list[dict[str, Any]], role_id: str) -> dict[str, Any]:
    """What the program prints as JSON, as far as it is compared."""
    given = {one["item"]: one for one in answers}
    areas = {area["id"]: _area(area, form, given) for area in whole["areas"]}
    role = next(one for one in whole["roles"] if one["id"] == role_id)
    gaps = {key: _gap(areas[key], role["targets"][key]) for key in areas}
    match = _match(areas, role)
    focus, behind = _first(gaps)
    names = {area["id"]: area["name"] for area in whole["areas"]}
    return {
        "competencies": {key: {**areas[key], **gaps[key]} for key in areas},
        "match": match | {"reason": _reason(match.pop("holding"), match["band"], names)},
        "unscored": [key for key in areas if areas[key]["level"] is None],
        "focus": focus,
        "close_behind": behind,
        "calibration": _calibration(whole, form, given),
        "quality": _quality(whole, form, given),
        "overall": _overall(areas),
        "roles": {one["id"]: {name: _match(areas, one)[name] for name in ("value", "band")} for one in whole["roles"]},
    }


def _items(area: dict[str, Any], form: str, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
    return [(kind, item) for kind in kinds for item in area[kind] if form in item.get("forms", ("full",))]


def _answered(given: Mapping[str, dict[str, Any]], item: str) -> bool:
    one = given.get(item, {})
    return not one.get("skipped") and not one.get("no_chance") and ("value" in one or "choice" in one)


# C6.1, C6.2, C6.4


def _area(area: dict[str, Any], form: str, given: Mapping[str, Any]) -> dict[str, Any]:
    own = _items(area, form, "ratings", "frequencies")
    used = [(kind, given[item["id"]]["value"]) for kind, item in own if _answered(given, item["id"])]
    missed = sum(bool(given.get(item["id"], {}).get("no_chance")) for _, item in own)
    exposure = len(used) / (len(used) + missed) if used or missed else None
    nothing = {"score": None, "level": None, "se": None, "range": None, "exposure": exposure}
    if exposure is not None and exposure < 0.5:
        return nothing | {"status": "no_chance"}
    ratings = sum(kind == "ratings" for kind, _ in own)
    rated = sum(kind == "ratings" for kind, _ in used)
    enough = len(used) >= 2 if form == "quick" else 2 * rated >= ratings and len(used) >= 3
    if not enough:
        return nothing | {"status": "not_enough"}
    weighted = sum((value - 1) / 4 if kind == "ratings" else value / 2 for kind, value in used)
    score = 100 * weighted / sum(1 if kind == "ratings" else 0.5 for kind, _ in used)
    base, planned = (11, 3) if form == "quick" else (9, 6) if area["part"] == "responsibilities" else (10, 5)
    se = base * math.sqrt(planned / len(used))
    half = _k() * se
    limits = [max(0, score - half), min(100, score + half)]
    return {
        "status": "scored",
        "score": score,
        "level": 1 + score / 25,
        "se": se,
        "range": limits,
        "exposure": exposure,
    }


def _k() -> float:
    """The point of the normal distribution with 90 % below it, found by halving."""
    low, high = 0.0, 3.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _phi(middle) < 0.9 else (low, middle)
    return low


def _phi(z: float) -> float:
    return math.erfc(-z / math.sqrt(2)) / 2


# C6.5, T7


def _gap(area: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
    if area["level"] is None:
        return {"target": target["level"], "gap": None, "priority": None, "probability": None}
    below = target["level"] - area["level"]
    gap = max(0, below)
    chance = _phi(below * 25 / area["se"])
    return {"target": target["level"], "gap": gap, "priority": target["weight"] * gap, "probability": chance}


def _first(gaps: Mapping[str, dict[str, Any]]) -> tuple[list[str], list[str]]:
    likely = [key for key, one in gaps.items() if one["gap"] is not None and one["gap"] >= 0.25 - FLOAT]
    likely = [key for key in likely if gaps[key]["probability"] >= 0.75]
    ordered: list[str] = []
    while likely:
        most = max(gaps[key]["priority"] for key in likely)
        ordered.append(next(key for key in likely if gaps[key]["priority"] >= most - FLOAT))
        likely.remove(ordered[-1])
    focus, rest = ordered[:3], ordered[3:]
    behind = [key for key in rest if gaps[key]["priority"] >= 0.9 * gaps[focus[2]]["priority"] - FLOAT]
    return focus, behind


# C6.6, T1, T2


def _match(areas: Mapping[str, dict[str, Any]], role: dict[str, Any]) -> dict[str, Any]:
    targets = {key: role["targets"][key] for key in areas}
    known = [key for key in areas if areas[key]["level"] is not None]
    all_weight, weight = sum(one["weight"] for one in targets.values()), sum(targets[key]["weight"] for key in known)
    provisional = len(known) < len(areas)
    if not known or weight / all_weight < 0.5:
        return {
            "value": None,
            "se": None,
            "range": None,
            "band": None,
            "provisional": provisional,
            "holding": [],
        }
    value = sum(
        targets[key]["weight"] * min(1, (areas[key]["level"] - 1) / (targets[key]["level"] - 1)) for key in known
    )
    value = 100 * value / weight
    loss = low = high = 0.0
    for key in known:
        goal, level, s = targets[key]["level"], areas[key]["level"], areas[key]["se"] / 25
        c = 100 * targets[key]["weight"] / (weight * (goal - 1))
        z = (goal - level) / s
        loss += c * (s * (math.exp(-z * z / 2) / math.sqrt(2 * math.pi) + z * _phi(z)) - max(0, goal - level))
        low += c * c * s * s * _phi(z)
        high += c * c * s * s if level < goal else 0
    k = _k()
    limits = [
        max(0, min(value, value - k * math.sqrt(low) + loss / 2)),
        min(100, value + k * math.sqrt(high) + 2 * loss),
    ]
    band, holding = _band(value, areas, targets)
    return {
        "value": value,
        "se": math.sqrt(high),
        "range": limits,
        "band": band,
        "provisional": provisional,
        "holding": holding,
    }


def _band(
    value: float, areas: Mapping[str, dict[str, Any]], targets: Mapping[str, dict[str, Any]]
) -> tuple[str, list[tuple[str, float | None, float, bool]]]:
    earned = sum(value >= limit - FLOAT for limit in (50, 70, 85))
    caps: list[tuple[int, tuple[str, float | None, float, bool]]] = []
    for key, area in areas.items():
        goal, critical = targets[key]["level"], bool(targets[key].get("critical"))
        level = area["level"]
        if critical and (level is None or goal - level > 0.5 + FLOAT):
            caps.append((1, (key, level, goal, critical)))
        elif level is None or goal - level >= 1 - FLOAT:
            caps.append((2, (key, level, goal, critical)))
    reached = min([earned, *(cap for cap, _ in caps)])
    return RANK[reached], [one for cap, one in caps if cap == reached] if reached < earned else []


def _reason(holding: list[tuple[str, float | None, float, bool]], band: str | None, names: Mapping[str, str]) -> Any:
    """What must stand in the sentence, in this order: band, names and numbers, the largest shortfall first."""
    if not holding:
        return None
    short = sorted((one for one in holding if one[1] is not None), key=lambda one: round((one[1] or 0) - one[2], 9))
    said: list[str] = [str(band)]
    for key, level, goal, _ in short:
        said += [names[key], f"{(_tenth(goal) - _tenth(level or 0)) / 10:.1f}"]
    return said + [names[key] for key, level, _, _ in holding if level is None]


def _tenth(value: float) -> int:
    return math.floor(value * 10 + 0.5 + FLOAT)


# C6.7, T8


def _calibration(whole: dict[str, Any], form: str, given: Mapping[str, Any]) -> dict[str, Any]:
    stated = {one["id"]: one["probability"] for one in whole["scales"]["confidence"]}
    pairs = []
    for area in whole["areas"]:
        for kind, item in _items(area, form, "scenarios", "knowledge"):
            answer = given.get(item["id"], {})
            if not _answered(given, item["id"]) or "confidence" not in answer:
                continue
            best = item["best"] if kind == "knowledge" else next(o["key"] for o in item["options"] if o["credit"] == 1)
            sure = stated[answer["confidence"]]
            pairs.append((1 / len(item["options"]) if sure is None else sure, answer["choice"] == best))
    if not pairs:
        return {"overconfidence": None, "se": None, "n": 0, "message": None}
    n = len(pairs)
    excess = 100 * sum(sure - hit for sure, hit in pairs) / n
    se = 100 * math.sqrt(sum(sure * (1 - sure) for sure, _ in pairs)) / n
    fires = n >= 10 and abs(excess) >= 10 - FLOAT and abs(excess) > 1.645 * se
    message = None if not fires else "surer_than_right" if excess > 0 else "righter_than_sure"
    return {"overconfidence": excess, "se": se, "n": n, "message": message}


# C7, T6


def _quality(whole: dict[str, Any], form: str, given: Mapping[str, Any]) -> dict[str, Any]:
    kinds = ("ratings", "frequencies", "scenarios", "knowledge")
    floors = {"ratings": 4, "frequencies": 2, "scenarios": 10, "knowledge": 6}
    flags = []
    fast = False
    for part in whole["parts"]:
        inside = [one for area in whole["areas"] if area["part"] == part["id"] for one in _items(area, form, *kinds)]
        done = [(kind, given[item["id"]]) for kind, item in inside if _answered(given, item["id"])]
        timed = [(kind, one["seconds"]) for kind, one in done if one.get("seconds", 301) <= 300]
        quick = sum(seconds < floors[kind] for kind, seconds in timed)
        fast |= bool(timed) and 2 * len(done) >= len(inside) and quick / len(timed) >= 0.25
    if fast:
        flags.append("fast")
    asked = [item["id"] for area in whole["areas"] for _, item in _items(area, form, *kinds)]
    rows = [item["id"] for area in whole["areas"] for _, item in _items(area, form, "ratings")]
    rated = [given[item]["value"] for item in rows if _answered(given, item)]
    run = longest = 0
    for at, value in enumerate(rated):
        run = run + 1 if at and rated[at - 1] == value else 1
        longest = max(longest, run)
    if longest >= (9 if form == "quick" else 16):
        flags.append("run")
    if form == "full" and len(rated) >= 24:
        mean = sum(rated) / len(rated)
        spread = math.sqrt(sum((value - mean) ** 2 for value in rated) / len(rated))
        flags += ["low_variability"] * (spread < 0.35) + ["high_variability"] * (spread > 1.35)
    if any(item in given for item in asked):
        skipped = sum(bool(given.get(item, {}).get("skipped")) for item in asked)
        flags += ["skipped"] * (skipped / len(asked) >= 0.3)
    return {"grade": ("good", "fair", "low")[min(2, len(flags))], "flags": flags}


def _overall(areas: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    known = [one for one in areas.values() if one["score"] is not None]
    if not known:
        return {"score": None, "se": None}
    n = len(known)
    score = sum(one["score"] for one in known) / n
    return {"score": score, "se": math.sqrt(sum(one["se"] ** 2 for one in known)) / n}
