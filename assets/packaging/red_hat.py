"""The .rpm: the whole bundle under /usr/lib, and what a desktop wants to know of it where such systems keep it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import debian

from nextrung import __version__

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
LICENCES = "usr/share/licenses/next-rung"


def package(bundle: Path, dist: Path, released: int) -> Path:
    """Wrap the bundle; returns the package."""
    work = PROJECT / "build" / "red_hat"
    shutil.rmtree(work, ignore_errors=True)
    root = work / "root"
    # with all its libraries, those of the system too: other systems call theirs otherwise than Debian
    shutil.copytree(bundle, root / debian.HOME, symlinks=True)
    (root / LICENCES).parent.mkdir(parents=True)
    shutil.move(root / debian.HOME / "licences", root / LICENCES)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/nextrung").symlink_to("../lib/next-rung/nextrung")
    debian.place_share(root / "usr/share", released)
    debian.settle(root, released)
    # what a program is linked with is looked for only in files that may be run
    for path in elf_files(root):
        path.chmod(0o755)
    recipe = work / "next-rung.spec"
    recipe.write_text(filled(root, released), encoding="utf-8")
    command = ["rpmbuild", "-bb", "--quiet", "--target", "x86_64", "--buildroot", str(work / "packed")]
    places = {"_topdir": work, "_rpmdir": work / "made", "_dbpath": work / "database", "given": root}
    command += [word for name, place in places.items() for word in ("--define", f"{name} {place}")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(released)}
    done = subprocess.run([*command, str(recipe)], capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"rpmbuild failed:\n{done.stdout}{done.stderr}")
    return Path(shutil.copy(next((work / "made").rglob("*.rpm")), dist))


def elf_files(root: Path) -> list[Path]:
    """The programs and libraries in a tree."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in files if path.open("rb").read(4) == b"\x7fELF"]


def filled(root: Path, released: int) -> str:
    """The recipe with version, day, changes and the names of the bundled libraries put in."""
    names = {path.name for path in (root / debian.HOME).rglob("*.so*")}
    words = {
        "BUNDLED": "|".join(re.escape(name).replace("\\", "\\\\") for name in sorted(names)),
        "DAY": datetime.fromtimestamp(released, UTC).strftime("%a %b %d %Y"),
        "CHANGES": re.sub(r"^  \* ", "- ", debian.changes_of(__version__), flags=re.MULTILINE).replace("%", "%%"),
        "VERSION": __version__,
    }
    text = (HERE / "linux" / "next-rung.spec").read_text(encoding="utf-8")
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    return text
