"""The places of a fault campaign, what is done in them, and what the next start must find there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from tests import given
from tests.hardship import filled
from tests.hardship.modes import NEW_WORDS, WORDS, unlock
from tests.store import old_databases

from nextrung import paths
from nextrung.keys import held, keys_file
from nextrung.keys.data_key import DataKey
from nextrung.keys.refusals import WrongKeyError
from nextrung.store.backups import snapshot
from nextrung.store.backups.backup_folder import BackupFolder
from nextrung.store.sqlite import engine as sqlite3
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep

NAME = "Zdislava Qwertzová"
SECRETS = (NAME.encode(), b"privatenotehers", b"exampleline hers", b"steplinehers")
Rows = Mapping[str, frozenset[tuple[object, ...]]]
DATA, STICK, ELSEWHERE, OUT, INCOMING, OLD = "data", "stick", "elsewhere", "out", "incoming", "old"


class Operation(Struct, frozen=True):
    """What is done: ``act`` with an open workspace, or opening itself when there is none."""

    act: Callable[[Workspace, Path], object] | None
    changes: bool
    """Whether what the data holds is different afterwards."""
    data: str = DATA
    sealed: bool = False
    """Whether data and backups are encrypted before."""
    one_key: bool = False
    """Whether data and all copies must open with one passphrase afterwards, the old one or the new one."""
    hidden: bool = False
    """Whether nothing of what the data hold may stand in any file in plain, at any moment."""


def prepare(world: Path) -> None:
    """Two people, backups here and on a stick, a backup to restore, a file to import, and an older data file."""
    for name in (DATA, STICK, OUT, INCOMING, OLD):
        (world / name).mkdir(parents=True)
    with closing(open_workspace(world / DATA)) as workspace:
        workspace.safety.choose_second_folder(world / STICK)
        _live(workspace, "Tom", "his")
        _live(workspace, NAME, "hers")
        workspace.transfer.export_work(world / INCOMING / "all.nextrung")()
        workspace.safety.back_up("asked")
        workspace.add_person("Later")
        newest = workspace.safety.back_up("asked").backup
        shutil.copyfile(newest.path, world / INCOMING / "backup.db")
        workspace.people.edit(_id(workspace, NAME), name=NAME, tags=("now",))
        workspace.people.edit(_id(workspace, "Later"), name="Sooner")
    old_databases.make(world / OLD / paths.DATABASE, 4)


def open_workspace(folder: Path) -> Workspace:
    """The next start with a data folder, as the program makes it."""
    database = paths.data_folder(folder) / paths.DATABASE
    unlock(database)
    workspace = filled.open_workspace(database)
    workspace.finish_erasing()
    return workspace


def closed(world: Path) -> list[str]:
    """Backups that do not open with the passphrase that opens the data, or are not what their proofs say."""
    database = world / DATA / paths.DATABASE
    unlock(database)
    key = held.of_folder(database.parent)
    assert key is not None
    words = WORDS if _opens(key, database, WORDS) else NEW_WORDS
    found = [one for place in (DATA, STICK) for one in (world / place).rglob("nextrung-0*.db")]
    return [] if found and all(_opens(key, one, words) and _is_proven(one) for one in found) else list(map(str, found))


def _opens(key: DataKey, path: Path, words: str) -> bool:
    try:
        opened = keys_file.read(next(one for one in held.keys_beside(path) if one.exists())).by_passphrase(words)
    except WrongKeyError:
        return False
    return opened == key and held.opens(key, path)


def _is_proven(path: Path) -> bool:
    (backup,) = [one for one in BackupFolder(path.parent).backups() if one.path == path]
    return snapshot.prove(path) == backup.proof


def seal(world: Path) -> None:
    """Encrypt the data with all backups."""
    with closing(open_workspace(world / DATA)) as workspace:
        workspace.switch(workspace.encryption.encrypt_work(WORDS, None))
        workspace.encryption.seal_plain_copies_work()()


def _live(workspace: Workspace, name: str, mark: str) -> None:
    person = workspace.add_person(name)
    workspace.people.save_notes(person.id, f"privatenote{mark} " * 300)
    assessment = workspace.start("quick")
    for answer in list(given.answered("quick").values())[:3]:
        assessment = workspace.answer(assessment, replace(answer, note=f"exampleline {mark}"))
    workspace.plan.add_own(OwnStep(f"stepline{mark}"))


def _id(workspace: Workspace, name: str) -> str:
    return next(one.id for one in workspace.people.everyone() if one.name == name)


def _move(workspace: Workspace, world: Path) -> None:
    workspace.safety.copy_work(world / ELSEWHERE)()
    workspace.move(world / ELSEWHERE)


def _restore(workspace: Workspace, world: Path) -> None:
    prepared = workspace.safety.prepare_work(world / INCOMING / "backup.db")()
    try:
        workspace.restore(prepared)
    finally:
        prepared.discard()


def _import(workspace: Workspace, world: Path) -> None:
    workspace.transfer.take_in(workspace.transfer.reading_work(world / INCOMING / "all.nextrung")())


def _erase(workspace: Workspace, _world: Path) -> None:
    workspace.erase_work(_id(workspace, NAME), backups=True)()


def _encrypt(workspace: Workspace, _world: Path) -> None:
    workspace.switch(workspace.encryption.encrypt_work(WORDS, None))


def _decrypt(workspace: Workspace, _world: Path) -> None:
    workspace.switch(workspace.encryption.decrypt_work())


def _seal_copies(workspace: Workspace, _world: Path) -> None:
    workspace.switch(workspace.encryption.encrypt_work(WORDS, None))
    workspace.encryption.seal_plain_copies_work()()


def _new_key(workspace: Workspace, _world: Path) -> None:
    workspace.switch(workspace.encryption.new_key_work(WORDS, NEW_WORDS, None))


_PLAIN: Mapping[str, Operation] = {
    "move": Operation(_move, changes=False),
    "erase": Operation(_erase, changes=True),
    "backup": Operation(lambda workspace, _: workspace.safety.back_up("asked"), changes=False),
    "restore": Operation(_restore, changes=True),
    "import": Operation(_import, changes=True),
    "export": Operation(lambda workspace, world: workspace.transfer.export_work(world / OUT / "all.nextrung")(), False),
    "migration": Operation(None, changes=True, data=OLD),
}
OPERATIONS: Mapping[str, Operation] = {
    **_PLAIN,
    **{
        f"{name} encrypted": replace(
            one, sealed=True, hidden=name not in ("restore", "export")
        )  # of and to plain files
        for name, one in _PLAIN.items()
        if one.data == DATA
    },
    "encrypt": Operation(_encrypt, changes=False),
    "encrypt and seal backups": Operation(_seal_copies, changes=False),
    "decrypt": Operation(_decrypt, changes=False, sealed=True),
    "new key": Operation(_new_key, changes=False, sealed=True, hidden=True, one_key=True),
}


def rows(database: Path) -> Rows:
    """Every row of a data file by table, apart from settings and what the program keeps by itself."""
    unlock(database)
    found = filled.rows(database)
    return {name: frozenset(lines) for name, lines in found.items() if name not in ("setting", "questionnaire")}


def holds(found: Rows, wanted: Rows) -> bool:
    """Whether all wanted rows are there and nothing else; a newer schema may have added columns and tables."""
    for name, lines in wanted.items():
        width = len(next(iter(lines), ()))
        if {line[:width] for line in found.get(name, frozenset())} != set(lines):
            return False
    return all(not lines for name, lines in found.items() if name not in wanted)


def lies_somewhere(world: Path, wanted: tuple[Rows, ...]) -> bool:
    """Whether any file below holds one of the wanted states."""
    for path in world.rglob("*"):
        try:
            if path.is_file() and path.read_bytes()[:6] == b"SQLite" and any(holds(rows(path), one) for one in wanted):
                return True
        except sqlite3.Error:
            continue
    return False


def traces(world: Path) -> list[str]:
    """Files that still hold something of the person who was erased; what lies outside the program does not count."""
    outside = world / INCOMING
    files = [path for path in world.rglob("*") if path.is_file() and outside not in path.parents]
    return [str(path.relative_to(world)) for path in files if any(one in path.read_bytes() for one in SECRETS)]


def left_behind(world: Path) -> list[str]:
    """Unfinished files and folders that a broken off piece of work left."""
    unfinished = (
        "*.part",
        "*.part-*",
        "restoring-*",
        "recovering-*",
        "*.new",
        "*.recoded*",
        "*.renewed*",
        "*.keys.copies",
    )
    return [str(path.relative_to(world)) for one in unfinished for path in world.rglob(one)]
