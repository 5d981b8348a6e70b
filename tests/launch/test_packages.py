"""Installing the packages: the progress that is shown, and the sentence when it fails."""

import pytest

from launcher.packages import PackageCount, failure_reason, installer_settings

LOCK = """\
# a comment that says alpha==1
alpha==1.0 \\
    --hash=sha256:0
beta-two==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:1
beta-two==2.1 ; python_full_version >= '3.12' \\
    --hash=sha256:2
"""


def test_that_progress_counts_packages_of_this_system_only() -> None:
    count = PackageCount(LOCK)
    count.read("Ignoring beta-two: markers \"python_full_version >= '3.12'\" don't match your environment\n")
    count.read("Collecting alpha==1.0 (from -r requirements.lock (line 2))\n")
    assert str(count) == "Setting up: 1 of 2 packages"
    count.read("Processing ./beta_two-2.0.whl\n")
    assert str(count) == "Setting up: 2 of 2 packages"


def test_that_unpacking_is_shown_as_such() -> None:
    count = PackageCount(LOCK)
    assert count.read("Installing collected packages: alpha, beta-two\n")
    assert str(count) == "Setting up: unpacking 3 packages"


def test_that_other_words_of_the_installer_change_nothing() -> None:
    count = PackageCount(LOCK)
    assert not count.read("[notice] A new release of pip is available: 23.0 -> 26.3\n")
    assert str(count) == "Setting up: 0 of 3 packages"


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (
            ["WARNING: Retrying after NewConnectionError('...')\n", "ERROR: No matching distribution found for x\n"],
            "check the internet connection",
        ),
        (["ERROR: Could not find a version that satisfies alpha (from versions: none)\n"], "internet connection"),
        (["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"], "disk is full"),
        (["noise\n", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n"], "THESE PACKAGES DO NOT MATCH THE HASHES"),
        (["Traceback\n"], "without saying why"),
    ],
)
def test_that_a_failure_is_one_clause_with_its_mend(output: list[str], reason: str) -> None:
    clause = failure_reason(output)
    assert reason in clause
    assert "start again" in clause
    assert "\n" not in clause


def test_that_settings_that_lead_packages_elsewhere_are_dropped_and_others_kept() -> None:
    mine = {"PIP_TARGET": "/tmp/x", "PIP_USER": "1", "PYTHONPATH": "/tmp/y", "PIP_CERT": "/my/cert"}  # noqa: S108
    settings = installer_settings(mine)
    assert "PIP_TARGET" not in settings
    assert "PYTHONPATH" not in settings
    assert settings["PIP_USER"] == "0"
    assert settings["PIP_CERT"] == "/my/cert"
