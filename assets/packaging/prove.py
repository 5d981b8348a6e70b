"""Proves the packages in dist/: `sudo .venv/bin/python assets/packaging/prove.py`, after build.py. Takes minutes.

Needs debootstrap, lintian, desktop-file-utils, appstream, poppler-utils, rpm and rpmlint. A bare Debian is made in
build/proof and kept for the next run; the package is tried in a copy of it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import bare_debian
from bare_debian import PROJECT, PROOF, bare_system, run, say

HERE = Path(__file__).resolve().parent
DIST = PROJECT / "dist"
LINUX = HERE / "linux"
TOOLS = ("xvfb", "xdotool", "sqlite3", "libglib2.0-bin", "procps")
"""What the proof itself needs in the bare system, beside the package."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?")
"""When something was made, which differs from one report to the next."""
DATA = "/home/newcomer/.local/share/nextrung"


def main() -> None:
    """Run every proof; stops at the first that fails."""
    parser = argparse.ArgumentParser(description="Prove the packages in dist/.")
    parser.add_argument("--suite", default="bookworm", metavar="NAME", help="the Debian it is installed in")
    parser.add_argument("--mirror", default="", metavar="URL", help="where Debian is fetched from")
    chosen = parser.parse_args()
    package = next(iter(sorted(DIST.glob("next-rung_*_amd64.deb"))), None)
    if package is None or os.geteuid() != 0:
        raise SystemExit("Build the packages first (assets/packaging/build.py), then run this as root.")
    validate(package)
    red_hat_package()
    same_as_source(DIST / "next-rung" / "nextrung")
    wheel_works()
    with bare_system(chosen.suite, chosen.mirror) as root:
        installed(root, package)
    print("All proofs hold.")


def validate(package: Path) -> None:
    """The files that describe the package, by the tools of those who read them."""
    with tempfile.TemporaryDirectory() as name:
        run("dpkg-deb", "-x", package, name)
        share = Path(name) / "usr" / "share"
        say("desktop-file-validate")
        run("desktop-file-validate", *share.glob("applications/*.desktop"))
        say("appstreamcli validate")
        print(run("appstreamcli", "validate", "--no-net", *share.glob("metainfo/*.xml")), end="")
    say("lintian")
    # no warning without a reason in linux/lintian-overrides
    print(run("lintian", "--fail-on", "error,warning", "--tag-display-limit", "0", "--allow-root", package), end="")


def red_hat_package() -> None:
    """The .rpm by its own checker, and its program taken out of it; it is installed on no system that has such."""
    package = next(iter(sorted(DIST.glob("next-rung-*.x86_64.rpm"))), None)
    if package is None:
        say("no .rpm in dist/, so none is proven")
        return
    say("rpmlint")
    print(run("rpmlint", "--strict", "--config", LINUX / "rpmlint.toml", package), end="")
    say("the program in the .rpm works, and asks for no library that is in it")
    asked = run("rpm", "--query", "--requires", "--package", package).split()
    with tempfile.TemporaryDirectory() as name:
        run("sh", "-c", f"rpm2cpio {package} | cpio --extract --make-directories --quiet", cwd=name)
        inside = {path.name for path in Path(name).rglob("*.so*")}
        twice = sorted(one for one in asked if one.partition("(")[0] in inside)
        scored = run(Path(name) / "usr/bin/nextrung", "score", sample_answers(), "--json")
    if twice or "match" not in json.loads(scored):
        raise SystemExit(f"The .rpm does not score, or asks for what it has: {', '.join(twice)}")


def same_as_source(program: Path) -> None:
    """What the frozen commands print and draw is what those of the source print and draw."""
    source = [sys.executable, "-P", "-m", "nextrung"]
    answers = sample_answers()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "desktop"), "QT_QPA_PLATFORM": "offscreen"}
    frozen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    questionnaire = str(PROJECT / "questionnaires" / "ml-manager")
    commands = [["score", answers], ["score", answers, "--role", "senior", "--json"], ["check", questionnaire]]
    for command in commands:
        say(f"frozen {' '.join(Path(word).name for word in command)}")
        own = run(program, *command, env=frozen)
        if own != run(*source, *command, env=environment) or not own:
            raise SystemExit("The frozen program prints something else than the source.")
    drawn = drawings(frozen, environment, program, source)
    say(f"frozen tour: {drawn} pictures, all that the source draws; the overview is the same to the pixel")
    reports(([str(program)], source), (frozen, environment))


def sample_answers() -> str:
    """An answers file for the commands."""
    return str(PROJECT / "assets" / "sample" / "ML-MANAGER-VECTORS.json")


def drawings(frozen: dict[str, str], environment: dict[str, str], program: Path, source: Sequence[str]) -> int:
    """Draw every page with the frozen program, and the overview with the source as well; the number of pictures.

    Most pages show random orders or the time of day, so that no two drawings of them are the same.
    """
    # the form is drawn where a browser is installed
    names = "from nextrung.tour import forms, stops; print(*(one[0] for one in stops.STOPS), *forms.names_of(''))"
    wanted = {f"{name}-light.png" for name in run(sys.executable, "-P", "-c", names, env=environment).split()}
    with tempfile.TemporaryDirectory() as name:
        one, other = Path(name) / "frozen", Path(name) / "source"
        run(program, "tour", one, "--theme", "light", env=frozen)
        run(*source, "tour", other, "--theme", "light", "--only", "1-overview", env=environment)
        found = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in one.glob("*.png")}
        same = {path.name: hashlib.sha256(path.read_bytes()).digest() for path in other.glob("*.png")}
    unlike = sorted(name for name in same if found.get(name) != same[name])
    if found.keys() != wanted or not same or unlike:
        raise SystemExit(f"Missing or unlike: {', '.join(sorted(wanted ^ found.keys())) or ', '.join(unlike)}")
    return len(found)


def reports(commands: tuple[Sequence[str], Sequence[str]], environments: tuple[dict[str, str], dict[str, str]]) -> None:
    """Every kind of report says what that of the source says."""
    for ending in ("pdf", "docx", "xlsx", "csv", "json", "md"):
        say(f"frozen report .{ending}")
        with tempfile.TemporaryDirectory() as name:
            told = []
            for number, (command, environment) in enumerate(zip(commands, environments, strict=True)):
                made = Path(name) / f"{number}.{ending}"
                run(*command, "report", sample_answers(), "--out", made, env=environment)
                told.append(MOMENT.sub("", words_of(made)))
        if told[0] != told[1] or len(told[0]) < 500:
            raise SystemExit(f"The frozen program reports something else than the source as {ending}.")


def words_of(report: Path) -> str:
    """What stands in a report: its text, or the parts of a spreadsheet or document one after another."""
    if report.suffix == ".pdf":
        return run("pdftotext", "-layout", report, "-")
    if report.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(report) as parts:
            names = sorted(name for name in parts.namelist() if name.endswith((".rels", ".xml")))
            return "\n".join(parts.read(name).decode() for name in names)
    return report.read_text(encoding="utf-8-sig")


def wheel_works() -> None:
    """The wheel installs into an environment and brings the command with its data."""
    say("pip install of the wheel")
    with tempfile.TemporaryDirectory() as name:
        wheel = next(DIST.glob("next_rung-*.whl"))
        run(sys.executable, "-P", "-m", "pip", "install", "--quiet", "--no-deps", "--target", name, wheel)
        environment = {**os.environ, "PYTHONPATH": name}
        out = run(sys.executable, "-P", "-m", "nextrung", "score", sample_answers(), "--json", env=environment, cwd="/")
        if "match" not in json.loads(out):
            raise SystemExit("The wheel does not score.")


def installed(root: Path, package: Path) -> None:
    """Install, use, upgrade and remove the package as a newcomer would."""
    inside = partial(bare_debian.inside, root)

    shutil.copy(package, root / "tmp" / "new.deb")
    shutil.copy(earlier(package), root / "tmp" / "old.deb")
    shutil.copy(LINUX / "journey.sh", root / "tmp" / "journey.sh")
    shutil.copy(sample_answers(), root / "tmp" / "answers.json")
    inside("useradd -m newcomer && apt-get update -qq")
    say("apt install of an earlier version brings all that is needed")
    inside("apt-get install -y -qq /tmp/old.deb")
    say("the installed commands work without a screen")
    scored = inside("nextrung score /tmp/answers.json --json", "newcomer")
    if json.loads(scored)["form"] != "full":
        raise SystemExit("The installed program does not score.")
    inside("QT_QPA_PLATFORM=offscreen nextrung tour /tmp/tour --theme light --only 1-overview", "newcomer")
    inside("nextrung check /usr/lib/next-rung/_internal/nextrung/questionnaires/ml-manager", "newcomer")
    say("the desktop entry opens the window, and a quick form is taken by keyboard")
    inside(f"apt-get install -y -qq --no-install-recommends {' '.join(TOOLS)}")
    answers = inside("sh /tmp/journey.sh", "newcomer").split()[-1]
    if int(answers) != 30:
        raise SystemExit(f"{answers} answers are on disk, not 30.")
    say("an upgrade keeps the data")
    kept = inside(f"cd {DATA} && sha256sum nextrung.db && ls")
    inside("apt-get install -y -qq /tmp/new.deb")
    if inside("nextrung verify", "newcomer") == "" or inside(f"cd {DATA} && sha256sum nextrung.db && ls") != kept:
        raise SystemExit("The data is not as it was.")
    say("removal leaves the data and nothing else")
    inside("apt-get purge -y -qq next-rung")
    if inside(f"cd {DATA} && sha256sum nextrung.db && ls") != kept:
        raise SystemExit("The data is not as it was.")
    left = inside("find / -xdev -iname '*next*rung*' -not -path '/tmp/*' -not -path '/home/*' -not -path '/proc/*'")
    if left.strip():
        raise SystemExit(f"These files were left:\n{left}")


def earlier(package: Path) -> Path:
    """The same package under an earlier version, to upgrade from."""
    folder = PROOF / "earlier"
    shutil.rmtree(folder, ignore_errors=True)
    run("dpkg-deb", "-R", package, folder)
    control = folder / "DEBIAN" / "control"
    lines = control.read_text(encoding="utf-8").splitlines()
    lines = ["Version: 0.0.1" if line.startswith("Version:") else line for line in lines]
    control.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = PROOF / "earlier.deb"
    run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", folder, made)
    return made


if __name__ == "__main__":
    main()
