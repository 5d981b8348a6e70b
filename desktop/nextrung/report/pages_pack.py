"""The pages of a pack: what the person wrote, and beside it what the program says, marked as such."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nextrung.evidence.coverage import AreaCoverage
from nextrung.evidence.example import PARTS, WorkExample
from nextrung.report import pages_gaps, pages_parts
from nextrung.report.audience import Contents, Part
from nextrung.report.blocks import Block, Bullets, Document, Heading, Paragraph, Section, StepBlock, TableBlock
from nextrung.report.build import build
from nextrung.report.model import ReportModel
from nextrung.report.pack import PackContents, PackMaterial
from nextrung.report.words import LANGUAGE, day, level, listed, lower_first, short, target_level, words

MOST_PROMPTS = 3
"""Areas that a talk about feedback asks about: those to work on first."""


def pack_document(material: PackMaterial, wanted: PackContents) -> Document:
    """All pages of a pack. What is not held, or not wanted, takes no room."""
    return _Pack(material, wanted).document()


class _Pack:
    """Writes the sections of one pack."""

    def __init__(self, material: PackMaterial, wanted: PackContents) -> None:
        self._material = material
        self._wanted = wanted
        self._parts = wanted.parts & material.held()
        self._say = words()
        self._who = material.person or self._say("someone")
        self._model = self._built()
        self._areas = {one.id: one.name for one in material.content.competencies}
        self._facets = {facet.id: facet.name for one in material.content.competencies for facet in one.facets}
        self._kinds = {kind.id: kind.label for kind in material.content.blueprint.scales.evidence}

    def _built(self) -> ReportModel | None:
        """The report that levels, plan and pay come from."""
        found: dict[str, Part] = {"plan": "plan", "pay": "pay", "notes": "notes"}
        wanted = frozenset(found[part] for part in self._parts if part in found)
        report = self._material.report
        return build(report, Contents("me", wanted)) if report is not None else None

    def document(self) -> Document:
        """The whole."""
        say, material, kind = self._say, self._material, self._wanted.kind
        return Document(
            title=say(f"pack.title_{kind}", self._who),
            language=LANGUAGE,
            running=" · ".join((say("running"), short(self._who), short(material.role.name), day(material.made_on))),
            purpose=self._purpose(),
            page=say("page"),
            of=say("of"),
            cover=None,
            sections=tuple(self._sections()),
            short_pages=True,
        )

    def _purpose(self) -> str:
        """What stands at the foot. A promotion case is made for a decision, so it says what of it must bear none."""
        if self._wanted.kind != "promotion":
            return self._say("purpose")
        return self._say("pack.purpose_promotion" if "levels" in self._parts else "pack.purpose_examples")

    def _sections(self) -> Iterator[Section]:
        order = {"interview": self._interview, "promotion": self._promotion, "feedback": self._feedback}
        yield Section("", tuple(self._opening()))
        yield from order[self._wanted.kind]()
        if "pay" in self._parts and self._model is not None:
            for section in pages_parts.pay(self._model):
                yield Section(self._by_program(section.title), section.blocks)

    def _opening(self) -> Iterator[Block]:
        say, material = self._say, self._material
        role = material.role.name if material.role.targets else ""
        yield Paragraph(" · ".join(one for one in (role, day(material.made_on)) if one), "muted")
        yield Paragraph(say("pack.marked", self._who), "note")

    def _by_program(self, title: str) -> str:
        return self._say("pack.by_program", title)

    def _app(self, text: str) -> Paragraph:
        return Paragraph(self._say("pack.program_says", text), "muted")

    # the three kinds

    def _interview(self) -> Iterator[Section]:
        if "gaps" in self._parts:
            yield from self._to_prepare()
        for area in self._material.areas:
            questions = self._questions(area) if "questions" in self._parts else []
            stories = area.examples if "stories" in self._parts else ()
            if questions:
                yield Section(self._name(area), questions, new_page=True)
            for one in stories:
                yield Section(self._material.clean(one.title), tuple(self._story(one)), new_page=True)

    def _promotion(self) -> Iterator[Section]:
        if "gaps" in self._parts:
            yield from self._to_prepare()
        if "questions" in self._parts:
            for area in self._material.areas:
                questions = self._questions(area)
                if questions:
                    yield Section(self._name(area), questions)
        yield from self._standing()
        yield from self._evidence()
        yield from self._plan()

    def _feedback(self) -> Iterator[Section]:
        if "questions" in self._parts:
            yield from self._prompts()
        if "gaps" in self._parts:
            yield from self._to_prepare()
        yield from self._standing()
        yield from self._evidence()
        yield from self._plan()

    # what the program says

    def _to_prepare(self) -> Iterator[Section]:
        missing = [
            self._say("pack.nothing_to_show", self._name(area), target_level(area.target))
            for area in self._material.areas
            if area.is_missing and area.target is not None
        ]
        for area in self._material.areas:
            missing += [
                self._say("pack.not_told", self._material.clean(one.title), listed(untold))
                for one in area.examples
                if (untold := self._untold(one))
            ]
        if missing:
            yield Section(self._by_program(self._say("pack.to_prepare")), (Bullets(missing),))

    def _untold(self, example: WorkExample) -> list[str]:
        parts = [part for part in PARTS if part != "note" and not getattr(example, part)]
        return [lower_first(self._say(f"pack.part_{part}")) for part in parts]

    def _questions(self, area: AreaCoverage) -> list[Block]:
        clean, told = self._material.clean, area.examples
        rows = [
            (
                one.question.ask,
                "\n".join(f"• {point}" for point in one.question.good),
                "\n".join(clean(example.title) for example in told if example.facet == one.facet) or "–",
            )
            for one in self._material.questions
            if one.competency == area.competency
        ]
        head = (self._by_program(self._say("pack.question")), self._by_program(self._say("pack.good")))
        columns = (*head, self._say("pack.to_tell"))
        return [TableBlock(columns, rows, (1.2, 1.6, 1.0), ("left",) * 3)] if rows else []

    def _prompts(self) -> Iterator[Section]:
        names = [one.name for one in self._model.focus[:MOST_PROMPTS]] if self._model is not None else []
        names = names or [self._name(area) for area in self._material.areas if area.target is not None][:MOST_PROMPTS]
        asked = [self._say(f"pack.prompt_{which}", name) for name in names for which in ("seen", "next")]
        if asked:
            yield Section(
                self._by_program(self._say("pack.to_ask")), (Bullets([*asked, self._say("pack.prompt_all")]),)
            )

    def _standing(self) -> Iterator[Section]:
        if "levels" in self._parts and self._model is not None:
            found = pages_gaps.section(self._model)
            third = self._wanted.kind == "promotion" and self._wanted.voice == "third"
            title = self._say("pack.standing_third", self._who) if third else self._say("pack.standing")
            yield Section(self._by_program(title), found.blocks)

    # what the person wrote

    def _evidence(self) -> Iterator[Section]:
        if "stories" not in self._parts:
            return
        blocks: list[Block] = []
        for area in self._material.areas:
            if area.examples:
                blocks.append(Heading(self._name(area)))
            for one in area.examples:
                blocks += [Paragraph(self._material.clean(one.title), "strong"), *self._facts(one)]
                blocks += [Paragraph(f"{name}: {text}") for name, text in self._told(one)]
        if blocks:
            third = self._wanted.kind == "promotion" and self._wanted.voice == "third"
            title = self._say("pack.evidence_third", self._who) if third else self._say("pack.evidence")
            yield Section(title, blocks)

    def _story(self, one: WorkExample) -> Iterator[Block]:
        yield from self._facts(one)
        for name, text in self._told(one):
            yield Heading(name)
            yield from (Paragraph(line) for line in text.splitlines() if line.strip())

    def _facts(self, one: WorkExample) -> Iterator[Block]:
        say = self._say
        facts = [self._areas_of(one), self._kinds.get(one.kind, ""), day(one.day) if one.day is not None else ""]
        if one.level is not None:
            facts.append(say("pack.speaks_for", level(one.level)))
        if any(facts):
            yield Paragraph(" · ".join(fact for fact in facts if fact), "muted")

    def _told(self, one: WorkExample) -> Iterator[tuple[str, str]]:
        """The parts that are told, each with its name; what was only noted, where notes are wanted."""
        for part in (*PARTS, "confirmed_by", "link"):
            text = getattr(one, part)
            if text and (part != "note" or "notes" in self._parts):
                yield self._say(f"pack.part_{part}"), self._material.clean(text)

    def _areas_of(self, one: WorkExample) -> str:
        return self._facets.get(one.facet, "")

    def _plan(self) -> Iterator[Section]:
        if "plan" not in self._parts or self._model is None:
            return
        cards = [pages_parts.step_card(step) for step in self._model.steps if step.state != "dropped"]
        if cards:
            blocks: tuple[Block, ...] = (self._app(self._say("pack.plan_line")), *map(self._cleaned, cards))
            yield Section(self._say("pack.plan"), blocks)

    def _cleaned(self, card: StepBlock) -> StepBlock:
        clean = self._material.clean
        return replace(
            card,
            title=clean(card.title),
            plans=tuple(map(clean, card.plans)),
            ticks=tuple((done, clean(text)) for done, text in card.ticks),
            lines=tuple(map(clean, card.lines)),
        )

    def _name(self, area: AreaCoverage) -> str:
        return self._areas.get(area.competency, "") or self._say("pack.elsewhere")
