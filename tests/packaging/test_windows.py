"""What can be checked of the installer for Windows without Wine; `assets/packaging/windows/prove.py` tries it there."""

from __future__ import annotations

import re

import pytest
from tests.given_first import PROJECT

WINDOWS = PROJECT / "assets" / "packaging" / "windows"
LOCK = """# made by a tool
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
macholib==1.16.4 ; sys_platform == 'darwin' \\
    --hash=sha256:cc
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:dd
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:ee
pyyaml==6.0.3 \\
    --hash=sha256:ff
"""


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(WINDOWS.parent))
    monkeypatch.syspath_prepend(str(WINDOWS))


def test_that_what_counts_on_windows_is_fetched_by_its_hashes_and_nothing_else() -> None:
    import wine_system  # type: ignore[import-not-found]

    assert re.sub(" +", " ", wine_system.windows_requirements(LOCK)).splitlines() == [
        "colorama==0.4.6 --hash=sha256:aa --hash=sha256:bb",
        "numpy==2.4.6 --hash=sha256:dd",
        "pyyaml==6.0.3 --hash=sha256:ff",
    ]


def test_that_the_installer_and_the_recipe_call_the_programs_the_same() -> None:
    script = (WINDOWS / "next-rung.nsi").read_text(encoding="utf-8")
    recipe = (PROJECT / "build.spec").read_text(encoding="utf-8")
    assert '!define PROGRAM "Next Rung.exe"' in script
    assert 'WINDOW = "Next Rung" if sys.platform == "win32"' in recipe
    assert "RequestExecutionLevel user" in script


def test_that_removing_the_program_removes_nothing_of_a_person() -> None:
    script = (WINDOWS / "next-rung.nsi").read_text(encoding="utf-8")
    uninstall = script.partition('Section "Uninstall"')[2]
    gone = re.findall(r'^\s*RMDir /r "([^"]+)"', uninstall, re.MULTILINE)
    assert gone == ["$INSTDIR\\_internal", "$INSTDIR\\licences"]
    assert "${DATA}" not in "".join(re.findall(r"^\s*(?:Delete|RMDir).*$", uninstall, re.MULTILINE))
