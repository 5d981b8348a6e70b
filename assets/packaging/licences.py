"""Writes assets/licences anew from the packages that are installed: `.venv/bin/python assets/packaging/licences.py`.

To be run after every change of requirements.lock; a test says when it was forgotten.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parent.parent.parent
LICENCES = PROJECT / "assets" / "licences"
COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts of the licences that Qt comes under."""

QT = "The parts of others inside Qt are listed with their licences at https://doc.qt.io/qt-6/licenses-used-in-qt.html."
QT_LICENCE = "LGPL-3.0-only"
NAMED = {
    "PySide6_Essentials": QT_LICENCE,
    "shiboken6": QT_LICENCE,
    "lxml": "BSD-3-Clause AND MIT AND Zlib AND LGPL-2.1-or-later",  # with the libraries compiled into it
    "pyphen": "LGPL-2.1-or-later",
    "colorama": "BSD-3-Clause",
    "cffi": "MIT-0 AND MIT",  # with libffi compiled into it
    "pyrage": "MIT",
    "segno": "BSD-3-Clause",
    "PyNaCl": "Apache-2.0 AND ISC",  # with libsodium compiled into it
    "sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0",  # with SQLCipher and OpenSSL compiled into it
    "click-default-group": "LicenseRef-Public-Domain",
}
"""Licences of packages that offer several, or name theirs in words."""
NOT_BUNDLED = {"pip", "pycparser"}
"""Asked for by a library for a command of its own, or for building others, neither of which is used."""
LIBFFI = """libffi - Copyright (c) 1996-2024 Anthony Green, Red Hat, Inc and others.
See source files for details.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
SQLCIPHER = """SQLCipher - Copyright (c) 2008-2025, ZETETIC LLC
All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:
    * Redistributions of source code must retain the above copyright
      notice, this list of conditions and the following disclaimer.
    * Redistributions in binary form must reproduce the above copyright
      notice, this list of conditions and the following disclaimer in the
      documentation and/or other materials provided with the distribution.
    * Neither the name of the ZETETIC LLC nor the
      names of its contributors may be used to endorse or promote products
      derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY ZETETIC LLC ''AS IS'' AND ANY
EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL ZETETIC LLC BE LIABLE FOR ANY
DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND
ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
(INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.

OpenSSL - Copyright (c) 1998-2025 The OpenSSL Project Authors, (c) 1995-1998 Eric A. Young, Tim J. Hudson
"""
SQLITE = """SQLite is in the public domain: https://www.sqlite.org/copyright.html

The author disclaims copyright to this source code. In place of a legal notice, here is a blessing:

   May you do good and not evil.
   May you find forgiveness for yourself and forgive others.
   May you share freely, never taking more than you give.
"""


def key(name: str) -> str:
    """The name of a package as an index knows it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def used_packages() -> dict[str, metadata.Distribution]:
    """The packages that the program uses while it runs, by key, found from pyproject.toml on."""
    import tomllib  # noqa: PLC0415

    wanted = list(tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"])
    found: dict[str, metadata.Distribution] = {}
    while wanted:
        requirement = Requirement(wanted.pop())
        name = key(requirement.name)
        if (
            name in found
            or name in NOT_BUNDLED
            or (requirement.marker and not requirement.marker.evaluate({"extra": ""}))
        ):
            continue
        found[name] = metadata.distribution(name)
        wanted += found[name].requires or []
    return dict(sorted(found.items()))


def texts_of(package: metadata.Distribution) -> Iterator[str]:
    """The licence texts that a package brings."""
    for file in package.files or ():
        inside = ".dist-info/" in str(file)
        if inside and re.search(r"licen[cs]e|copying|notice|authors", str(file), re.IGNORECASE):
            yield file.read_text(encoding="utf-8")


def crates_of(package: metadata.Distribution) -> str:
    """The libraries compiled into a package, from its bill of materials."""
    lines = []
    for file in package.files or ():
        if str(file).endswith(".cyclonedx.json"):
            for part in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
                terms = [one.get("expression") or one["license"].get("id", "") for one in part.get("licenses", ())]
                lines.append(f"{part['name']} {part.get('version', '')}: {', '.join(terms) or 'see its source'}")
    return "Compiled into it:\n" + "\n".join(sorted(set(lines))) if lines else ""


def licence_of(package: metadata.Distribution) -> str:
    """The licence as an SPDX expression."""
    data = package.metadata
    if data["Name"] in NAMED:
        return NAMED[data["Name"]]
    return data.get("License-Expression") or (data.get("License") or "").strip().split("\n")[0]


def home_of(package: metadata.Distribution) -> str:
    """Where a package lives."""
    data = package.metadata
    links = dict(line.split(", ", 1) for line in data.get_all("Project-URL", ()))
    named = {name.lower(): link for name, link in links.items()}
    wanted = ("homepage", "home", "source", "source code", "repository", "github", "documentation")
    return data.get("Home-page") or next((named[name] for name in wanted if name in named), "")


def parts() -> Iterator[tuple[dict[str, str], str]]:
    """Every bundled part and the text of its licence."""
    lesser = "\n\n".join((COMMON / name).read_text(encoding="utf-8") for name in ("LGPL-3", "GPL-3"))
    for package in used_packages().values():
        name = package.metadata["Name"]
        texts = [*texts_of(package), crates_of(package)]
        if licence_of(package) == QT_LICENCE:
            texts = [QT, lesser]
        if name == "lxml":
            texts.append((COMMON / "LGPL-2.1").read_text(encoding="utf-8"))
        if name == "cffi":
            texts.append(LIBFFI)
        if name == "sqlcipher3":
            texts += [SQLCIPHER, (COMMON / "Apache-2.0").read_text(encoding="utf-8")]
        head = {"name": name, "version": package.version, "licence": licence_of(package), "home": home_of(package)}
        yield head, "\n\n".join(text.strip() for text in texts if text) + "\n"
    library = Path(sys.base_prefix) / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = (library / "LICENSE.txt").read_text(encoding="utf-8")
    head = {"name": "Python", "version": "", "licence": "PSF-2.0", "home": "https://www.python.org"}
    yield head, python
    head = {"name": "SQLite", "version": "", "licence": "blessing", "home": "https://www.sqlite.org"}
    yield head, SQLITE
    head = {"name": "Inter", "version": "3.19", "licence": "OFL-1.1", "home": "https://rsms.me/inter/"}
    yield head, (PROJECT / "assets" / "report" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    yield from sealing_in_forms()
    freezer = metadata.distribution("pyinstaller")
    head = {"name": "PyInstaller bootloader", "version": freezer.version, "home": "https://pyinstaller.org"}
    head["licence"] = "GPL-2.0-or-later WITH Bootloader-exception"
    yield head, "\n\n".join(texts_of(freezer))


def sealing_in_forms() -> Iterator[tuple[dict[str, str], str]]:
    """What is built into the one file that seals replies in a browser."""
    folder = PROJECT / "assets" / "ask"
    for line in (folder / "age-encryption.txt").read_text(encoding="utf-8").split("=====\n"):
        facts, _, text = line.partition("\n")
        name, version, licence, home = facts.split()
        yield {"name": name, "version": version, "licence": licence, "home": home}, text


def main() -> None:
    """Write the list and the texts; texts of parts that are gone go too."""
    listed = []
    texts = LICENCES / "texts"
    for old in texts.glob("*.txt"):
        old.unlink()
    texts.mkdir(parents=True, exist_ok=True)
    for head, text in parts():
        if not text.strip() or not head["licence"]:
            raise SystemExit(f"{head['name']} {head['version']} brings no licence; add it here by hand.")
        file = re.sub(r"[^a-z0-9]+", "-", key(head["name"])).strip("-") + ".txt"
        (texts / file).write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", encoding="utf-8")
        listed.append({**head, "text": file})
    listed.sort(key=lambda head: head["name"].lower())
    lines = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    (LICENCES / "licences.json").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
