"""What packages say of the program agrees with the program."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as XmlTree

import pytest

from nextrung import __version__, cli, resources
from nextrung.libraries.needed import COMMANDS

PROJECT = resources.folder("assets").parent
PACKAGING = PROJECT / "assets" / "packaging"
LINUX = PACKAGING / "linux"


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_that_this_version_has_a_dated_entry_in_the_changelog() -> None:
    assert re.search(
        rf"^## {re.escape(__version__)}, \d{{4}}-\d\d-\d\d$", text_of(PROJECT / "CHANGELOG.md"), re.MULTILINE
    )


def test_that_entry_catalogue_recipe_and_window_share_one_identifier() -> None:
    found = re.search(r'setDesktopFileName\("([^"]+)"\)', text_of(PROJECT / "desktop" / "nextrung" / "app.py"))
    assert found is not None
    identifier = found[1]
    entry = text_of(LINUX / f"{identifier}.desktop")
    assert f"\nIcon={identifier}\n" in entry
    catalogue = XmlTree.parse(LINUX / f"{identifier}.metainfo.xml").getroot()  # noqa: S314  (our own file)
    assert catalogue.findtext("id") == identifier
    assert catalogue.findtext("launchable") == f"{identifier}.desktop"
    assert f'IDENTIFIER = "{identifier}"' in text_of(PACKAGING / "macos" / "bundle_info.py")
    assert f'IDENTIFIER = "{identifier}"' in text_of(PACKAGING / "debian.py")


def test_that_data_files_have_the_ending_that_exports_have() -> None:
    from nextrung.workspace.transfer import SUFFIX

    types = XmlTree.parse(LINUX / "next-rung.xml").getroot()  # noqa: S314  (our own file)
    patterns = {element.get("pattern") for element in types.iter() if element.tag.endswith("glob")}
    assert f"*{SUFFIX}" in patterns
    assert f'WriteRegStr HKCU "${{CLASSES}}\\{SUFFIX}"' in text_of(PACKAGING / "windows" / "next-rung.nsi")


@pytest.mark.usefixtures("tools")
def test_that_the_manual_tells_every_command_and_option() -> None:
    import manual  # type: ignore[import-not-found]

    text = manual.manual()
    parser, commands = cli.full_parser()
    sections = {
        found.split()[0].replace("\\-", "-"): found for found in re.split(r"^\.SS ", text, flags=re.MULTILINE)[1:]
    }
    assert set(sections) == set(commands) == set(COMMANDS)
    for name, one in commands.items():
        for action in one.arguments:
            if action.help != argparse.SUPPRESS and action.dest != "help":
                names = action.option_strings or [str(action.metavar or action.dest)]
                assert all(shown.replace("-", "\\-") in sections[name] for shown in names), (name, names)
    for action in parser.arguments:
        told = text.partition(".SH COMMANDS")[0]
        assert all(shown.replace("-", "\\-") in told for shown in action.option_strings)
    assert "@" not in text.replace("@DATE@", "").replace("@VERSION@", "")


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man-db")
@pytest.mark.usefixtures("tools")
def test_that_the_manual_is_set_without_a_warning(tmp_path: Path) -> None:
    import manual

    (tmp_path / "nextrung.1").write_text(manual.manual(), encoding="utf-8")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(tmp_path / "nextrung.1")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.usefixtures("tools")
def test_that_icons_hold_every_size(tmp_path: Path, qapp: Any) -> None:
    assert qapp is not None
    import icons  # type: ignore[import-not-found]

    icons.draw(tmp_path)
    raw = (tmp_path / "next-rung.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", raw)
    assert (reserved, kind, count) == (0, 1, len(icons.WINDOWS))
    for number, size in enumerate(icons.WINDOWS):
        width, *_, length, at = struct.unpack_from("<BBBBHHII", raw, 6 + 16 * number)
        picture = raw[at : at + length]
        assert width == size % 256
        assert struct.unpack(">II", picture[16:24]) == (size, size)
    apple = (tmp_path / "next-rung.icns").read_bytes()
    assert struct.unpack(">I", apple[4:8]) == (len(apple),)


@pytest.mark.skipif(sys.platform != "linux", reason="the tools of Debian packages")
@pytest.mark.usefixtures("tools")
def test_that_a_package_refers_to_licences_that_every_debian_has() -> None:
    import debian  # type: ignore[import-not-found]

    text = debian.copyright_text()
    # some parts leave out the line with which that licence ends
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION" not in text
    assert "END OF TERMS AND CONDITIONS" not in text
    assert "/usr/share/common-licenses/Apache-2.0" in text
    assert all(line == "" or line[0] == " " or ": " in line or line.endswith(":") for line in text.splitlines())


@pytest.mark.skipif(sys.platform != "linux", reason="the tools of Debian packages")
@pytest.mark.usefixtures("tools")
def test_that_changes_are_told_in_short_lines() -> None:
    import debian

    changes = debian.changes_of(__version__).splitlines()
    assert changes[0].startswith("  * ")
    assert all(len(line) <= 80 for line in changes)


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils")
def test_that_the_desktop_entry_is_valid() -> None:
    entry = next(LINUX.glob("*.desktop"))
    subprocess.run(["desktop-file-validate", str(entry)], check=True)


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="needs appstream")
@pytest.mark.usefixtures("tools")
def test_that_the_catalogue_entry_is_valid(tmp_path: Path) -> None:
    import debian

    entry = next(LINUX.glob("*.metainfo.xml"))
    (tmp_path / entry.name).write_bytes(debian.filled(entry, "2026-01-31"))
    subprocess.run(["appstreamcli", "validate", "--no-net", str(tmp_path / entry.name)], check=True)


def test_that_the_catalogue_shows_pictures_that_are_there() -> None:
    catalogue = XmlTree.parse(LINUX / "org.nextrung.NextRung.metainfo.xml").getroot()  # noqa: S314  (our own file)
    images = list(catalogue.iter("image"))
    assert images
    for image in images:
        assert image.text is not None
        picture = PROJECT / image.text.partition("/v@VERSION@/")[2]
        size = struct.unpack(">II", picture.read_bytes()[16:24])
        assert size == (int(image.attrib["width"]), int(image.attrib["height"]))


@pytest.mark.skipif(shutil.which("flatpak-builder") is None, reason="needs flatpak-builder")
def test_that_the_recipe_for_flatpak_has_nothing_that_its_builder_does_not_know(tmp_path: Path) -> None:
    command = ["flatpak-builder", "--show-manifest", str(LINUX / "org.nextrung.NextRung.yaml")]
    # it makes a folder where it runs
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert done.stderr == ""  # what it does not know is a warning to it
    known = json.loads(done.stdout)
    assert known["command"] == "nextrung"
    assert not [one for one in known["finish-args"] if "network" in one or "filesystem" in one]


@pytest.mark.skipif(shutil.which("rpmspec") is None, reason="needs rpm")
@pytest.mark.usefixtures("tools")
def test_that_the_recipe_for_rpm_asks_for_nothing_that_is_bundled(tmp_path: Path) -> None:
    import red_hat  # type: ignore[import-not-found]

    library = tmp_path / "usr/lib/next-rung/_internal/libx++-3.so.1"
    library.parent.mkdir(parents=True)
    library.touch()
    recipe = tmp_path / "next-rung.spec"
    recipe.write_text(red_hat.filled(tmp_path, 1_800_000_000), encoding="utf-8")
    asked = ["--define", f"_dbpath {tmp_path}", "-q", "--queryformat", "%{VERSION} %{LICENSE}", str(recipe)]
    done = subprocess.run(["rpmspec", *asked], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (f"{__version__} MIT", "")
    pattern = re.findall(r"^%global __requires_exclude (.*)$", text_of(recipe), re.MULTILINE)[0].replace("\\\\", "\\")
    assert re.match(pattern, "libx++-3.so.1()(64bit)")
    assert not re.match(pattern, "libx11-3.so.1()(64bit)")


def unpacked(folder: Path, home: Path) -> dict[str, str]:
    """The archive as somebody unpacked it, without the program itself; the variables of that person."""
    import debian

    debian.place_share(folder / "share", 0)
    shutil.copy(LINUX / "install.sh", folder)
    (folder / "nextrung").write_text("#!/bin/sh\n", encoding="utf-8")
    home.mkdir()
    return {"HOME": str(home), "PATH": "/usr/bin:/bin"}


@pytest.mark.skipif(sys.platform != "linux", reason="menus of Linux desktops")
@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("name", ["next-rung-0.1.0", 'odd "name" $HOME `x` 100% & | \\ end'])
def test_that_the_archive_adds_itself_to_the_menu_and_takes_itself_out(name: str, tmp_path: Path) -> None:
    folder, home = tmp_path / name, tmp_path / "home"
    variables = unpacked(folder, home)
    subprocess.run(["sh", str(folder / "install.sh")], check=True, env=variables, stdout=subprocess.DEVNULL)
    share = home / ".local" / "share"
    entry = text_of(share / "applications" / "org.nextrung.NextRung.desktop")
    icon = re.findall(r"^Icon=(.*)$", entry, re.MULTILINE)[0]
    assert (share / "icons" / "hicolor" / "scalable" / "apps" / f"{icon}.svg").stat().st_size
    assert re.findall(r"^StartupWMClass=(.*)$", entry, re.MULTILINE) == ["nextrung"]
    line = re.findall(r"^Exec=(.*)$", entry, re.MULTILINE)[0]
    unescaped = line.replace("\\\\", "\\")  # of the value; then of what stands in quotes
    started = re.sub(r"\\(.)", r"\1", unescaped[1 : unescaped.rindex('"')]).replace("%%", "%")
    assert started == str(folder / "nextrung")
    assert line.endswith('" --open %f')
    assert (home / ".local" / "bin" / "nextrung").resolve() == folder / "nextrung"
    (share / "nextrung").mkdir()
    (share / "nextrung" / "nextrung.db").touch()
    remove = ["sh", str(folder / "install.sh"), "--remove"]
    subprocess.run(remove, check=True, env=variables, stdout=subprocess.DEVNULL)
    left = [path for path in home.rglob("*") if not path.is_dir() and share / "mime" not in path.parents]
    assert [path for path in left if path.suffix != ".cache"] == [share / "nextrung" / "nextrung.db"]
    assert not (share / "mime" / "packages" / "next-rung.xml").exists()


def test_that_the_source_archive_holds_every_file_of_the_project() -> None:
    import tomllib

    if not (PROJECT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("only a clone tells its files, and only where git is installed")
    settings = tomllib.loads(text_of(PROJECT / "pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["sdist"]
    listed = subprocess.run(["git", "ls-files"], check=True, capture_output=True, text=True, cwd=PROJECT)
    tops = {Path(name).parts[0] for name in listed.stdout.splitlines()}
    taken = {top for top in tops for one in settings["include"] if Path(f"/{top}").match(one)}
    assert tops - taken == {".gitignore", "pyproject.toml"}, "the builder adds these by itself"
