"""``nextrung report``: reports without a window, of answers files or of the data folder, one or many at once."""

from __future__ import annotations

import argparse
import glob
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nextrung import looking, paths, resources, terminal
from nextrung.clock import utc_now
from nextrung.commands import named
from nextrung.commands.force import add_force
from nextrung.commands.parts_asked import one_of_these, parts_of
from nextrung.commands.safekeeping import require_database
from nextrung.commands.score import roles_in_words
from nextrung.counting import counted
from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.option_parser import add_command
from nextrung.report.audience import AUDIENCES, PARTS, contents
from nextrung.report.formats import FORMATS, ExportFormat, file_name, format_of, known_format, names, rendered
from nextrung.report.saving import require_free, save
from nextrung.terminal import PlainStream
from nextrung.workspace import Workspace, find_role, fitting_role

if TYPE_CHECKING:
    from nextrung.commands import installed
    from nextrung.report import answers_in, batch, pdf, template
    from nextrung.report import build as report_build
    from nextrung.report import material as report_material
    from nextrung.report import pages as report_pages
    from nextrung.salary import files as salary_files
    from nextrung.salary import model as salary_model
else:
    installed = lazy("nextrung.commands.installed")
    answers_in = lazy("nextrung.report.answers_in")
    batch = lazy("nextrung.report.batch")
    report_build = lazy("nextrung.report.build")
    report_material = lazy("nextrung.report.material")
    report_pages = lazy("nextrung.report.pages")
    pdf = lazy("nextrung.report.pdf")
    template = lazy("nextrung.report.template")
    salary_files = lazy("nextrung.salary.files")
    salary_model = lazy("nextrung.salary.model")

BAR = 30
"""Characters of the progress bar."""


class ReportError(NextRungError):
    """A report that cannot be made as it was asked for."""


class _Wish(Struct, frozen=True):
    """What is asked for: audience and parts, role, paper."""

    audience: str
    more: tuple[str, ...]
    less: tuple[str, ...]
    role: str | None
    paper: Any


def add_commands(commands: Any) -> None:
    """Add the command with its options."""
    endings = " ".join(one.ending for one in FORMATS)
    report = add_command(commands, "report", "write the report of an answers file, or of the data folder")
    report.more = roles_in_words
    report.add_argument(
        "answers",
        type=Path,
        nargs="*",
        metavar="ANSWERS",
        help="answers files; without one, the newest result of --person",
    )
    report.add_argument("--out", type=Path, metavar="FILE", help=f"the file to write: {endings}")
    report.add_argument("--out-dir", type=Path, metavar="DIR", help="the folder for the reports of many files")
    report.add_argument("--format", metavar="NAME", help=f"{names()}; {FORMATS[0].name} when left out")
    named.add_person(report, "result")
    report.add_argument("--role", metavar="ID", help="the role profile to compare with")
    report.add_argument(
        "--questionnaire", metavar="ID", help="the questionnaire of the answers, of the newest result, or of --template"
    )
    report.add_argument(
        "--for", dest="audience", default="me", metavar="WHO", help=f"who it is for: {one_of_these(AUDIENCES)}"
    )
    report.add_argument(
        "--with", dest="more", default="", metavar="PARTS", help=f"parts to add, commas between: {one_of_these(PARTS)}"
    )
    report.add_argument("--without", dest="less", default="", metavar="PARTS", help="parts of these to leave out")
    report.add_argument("--paper", default="a4", metavar="NAME", help="a4 or letter")
    report.add_argument("--template", choices=("quick", "full"), help="write an empty spreadsheet to answer instead")
    add_force(report)
    report.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write what was asked for; 0 when all of it is written, 1 otherwise. Raises NextRungError in one sentence."""
    if chosen.template:
        return _template(chosen)
    wish = _wish(chosen)
    if chosen.out is None and chosen.out_dir is None:
        raise ReportError("Say where to: --out FILE for one report, --out-dir DIR for many.")
    if chosen.out is not None and chosen.out_dir is not None:
        raise ReportError("Give --out FILE or --out-dir DIR, not both.")
    if not chosen.answers:
        return _of_data_folder(chosen, wish)
    if chosen.person:
        raise ReportError("--person is for results that are kept here; leave it out where files of answers are named.")
    chosen.answers = tuple(found for given in chosen.answers for found in _found(given))
    if chosen.out is not None and len(chosen.answers) > 1:
        raise ReportError(f"{len(chosen.answers)} files cannot go into one report; use --out-dir DIR.")
    if chosen.out is not None:
        require_free([chosen.out], chosen.answers, replace=chosen.force)
        print(_maker(chosen, wish)(chosen.answers[0]))
        return 0
    return _many(chosen, wish)


def _found(given: Path) -> Sequence[Path]:
    """The files that a name stands for: itself, or those that fit it where the shell has not put them in its place.

    Raises ReportError when it has signs for any letters, and no file fits.
    """
    if looking.is_there(given) or not glob.has_magic(str(given)):
        return (given,)
    fitting = sorted(glob.glob(str(given)))  # noqa: PTH207  (one of pathlib takes no absolute pattern)
    if not fitting:
        raise ReportError(f"There is no file that fits {given}; name the answers files to report on.")
    return tuple(map(Path, fitting))


def _wish(chosen: argparse.Namespace) -> _Wish:
    if chosen.paper not in pdf.PAPERS:
        raise ReportError(f"--paper is “{chosen.paper}”; allowed are {', '.join(pdf.PAPERS)}.")
    more, less = parts_of(chosen.more), parts_of(chosen.less)
    contents(chosen.audience, more, less)  # raises before anything is read or written
    return _Wish(chosen.audience, more, less, chosen.role, chosen.paper)


def _kind(chosen: argparse.Namespace) -> ExportFormat:
    if chosen.format is not None:
        kind = known_format(chosen.format)
        # A file whose ending says something else than its content opens in the wrong program.
        if chosen.out is not None and format_of(chosen.out) != kind:
            raise ReportError(f"{chosen.out.name} does not end in {kind.ending}, as --format asks for.")
        return kind
    return format_of(chosen.out) if chosen.out is not None else FORMATS[0]


def _maker(chosen: argparse.Namespace, wish: _Wish) -> Callable[[Path], Path]:
    """What turns one answers file into one report."""
    kind = _kind(chosen)
    editions = installed.editions(chosen.data_dir, chosen.questionnaire)
    pay = report_material.PayMaterial(salary_files.load(resources.assets("salary")), salary_model.PayChoice())
    now = utc_now()

    def make(source: Path) -> Path:
        reading = answers_in.read_answers(source, editions)
        installed.require_about(chosen.questionnaire, source.name, reading.edition.id)
        if reading.problems:
            raise ReportError(f"{source.name}: {reading.problems[0].problem}")
        questionnaire = reading.edition.content
        role = find_role(questionnaire, wish.role) if wish.role is not None else questionnaire.first_role
        moments = answers_in.moments_of(reading, now)
        done = report_material.Finished(reading.form, reading.answers, questionnaire, *moments)
        paid = pay if questionnaire.has_pay else None
        material = report_material.Material(reading.person, done, role, now, pay=paid)
        return _write(material, wish, kind, chosen.out or _out_of(source, chosen.out_dir, kind))

    return make


def _out_of(source: Path, folder: Path, kind: ExportFormat) -> Path:
    """Where the report of one of many answers files goes."""
    return folder / f"{source.name.removesuffix(source.suffix)}{kind.ending}"


def _write(material: Any, wish: _Wish, kind: ExportFormat, out: Path) -> Path:
    model = report_build.build(material, contents(wish.audience, wish.more, wish.less))
    if kind.warning is not None and (warning := kind.warning(report_pages.report_document(model))):
        terminal.say(f"{out.name}: {warning}")
    save(out, rendered(model, kind, material.now, wish.paper))
    return out


def _many(chosen: argparse.Namespace, wish: _Wish) -> int:
    # A file that a pattern and a name both stand for is reported on once.
    sources = tuple(dict.fromkeys(chosen.answers))
    _require_own_names(sources)
    make, kind = _maker(chosen, wish), _kind(chosen)
    outs = [_out_of(source, chosen.out_dir, kind) for source in sources]
    require_free(outs, sources, replace=chosen.force)
    try:
        chosen.out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"The folder {chosen.out_dir} cannot be made: {error.strerror or error}.") from error
    problems = []
    for outcome in _with_progress(batch.write_all(sources, make), len(sources)):
        if outcome.written is None:
            problems.append(outcome.problem)
        else:
            print(outcome.written)
    # Of a single file its own problem says it all.
    if problems and len(sources) > 1:
        problems.append(f"{len(sources) - len(problems)} of {len(sources)} reports are written.")
    if problems:
        terminal.say("\n".join(problems))
    return 1 if problems else 0


def _require_own_names(sources: Iterable[Path]) -> None:
    """Raise ReportError when two files would be written under one name."""
    names: dict[str, Path] = {}
    for source in sources:
        # File systems of Windows and macOS take names that differ in case for one.
        other = names.setdefault(source.stem.casefold(), source)
        if other is not source:
            raise ReportError(f"{other} and {source} would both become {source.stem}; rename one of them.")


def _with_progress(outcomes: Iterable[Any], total: int) -> Iterable[Any]:
    """The outcomes, with a bar on standard error when that is a terminal."""
    bar = sys.stderr
    for done, outcome in enumerate(outcomes, start=1):
        if isinstance(bar, PlainStream) and bar.isatty():
            filled = BAR * done // total
            end = "\n" if done == total else ""
            bar.overwrite(f"[{'#' * filled}{'.' * (BAR - filled)}] {done} of {total}{end}")
        yield outcome


def _of_data_folder(chosen: argparse.Namespace, wish: _Wish) -> int:
    """The newest finished assessment of the person who is named, or open, with plan, history and pay as kept."""
    database = require_database(paths.data_folder(chosen.data_dir, make=False))
    kind = _kind(chosen)
    workspace = Workspace.look(database, resources.questionnaire_folders(), resources.assets("salary"))
    try:
        named.turn_to(workspace, chosen.person)
        if chosen.questionnaire is not None:
            workspace.questionnaires.look_at(chosen.questionnaire)
        assessment = workspace.latest()
        if assessment is None:
            raise ReportError(_nothing_finished(workspace, chosen))
        role = (
            find_role(assessment.content, wish.role)
            if wish.role is not None
            else fitting_role(assessment.content, workspace.role)
        )
        # All of it is read here: the workspace is closed before typesetting, which takes seconds.
        material = workspace.reports.material(assessment, role)
    finally:
        workspace.close()
    out = chosen.out
    if out is None:
        out = chosen.out_dir / file_name(report_build.build(material, contents(wish.audience)), kind)
    require_free([out], replace=chosen.force)
    print(_write(material, wish, kind, out))
    return 0


def _nothing_finished(workspace: Workspace, chosen: argparse.Namespace) -> str:
    """Why there is nothing to report: of the person who is open, or of anybody."""
    current = workspace.person
    others = workspace.people.summary.finished().keys() - {current.id if current is not None else ""}
    if not others:
        return "There is no finished assessment yet, so there is nothing to report."
    who = "The person who is open" if not chosen.person else f"“{current.name if current is not None else ''}”"
    one, many = "1 other person has one", "{0} other people have one"
    said = f"{counted(len(others), one, many)}; say whose report it is with --person."
    return f"{who} has no finished assessment on this questionnaire; {said}"


def _template(chosen: argparse.Namespace) -> int:
    if chosen.out is None or chosen.out.suffix.lower() != ".xlsx":
        raise ReportError("Say where the spreadsheet goes: --out FILE.xlsx.")
    newest = installed.editions(chosen.data_dir, chosen.questionnaire)[0]
    require_free([chosen.out], replace=chosen.force)
    save(chosen.out, template.as_template(newest.content, chosen.template))
    print(chosen.out)
    return 0
