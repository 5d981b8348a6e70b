"""A bare Debian in a folder, to try packages in, and the commands that proofs run."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PROOF = PROJECT / "build" / "proof"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def say(words: str) -> None:
    """Name the proof that comes next."""
    print(f"=== {words}", flush=True)


def run(*command: str | Path, **settings: object) -> str:
    """Run a command; its output, or an end with everything it said."""
    words = [str(one) for one in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, **settings)  # type: ignore[call-overload]
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(words)}\n{done.stdout}{done.stderr}")
    return str(done.stdout)


def inside(root: Path, command: str, user: str = "root", variables: Sequence[str] = ()) -> str:
    """What a shell command prints in a bare system, by one of its users, with only these variables set."""
    home = "/root" if user == "root" else f"/home/{user}"
    plain = ["env", "-i", f"HOME={home}", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", f"PATH={PATH}", *variables]
    who = [] if user == "root" else ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
    return run("chroot", root, *plain, *who, "sh", "-c", command)


def base_of(suite: str, mirror: str = "") -> Path:
    """A Debian of this name with nothing but its base; made once and kept for the next run."""
    base = PROOF / ("base" if suite == "bookworm" else f"base-{suite}")
    if not (base / "whole").exists():
        say(f"making a bare Debian ({suite})")
        shutil.rmtree(base, ignore_errors=True)
        base.parent.mkdir(parents=True, exist_ok=True)
        place = (mirror,) if mirror else own_mirror()
        run("debootstrap", "--variant=minbase", "--include=ca-certificates", suite, base, *place)
        (base / "whole").touch()
    return base


def own_mirror() -> tuple[str, ...]:
    """The archive that this machine itself uses; none where it names none, for then the tool knows one."""
    for path in sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("URIs:"):
                return (line.split()[1],)
    return ()


@contextmanager
def bare_system(suite: str, mirror: str = "") -> Iterator[Path]:
    """A copy of such a Debian to install things in; gone afterwards."""
    base = base_of(suite, mirror)
    root = Path(tempfile.mkdtemp(prefix="root-", dir=PROOF))
    try:
        run("cp", "-a", f"{base}/.", root)
        with connected(root):
            yield root
    finally:
        run("rm", "-rf", "--one-file-system", root)


@contextmanager
def connected(root: Path) -> Iterator[None]:
    """This machine's own way to the archive, its processes and devices, in a system in a folder."""
    for pattern in ("etc/apt/apt.conf.d/99*", "etc/resolv.conf", "etc/hosts"):
        for path in Path("/").glob(pattern):
            shutil.copy(path, root / path.relative_to("/"))
    certificates = Path("etc/ssl/certs/ca-certificates.crt")
    if (Path("/") / certificates).exists():
        shutil.copy(Path("/") / certificates, root / certificates)
    with ExitStack() as to_the_end:
        for place, kind in (("proc", "proc"), ("dev", "devtmpfs")):
            run("mount", "-t", kind, kind, root / place)
            to_the_end.callback(subprocess.run, ["umount", "-l", str(root / place)], check=False, capture_output=True)
        yield
