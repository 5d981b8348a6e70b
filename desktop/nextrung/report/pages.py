"""The pages of a report: the model in words, block by block, in the order a reader wants them."""

from __future__ import annotations

from msgspec.structs import replace

from nextrung.report import pages_areas, pages_back, pages_gaps, pages_manager, pages_parts, pages_talk
from nextrung.report.blocks import CoverPage, Document
from nextrung.report.model import ReportModel
from nextrung.report.words import LANGUAGE, day, words


def report_document(model: ReportModel) -> Document:
    """All pages of a report, as its audience reads them."""
    return pages_manager.document(model) if model.audience == "manager" else _whole(model)


def _whole(model: ReportModel) -> Document:
    say, gaps, talk = words(), pages_gaps.section(model), pages_talk.sections(model)
    return Document(
        title=f"{say('cover.title')}: {model.head.person or say('someone')}, {model.head.role}",
        language=LANGUAGE,
        running=pages_gaps.running(model),
        purpose=say("purpose"),
        page=say("page"),
        of=say("of"),
        cover=_cover(model),
        sections=(
            *talk,
            # after points to talk about it goes on where they end, or their page would be left half empty
            replace(gaps, new_page=not talk),
            *pages_areas.sections(model),
            *pages_parts.sections(model),
            *pages_back.sections(model),
        ),
    )


def _cover(model: ReportModel) -> CoverPage:
    say, head = words(), model.head
    form = say.counted("cover.form_line", model.asked, model.answered, say(f"form.{head.form}"))
    facts = [
        (say("cover.person"), head.person),
        (say("cover.role"), head.role),
        (say("cover.form"), form),
        (say("cover.finished"), day(head.completed_at)),
        (say("cover.questionnaire"), say("cover.version", head.title, head.version)),
        (say("cover.for"), say(f"audience.{model.audience}")),
        (say("cover.made"), day(head.made_on)),
    ]
    return CoverPage(
        kicker=say("running"),
        title=say("cover.title"),
        subtitle=say("cover.against", head.role),
        facts=tuple((name, value) for name, value in facts if value),
        figures=pages_gaps.figures(model),
        paragraphs=tuple((say(f"cover.{key}"), say(f"cover.{key}_text")) for key in ("is", "is_not", "surer")),
        warning=say("cover.low") if model.quality.grade == "low" else "",
        purpose=say("purpose"),
    )
