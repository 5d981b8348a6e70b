"""The Debian package: the bundle under /usr/lib, and what a desktop wants to know of it where Debian keeps it."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import manual

from nextrung import __version__, licences

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
IDENTIFIER = "org.nextrung.NextRung"
MAINTAINER = "The Next Rung authors <maintainers@nextrung.org>"
HOME = "usr/lib/next-rung"
BUILT_IN = "libpython"
"""What the program starts with must lie beside it, even where the system has it too."""
RECOMMENDED = "printsupport"
"""Plugins of Qt that do without their libraries; those are recommended, not needed."""


def package(bundle: Path, dist: Path, released: int) -> Path:
    """Wrap the bundle; returns the package."""
    root = PROJECT / "build" / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / HOME, symlinks=True)
    shutil.rmtree(root / HOME / "licences")
    leave_to_system(root / HOME / "_internal")
    strip(root / HOME / "_internal")
    place_data(root, released)
    write_documents(root, released)
    settle(root, released)
    write_control(root)
    settle(root / "DEBIAN", released)
    made = dist / f"next-rung_{__version__}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--threads-max=1", "--build", str(root), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made


def leave_to_system(inside: Path) -> None:
    """Take away the libraries that packages of Debian have: the package depends on those and gets their mends."""
    for path in sorted(inside.glob("lib*.so*")):
        if path.is_symlink() or path.name.startswith((BUILT_IN, "libQt6")):
            continue
        owner = subprocess.run(["dpkg", "-S", f"*/{path.name}"], capture_output=True, text=True, check=False)
        if owner.returncode == 0:
            path.unlink()


def strip(inside: Path) -> None:
    """Take symbols nobody needs out of libraries; not of those in ``NAME.libs``, which break when touched."""
    for path in sorted(inside.rglob("*.so*")):
        if not path.is_symlink() and not path.parent.name.endswith(".libs"):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True, capture_output=True)


def place_data(root: Path, released: int) -> None:
    """Command, desktop entry, icons, file types, catalogue entry and manual."""
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/nextrung").symlink_to("../lib/next-rung/nextrung")
    share = root / "usr/share"
    place_share(share, released)
    write(share / "lintian/overrides/next-rung", (HERE / "linux" / "lintian-overrides").read_bytes())


def place_share(share: Path, released: int) -> None:
    """Desktop entry, icons, file types, catalogue entry and manual, where desktops look for them."""
    linux, day = HERE / "linux", day_of(released)
    for name, place in (
        (f"{IDENTIFIER}.desktop", "applications"),
        (f"{IDENTIFIER}.metainfo.xml", "metainfo"),
        ("next-rung.xml", "mime/packages"),
    ):
        write(share / place / name, filled(linux / name, day))
    write(share / "man/man1/nextrung.1.gz", packed(dated(manual.manual(), day)))
    for picture in sorted((PROJECT / "build/icons").glob("*.png")):
        size = f"{picture.stem}x{picture.stem}"
        write(share / f"icons/hicolor/{size}/apps/{IDENTIFIER}.png", picture.read_bytes())
    scalable = (PROJECT / "assets/icons/next-rung.svg").read_bytes()
    write(share / f"icons/hicolor/scalable/apps/{IDENTIFIER}.svg", scalable)


def day_of(released: int) -> str:
    """The day of a release."""
    return datetime.fromtimestamp(released, UTC).date().isoformat()


def write_documents(root: Path, released: int) -> None:
    """Copyright in the form machines read, and the changes."""
    documents = root / "usr/share/doc/next-rung"
    write(documents / "copyright", copyright_text().encode())
    moment = format_datetime(datetime.fromtimestamp(released, UTC))
    changes = changes_of(__version__)
    entry = f"next-rung ({__version__}) stable; urgency=medium\n\n{changes}\n\n -- {MAINTAINER}  {moment}\n"
    write(documents / "changelog.gz", packed(entry.encode()))


def changes_of(version: str) -> str:
    """The entries of a version in CHANGELOG.md, in the form of Debian."""
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(version)}, .*?$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    lines = [] if found is None else [line.strip() for line in found[1].strip().splitlines() if line.strip()]
    entries = " ".join(lines).removeprefix("- ").split(" - ")
    return "\n".join(textwrap.fill(entry, 76, initial_indent="  * ", subsequent_indent="    ") for entry in entries)


def copyright_text() -> str:
    """The project's licence and those of all bundled parts, in Debian's format 1.0."""
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Next Rung",
        "Files: *\nCopyright: 2026 The Next Rung authors\nLicense: MIT",
    ]
    texts = [f"License: MIT\n{indented((PROJECT / 'LICENSE').read_text(encoding='utf-8'))}"]
    for part in licences.bundled():
        short = f"{part.licence.replace(' ', '-')}-{part.name.replace(' ', '-')}"
        version = f" {part.version}" if part.version else ""
        comment = f"Comment: {part.name}{version}, {part.home}"
        place = folder_of(part.name)
        parts.append(f"Files: {place}\nCopyright: the authors of {part.name}\nLicense: {short}\n{comment}")
        texts.append(f"License: {short}\n{indented(without_common(part.text))}")
    return "\n\n".join(parts + texts) + "\n"


def without_common(text: str) -> str:
    """A licence text with those replaced that every Debian system has in a place of its own."""
    ending = r".*?END OF TERMS AND CONDITIONS"
    for begins, file in (
        (r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3(?:(?!GNU GENERAL).)*", "LGPL-3"),
        (r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1" + ending, "LGPL-2.1"),
        (r"GNU GENERAL PUBLIC LICENSE\s+Version 2" + ending, "GPL-2"),
        (r"GNU GENERAL PUBLIC LICENSE\s+Version 3" + ending, "GPL-3"),
        # some leave the last line out
        (
            r"Apache License\s+Version 2\.0.*?any\s+such\s+warranty\s+or\s+additional\s+liability\."
            r"(\s+END OF TERMS AND CONDITIONS)?",
            "Apache-2.0",
        ),
    ):
        text = re.sub(begins, f"See /usr/share/common-licenses/{file}. ", text, flags=re.DOTALL)
    return text


def folder_of(name: str) -> str:
    """Where a part lies in the package; the pure ones lie inside the program's own file."""
    places = {"PySide6_Essentials": "PySide6", "Python": "libpython*", "PyYAML": "yaml"}
    places["Inter"] = "nextrung/assets/report/fonts"
    place = places.get(name, name.replace("-", "_").replace(" ", "_"))
    return f"{HOME}/_internal/{place}" + ("" if place.endswith("*") else "/*")


def indented(text: str) -> str:
    """A text as the value of a field: one space before each line, a dot on an empty one."""
    return "\n".join(f" {line}" if line.strip() else " ." for line in text.strip().splitlines())


def write_control(root: Path) -> None:
    """Name, dependencies, description, and the sums of all files."""
    depends, recommends = dependencies(root)
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    fields = {
        "Package": "next-rung",
        "Version": __version__,
        "Architecture": "amd64",
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": f"{depends}, fonts-dejavu-core | fonts-noto-core, tzdata",
        "Recommends": recommends,
        "Section": "misc",
        "Priority": "optional",
        "Description": "offline self-assessment for machine-learning managers\n"
        " Next Rung shows people who want to manage machine-learning teams which part\n"
        " of that job their answers describe, what lies between these and the next\n"
        " rung, what each rung pays, and where to start. Everything stays on the\n"
        " computer.",
    }
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    write(root / "DEBIAN/control", lines.encode())
    sums = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False))
            sums.append(f"{digest.hexdigest()}  {path.relative_to(root)}\n")
    write(root / "DEBIAN/md5sums", "".join(sums).encode())


def dependencies(root: Path) -> tuple[str, str]:
    """The packages with the libraries that the bundle is linked with, and those that it can do without."""
    needed, recommended = [], []
    for path in sorted((root / HOME).rglob("*")):
        if path.is_file() and not path.is_symlink() and path.open("rb").read(4) == b"\x7fELF":
            (recommended if RECOMMENDED in path.parts else needed).append(str(path))
    depends = shlibdeps(root, needed)
    known = set(depends.split(", "))
    extra = [one for one in shlibdeps(root, recommended).split(", ") if one and one not in known]
    names = {one.split(" ")[0] for one in known}
    return depends, ", ".join(one for one in extra if one.split(" ")[0] not in names)


def shlibdeps(root: Path, files: list[str]) -> str:
    """What dpkg-shlibdeps says about some files."""
    work = root.parent / "shlibdeps"
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian/control").write_text(
        "Source: next-rung\n\nPackage: next-rung\nArchitecture: amd64\n", encoding="utf-8"
    )
    folders = sorted({str(Path(file).parent) for file in files} | {str(path) for path in private(root)})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{folder}" for folder in folders), *files]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"dpkg-shlibdeps failed:\n{done.stderr}")
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def private(root: Path) -> list[Path]:
    """The folders of the bundle with libraries of its own."""
    inside = root / HOME / "_internal"
    return [inside, inside / "PySide6/Qt/lib", *sorted(inside.glob("*.libs"))]


def settle(root: Path, released: int) -> None:
    """Plain rights and one time for everything, whoever builds it and whenever."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.name == "nextrung"
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (released, released), follow_symlinks=False)


def filled(path: Path, day: str) -> bytes:
    """A file with version and date of the release put in."""
    return dated(path.read_text(encoding="utf-8"), day)


def dated(text: str, day: str) -> bytes:
    """A text with version and date of the release put in."""
    return text.replace("@VERSION@", __version__).replace("@DATE@", day).encode()


def packed(raw: bytes) -> bytes:
    """Compressed as Debian wants it, without a time stamp."""
    return gzip.compress(raw, 9, mtime=0)


def write(path: Path, raw: bytes) -> None:
    """Write a file into folders that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
