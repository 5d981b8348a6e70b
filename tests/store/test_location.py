"""Which places are dangerous for a live database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nextrung.store import location
from nextrung.store.location import MARKS, Risk, risk

MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
/dev/sda2 /home ext4 rw 0 0
server:/export /home/jana/office nfs4 rw 0 0
//nas/share /mnt/nas cifs rw 0 0
jana@host:/ /mnt/my\\040server fuse.sshfs rw 0 0
/dev/fuse /mnt/ntfs fuseblk rw 0 0
remote:stuff /mnt/cloud fuse.rclone rw 0 0
server:/old /mnt/twice nfs rw 0 0
/dev/sdb1 /mnt/twice ext4 rw 0 0
/dev/sdb1 /mnt/under ext4 rw 0 0
server:/new /mnt/under nfs rw 0 0
half
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/home/jana/office/nextrung", "nfs4"),
        ("/home/jana/office", "nfs4"),
        ("/mnt/nas/data", "cifs"),
        ("/mnt/my server/data", "sshfs"),
        ("/mnt/cloud", "rclone"),
        ("/mnt/under/data", "nfs"),
    ],
)
def test_that_a_network_is_told_by_the_list_of_mounts(mounts: Path, folder: str, name: str) -> None:
    assert risk(Path(folder), mounts) == Risk("network", name)


@pytest.mark.parametrize(
    "folder", ["/home/jana/.local/share/nextrung", "/mnt/ntfs/data", "/mnt/twice/data", "/home/jana/officer", "/"]
)
def test_that_disks_of_this_computer_are_no_danger(mounts: Path, folder: str) -> None:
    assert risk(Path(folder), mounts) is None


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/jana/Dropbox/data", "Dropbox"),
        ("/home/jana/Dropbox (Personal)", "Dropbox"),
        ("/Users/jana/OneDrive - Contoso/notes/nextrung", "OneDrive"),
        ("/Users/jana/Library/Mobile Documents/x", "iCloud Drive"),
        ("/Users/jana/iCloudDrive/x", "iCloud Drive"),
        ("/Users/jana/Library/CloudStorage/GoogleDrive-jana@example.org/My Drive", "Google Drive"),
        ("/Users/jana/Library/CloudStorage/Other", "a cloud storage"),
        ("/home/jana/Nextcloud/a/b/c", "Nextcloud"),
        ("/home/jana/MEGAsync/a", "MEGA"),
        ("/home/jana/MEGA/a", "MEGA"),
        ("/home/jana/Box/a", "Box"),
        ("/home/jana/Box Sync", "Box"),
        ("/home/jana/Box-Box/a", "Box"),
        ("/Users/jana/Yandex.Disk.localized", "Yandex.Disk"),
        ("/home/jana/Proton Drive/jana@proton.me/My files", "Proton Drive"),
        ("/home/jana/kDrive/a", "kDrive"),
        ("/home/jana/kDrive2", "kDrive"),
        ("/home/jana/Sync/a", "Sync"),
        ("/home/jana/SynologyDrive/a", "Synology Drive"),
        ("/home/jana/Yandex.Disk/a", "Yandex.Disk"),
        ("/home/jana/Tresorit/a", "Tresorit"),
        ("/home/jana/Nextcloud2/a", "Nextcloud"),
        ("/home/jana/Nextcloud (2)", "Nextcloud"),
    ],
)
def test_that_folders_of_services_are_known_by_their_names(mounts: Path, folder: str, service: str) -> None:
    assert risk(Path(folder), mounts) == Risk("synced", service)


@pytest.mark.parametrize(
    "folder",
    [
        "/home/jana/dropboxes",
        "/home/jana/mega-project",
        "/home/megan",
        "/home/inbox",
        "/home/jana/box-designs",
        "/home/sync2",
    ],
)
def test_that_names_that_only_look_alike_are_no_danger(mounts: Path, folder: str) -> None:
    assert risk(Path(folder), mounts) is None


@pytest.mark.parametrize(("mark", "service"), MARKS)
def test_that_folders_of_services_are_known_by_what_lies_in_them(
    mounts: Path, tmp_path: Path, mark: str, service: str
) -> None:
    inside = tmp_path / "shared" / "deep"
    inside.mkdir(parents=True)
    assert risk(inside, mounts) is None
    (tmp_path / "shared" / mark).mkdir()
    assert risk(inside, mounts) == Risk("synced", service)


def test_that_a_link_does_not_hide_where_a_folder_lies(mounts: Path, tmp_path: Path) -> None:
    real = tmp_path / "Dropbox" / "data"
    real.mkdir(parents=True)
    link = tmp_path / "data"
    link.symlink_to(real, target_is_directory=True)
    assert risk(link, mounts) == Risk("synced", "Dropbox")


def test_that_without_a_list_of_mounts_names_still_count(tmp_path: Path) -> None:
    assert risk(Path("/home/jana/x"), tmp_path / "none") is None
    assert risk(Path("/home/jana/Dropbox"), tmp_path / "none") == Risk("synced", "Dropbox")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_that_a_file_is_open_to_others_only_where_its_folder_is_too(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()
    for folder_mode, file_mode, is_open in ((0o700, 0o644, False), (0o755, 0o600, False), (0o755, 0o644, True)):
        tmp_path.chmod(folder_mode)
        file.chmod(file_mode)
        assert location.is_open_to_others(tmp_path, file) is is_open
    assert not location.is_open_to_others(tmp_path, tmp_path / "nowhere")
