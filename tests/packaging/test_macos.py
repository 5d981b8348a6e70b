"""What can be checked of the macOS app without a Mac."""

from __future__ import annotations

import plistlib
import struct
import sys
from pathlib import Path

import pytest
from tests.given_first import PROJECT

from nextrung import __version__

MACOS = PROJECT / "assets" / "packaging" / "macos"


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(MACOS))


def mach_o(*commands: bytes) -> bytes:
    """A Mach-O file for 64 bits with these load commands."""
    return struct.pack("<IIIIIIII", 0xFEEDFACF, 0, 0, 6, len(commands), sum(map(len, commands)), 0, 0) + b"".join(
        commands
    )


def build_version(major: int, minor: int) -> bytes:
    return struct.pack("<IIIIII", 0x32, 24, 1, major << 16 | minor << 8, 0, 0)


def version_min(major: int, minor: int) -> bytes:
    return struct.pack("<IIII", 0x24, 16, major << 16 | minor << 8, 0)


def test_that_info_plist_is_one_and_says_what_macos_asks_for() -> None:
    import bundle_info  # type: ignore[import-not-found]

    told = plistlib.loads(plistlib.dumps(bundle_info.info(__version__, (13, 0))))
    assert told["LSMinimumSystemVersion"] == "13.0"
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == __version__
    # an app that is one of these has no icon in the Dock and no menus
    assert not told.keys() & {"LSBackgroundOnly", "LSUIElement"}


def test_that_each_type_of_file_has_one_ending_without_a_point_in_it() -> None:
    import bundle_info

    told = bundle_info.info(__version__)
    endings = [one["UTTypeTagSpecification"]["public.filename-extension"] for one in told["UTExportedTypeDeclarations"]]
    assert endings == [["nextrung"], ["nextrung-questionnaire"], ["nextrung-reply"]]
    ranks = [
        (kind, one["LSHandlerRank"]) for one in told["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]
    ]
    assert ranks == [
        ("org.nextrung.data", "Owner"),
        ("org.nextrung.questionnaire", "Owner"),
        ("org.nextrung.reply", "Owner"),
        ("public.json", "Alternate"),
    ]


def test_that_the_app_needs_the_macos_of_its_most_demanding_part(tmp_path: Path) -> None:
    import bundle_info

    old, new, other = tmp_path / "old.so", tmp_path / "new.dylib", tmp_path / "data.bin"
    old.write_bytes(mach_o(b"\x19\0\0\0\x10\0\0\0" + bytes(8), version_min(10, 13)))
    new.write_bytes(mach_o(build_version(14, 2)))
    other.write_bytes(bytes(100))
    assert bundle_info.oldest_system([old, other]) == bundle_info.OLDEST
    assert bundle_info.oldest_system([old, new, other]) == (14, 2)
    both = mach_o(build_version(15, 1))
    head = struct.pack(">II", 0xCAFEBABE, 2) + struct.pack(">IIIII", 7, 3, 64, len(both), 3) * 2
    other.write_bytes(head.ljust(64, b"\0") + both)
    assert bundle_info.oldest_system([old, new, other]) == (15, 1)


def test_that_the_program_in_the_dock_is_no_command_of_a_terminal() -> None:
    recipe = (PROJECT / "build.spec").read_text(encoding="utf-8")
    assert 'console=sys.platform.startswith("linux")' in recipe


def test_that_the_hardened_runtime_is_loosened_for_what_is_needed_and_nothing_else() -> None:
    allowed = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.mark.skipif(sys.platform == "win32", reason="the script is for a shell of Unix")
def test_that_the_image_is_signed_and_notarised_only_where_identities_are_named() -> None:
    script = (MACOS / "make-dmg.sh").read_text(encoding="utf-8")
    for tool, variable in (("codesign --verify", "CODESIGN_IDENTITY"), ("notarytool submit", "NOTARY_PROFILE")):
        before = script.split("set -euo pipefail")[1].partition(tool)[0]
        assert before.rindex(f"${{{variable}:-}}") > before.rindex("\nif ")
