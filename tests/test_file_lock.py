"""The lock of the system, on Windows as far as it can be had elsewhere: its C library is stood in for."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from nextrung import file_lock
from nextrung.errors import DatabaseError, InUseError
from nextrung.store import lock as folder_lock

CONTENT = b'{"part": "somewhere"}'


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "note").write_bytes(CONTENT)
    number = os.open(tmp_path / "note", os.O_RDWR)
    yield number
    os.close(number)


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int, int, int], None]], ModuleType]:
    """The module as Windows loads it, over a ``locking`` of its C library."""

    def loaded(locking: Callable[[int, int, int], None]) -> ModuleType:
        library = SimpleNamespace(locking=locking, LK_NBLCK=2, LK_UNLCK=0)
        assert file_lock.__file__ is not None
        specification = spec_from_file_location("file_lock_of_windows", file_lock.__file__)
        assert specification is not None
        assert specification.loader is not None
        module = module_from_spec(specification)
        with monkeypatch.context() as pretended:
            pretended.setattr(sys, "platform", "win32")
            pretended.setitem(sys.modules, "msvcrt", library)
            specification.loader.exec_module(module)
        return module

    return loaded


def refusing(number: int) -> Callable[[int, int, int], None]:
    def locking(_file: int, _mode: int, _bytes: int) -> None:
        raise OSError(number, os.strerror(number))

    return locking


@pytest.mark.parametrize("number", [errno.EACCES, errno.EDEADLK, 0, errno.ENOENT])
def test_that_windows_and_wine_say_in_use_of_a_lock_that_another_program_has(
    number: int, tmp_path: Path, on_windows: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_lock, "lock", on_windows(refusing(number)).lock)
    with pytest.raises(InUseError):
        folder_lock.FolderLock(tmp_path).acquire()


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EBADF, errno.ENOMEM])
def test_that_a_disk_of_windows_without_locks_is_not_said_to_be_in_use(
    number: int, tmp_path: Path, on_windows: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_lock, "lock", on_windows(refusing(number)).lock)
    with pytest.raises(DatabaseError, match="cannot be locked") as caught:
        folder_lock.FolderLock(tmp_path).acquire()
    assert not isinstance(caught.value, InUseError)


def test_that_windows_locks_nothing_that_others_want_to_read(file: int, on_windows: Callable[..., ModuleType]) -> None:
    places = []
    os.lseek(file, 3, os.SEEK_SET)
    module = on_windows(lambda number, mode, size: places.append((os.lseek(number, 0, os.SEEK_CUR), mode, size)))
    module.lock(file)
    assert os.lseek(file, 0, os.SEEK_CUR) == 3, "who locks goes on to write where they were"
    module.unlock(file)
    (at, _, size), (again, _, _) = places
    assert (at, size) == (again, 1)
    assert at > len(CONTENT) + 1_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="a second lock of the same program, of Unix")
def test_that_a_held_lock_is_told_by_a_kind_of_its_own(file: int, tmp_path: Path) -> None:
    other = os.open(tmp_path / "note", os.O_RDWR)
    file_lock.lock(file)
    with pytest.raises(BlockingIOError):
        file_lock.lock(other)
    file_lock.unlock(file)
    file_lock.lock(other)
    os.close(other)
