"""Whether a folder is a safe place for a live database: one that a service copies about, or a network, is not."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nextrung import looking, windows_files
from nextrung.lazy import lazy

if TYPE_CHECKING:
    import ctypes
else:
    ctypes = lazy("ctypes")

SYNCED = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mobile documents", "iCloud Drive"),
    ("icloud", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("megasync", "MEGA"),
    ("proton drive", "Proton Drive"),
    ("protondrive", "Proton Drive"),
    ("kdrive", "kDrive"),
    ("synologydrive", "Synology Drive"),
    ("synology drive", "Synology Drive"),
    ("cloudstation", "Synology Drive"),
    ("yandex.disk", "Yandex.Disk"),
    ("yandex.disk.localized", "Yandex.Disk"),
    ("yandexdisk", "Yandex.Disk"),
    ("tresorit", "Tresorit"),
    ("my tresors", "Tresorit"),
    ("sync.com", "Sync"),
    ("box-box", "Box"),
    ("box drive", "Box"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
    ("box sync", "Box"),
    ("cloudstorage", "a cloud storage"),
)
"""How the names of folders of services that copy files about are called, or begin.

Such a service may copy a database and its log at different moments, so that the two do not belong together.
"""
WHOLE_NAMES = {"mega": "MEGA", "box": "Box", "sync": "Sync", "pcloud": "pCloud"}
"""Words that begin the names of other folders, too: the whole name must be that."""
MARKS = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".debris", "MEGA"),
    (".SynologyWorkingDirectory", "Synology Drive"),
    (".tresorit", "Tresorit"),
    (".tmp.drivedownload", "Google Drive"),
    (".sync", "Resilio"),
)
"""Files that such services leave in their folders."""
NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs", "lustre", "davfs", "afpfs"}
)
"""File systems over a network: SQLite's log needs memory that its programs share, which only one computer has."""
NETWORK_FUSE = ("sshfs", "rclone", "davfs", "gvfsd", "s3fs", "goofys", "glusterfs", "google-drive", "onedriver")
"""How the names of such file systems begin behind ``fuse.``."""
MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveType."""
_OTHERS = 0o077
"""Rights of anybody but the owner."""
_OCTAL = re.compile(r"\\([0-7]{3})")


class Risk(Struct, frozen=True):
    """Why a folder is dangerous: a service that copies files while they change, or a network. ``name`` says which."""

    kind: Literal["synced", "network"]
    name: str


def is_open_to_others(folder: Path, file: Path) -> bool:
    """Whether other accounts of this computer can read a file: neither it nor its folder is the owner's alone.

    So it is on file systems that keep no rights. Windows keeps them elsewhere, where the profile of an account is
    closed to others.
    """
    if sys.platform == "win32":
        return False
    try:
        return all(stat.S_IMODE(path.stat().st_mode) & _OTHERS for path in (folder, file))
    except OSError:
        return False


def risk(folder: Path, mounts: Path = MOUNTS) -> Risk | None:
    """The danger of a folder, or None. ``mounts`` lists the file systems, as Linux does."""
    folder = looking.resolved(folder)
    name = _network(folder, mounts)
    if name:
        return Risk("network", name)
    for one in (folder, *folder.parents):
        service = _service(one)
        if service:
            return Risk("synced", service)
    return None


def _service(folder: Path) -> str:
    """The service that a folder belongs to by its marks or its name, as in ``Nextcloud2`` or ``OneDrive - Firm``."""
    # Marks first: a folder may be called anything, but only the service leaves its marks there.
    for mark, service in MARKS:
        if _there(folder / mark):
            return service
    part = folder.name.lower()
    for start, service in SYNCED:
        rest = part.removeprefix(start)
        if part.startswith(start) and (not rest or rest[0] in " -_(" or rest.isdecimal()):
            return service
    return WHOLE_NAMES.get(part, "")


def _there(path: Path) -> bool:
    """Whether something is there; nothing is where it cannot be looked at."""
    try:
        return path.exists()
    except OSError:
        return False


def _network(folder: Path, mounts: Path) -> str:
    if windows_files.is_on_server(folder):
        return "network"
    if sys.platform == "win32":
        return "network" if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE else ""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_OCTAL.sub(_character, fields[1]))
        if len(point.parts) >= best and (folder == point or point in folder.parents):  # the last one lies on top
            best, found = len(point.parts), fields[2].lower()
    # File systems in user space are listed as "fuse.NAME"; plain "fuse" says nothing, so the name must.
    kind, _, fuse = found.partition(".")
    remote = kind in NETWORK or (kind == "fuse" and fuse.startswith(NETWORK_FUSE))
    return (fuse or kind) if remote else ""


def _character(octal: re.Match[str]) -> str:
    """Spaces and the like stand as three octal digits in a list of mounts."""
    return chr(int(octal.group(1), 8))
