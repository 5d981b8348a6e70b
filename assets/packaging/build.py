"""Builds the packages into dist/: `.venv/bin/python assets/packaging/build.py`.

On Linux these are the Debian package, the .rpm where `rpmbuild` is, the portable archive, the wheel, the source and
SHA256SUMS; on Windows and macOS the folder or app that the installer script or the image script takes from there. The
same input gives the same files, byte for byte: every time stamp is that of the release in CHANGELOG.md.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
DIST = PROJECT / "dist"
BUILD = PROJECT / "build"
BUNDLE = DIST / "next-rung"
sys.path[:0] = [str(HERE), str(PROJECT / "desktop")]

import icons  # noqa: E402

from nextrung import __version__  # noqa: E402
from nextrung.libraries.missing import missing_libraries  # noqa: E402

QT_LIBRARIES = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxkbcommon-x11.so.0")
"""Qt's window plugin cannot work without these; PyInstaller only warns when they are missing where it builds."""
SYSTEM_LIBRARIES = ("libwayland-cursor.so.0",)
"""Not bundled, as they must fit the desktop they run on; here they tell which packages the .deb depends on."""


def main() -> None:
    """Build everything for this system."""
    if sys.platform.startswith("linux") and Path(sys.base_prefix) != Path("/usr"):
        raise SystemExit(
            f"Build with the system's own Python, not {sys.base_prefix}: its paths would be in the packages."
        )
    os.environ |= {"SOURCE_DATE_EPOCH": str(released()), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    icons.draw(BUILD / "icons")
    freeze()
    if not sys.platform.startswith("linux"):
        print(f"{DIST} is ready for the scripts in assets/packaging")
        return
    import debian  # noqa: PLC0415  (Linux only)
    import red_hat  # noqa: PLC0415  (Linux only)

    made = [debian.package(BUNDLE, DIST, released()), archive(), wheel(), sdist()]
    if shutil.which("rpmbuild"):
        made.append(red_hat.package(BUNDLE, DIST, released()))
    else:
        print("There is no .rpm, as this machine has no rpmbuild; Debian has it in the package rpm.", file=sys.stderr)
    (DIST / "FILES.txt").write_text("".join(f"{line}\n" for line in listing(BUNDLE)), encoding="utf-8")
    sums = "".join(f"{checksum(path)}  {path.name}\n" for path in made)
    (DIST / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(sums, end="")


def released() -> int:
    """The moment of this version's release in CHANGELOG.md, in seconds since 1970."""
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(__version__)}, (\d{{4}}-\d\d-\d\d)$", text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"CHANGELOG.md has no line “## {__version__}, YEAR-MONTH-DAY”; say there what is new.")
    return int(datetime.fromisoformat(found[1]).replace(tzinfo=UTC).timestamp())


def freeze() -> None:
    """Make the bundle from build.spec, and see that nothing it needs was missing here."""
    command = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "frozen")]
    command += [*places, str(PROJECT / "build.spec")]
    done = subprocess.run(command, check=False, cwd=PROJECT, stderr=subprocess.PIPE, text=True)
    sys.stderr.write(done.stderr)
    if done.returncode:
        raise SystemExit("PyInstaller failed; what it said stands above.")
    lost = re.findall(r"Library not found: (?!libcups)\S+|could not resolve '(?!libcups)[^']+'", done.stderr)
    missing = [name for name in QT_LIBRARIES if not (BUNDLE / "_internal" / name).exists()]
    missing += missing_libraries(SYSTEM_LIBRARIES)
    if missing and sys.platform.startswith("linux"):
        raise SystemExit(f"Missing on this machine: {', '.join(missing)}; see “Building packages” in CONTRIBUTING.md.")
    if any("qxcb" in line for line in lost):
        raise SystemExit("A library that Qt's window plugin needs is missing on this machine; see above.")
    licences = BUNDLE / "licences"
    shutil.rmtree(licences, ignore_errors=True)
    shutil.copytree(PROJECT / "assets" / "licences" / "texts", licences)
    shutil.copy(PROJECT / "LICENSE", licences / "next-rung.txt")


def archive() -> Path:
    """The bundle as a portable archive, with a script that adds it to the menu."""
    import debian  # noqa: PLC0415  (Linux only)

    made = DIST / f"next-rung-{__version__}-linux-x86_64.tar.gz"
    top = f"next-rung-{__version__}"
    beside = BUILD / "archive"
    shutil.rmtree(beside, ignore_errors=True)
    debian.place_share(beside / "share", released())
    debian.write(beside / "README.txt", debian.filled(HERE / "linux" / "README.txt", debian.day_of(released())))
    debian.write(beside / "install.sh", (HERE / "linux" / "install.sh").read_bytes())
    (beside / "install.sh").chmod(0o755)

    def settled(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = released()
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        made.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=released()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for folder in (BUNDLE, beside):
            for path in sorted(folder.rglob("*")):
                tar.add(path, f"{top}/{path.relative_to(folder)}", recursive=False, filter=settled)
    return made


def sdist() -> Path:
    """The source as an archive that can be built and tested, made by the builder that pyproject.toml names."""
    builder = BUILD / "builder"
    shutil.rmtree(builder, ignore_errors=True)
    needed = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    pip = [sys.executable, "-P", "-m", "pip", "install", "--quiet", "--target", str(builder), *needed]
    subprocess.run(pip, check=True)
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "sdist", "-d", str(DIST)]
    subprocess.run(command, check=True, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(builder)})
    return DIST / f"next_rung-{__version__}.tar.gz"


def wheel() -> Path:
    """The wheel, for `pip install`."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(DIST),
        str(PROJECT),
    ]
    subprocess.run(command, check=True)
    return next(DIST.glob(f"next_rung-{__version__}-*.whl"))


def listing(folder: Path) -> list[str]:
    """Hash and place of every file, in order."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [f"{checksum(path)}  {path.relative_to(folder).as_posix()}" for path in files]


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    main()
