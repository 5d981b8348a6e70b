"""Tables of a .docx: a head that is said again on every page, widths that fit the texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from nextrung.report import docx_styles as styles
from nextrung.report.blocks import HeatMap, TableBlock

LETTER_MM = 1.8
"""Width of a letter at the size of tables, on average; a little is left over."""
PADDING_MM = 6.0
WIDEST_MM = 45.0
"""A column without a share of its own is as wide as its texts, up to this."""
LONGEST_WHOLE = 1500
"""Characters of a cell from which on its row may break over pages: it might fill one alone."""
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def plain_table(made: DocxDocument, table: TableBlock) -> None:
    """A table with one row of column names."""
    cells = _grid(made, table.head, table.rows, _widths(table), styles.SMALL if table.small else styles.CELL)
    for row in cells:
        for cell, align in zip(row, table.align, strict=True):
            cell.paragraphs[0].alignment = SIDES[align]


def heat_table(made: DocxDocument, heat: HeatMap) -> None:
    """People by areas; levels at or above target are bold, those below tinted by how far."""
    rows = [(name, *(text for text, _ in found)) for name, found in heat.rows]
    first = min(WIDEST_MM, max(PADDING_MM + LETTER_MM * len(row[0]) for row in [(heat.corner,), *rows]))
    others = (styles.PICTURE_MM - first) / max(1, len(heat.columns))
    cells = _grid(made, (heat.corner, *heat.columns), rows, [first, *(others for _ in heat.columns)])
    for line in cells:
        for cell in line[1:]:
            cell.paragraphs[0].alignment = SIDES["center"]
    for row, (_, found) in zip(cells[1:], heat.rows, strict=True):
        for cell, (_, off) in zip(row[1:], found, strict=True):
            styles.shade(cell, _tint(off))
            for run in cell.paragraphs[0].runs:
                # Not by colour alone: who prints in grey, or cannot tell the tints apart, sees it as well.
                run.bold = off is not None and off >= 0


def _grid(
    made: DocxDocument,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    style: str = styles.CELL,
) -> list[list[Any]]:
    """A table with these texts; returns its cells. Cells are kept: the library looks each up anew, slowly."""
    table = made.add_table(len(rows) + 1, len(head), styles.GRID)
    # Else widths are only a wish: word processors fit the columns to the texts as they see fit.
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    cells, ids = [list(row.cells) for row in table.rows], styles.style_ids(made)
    for number, (row, texts) in enumerate(zip(cells, [head, *rows], strict=True)):
        for cell, width, text in zip(row, widths, texts, strict=True):
            cell.width = Mm(width)
            line = cell.paragraphs[0]
            styles.wear(line, ids[style])
            # None leaves what the style says; False would take it away.
            line.add_run(text).bold = True if not number else None
        if all(len(text) <= LONGEST_WHOLE for text in texts):
            styles.keep_whole(row)
    styles.repeat_on_every_page(cells[0])
    styles.wear(made.add_paragraph(), ids[styles.SMALL])  # two tables without a line between them become one
    return cells


def _widths(table: TableBlock) -> list[float]:
    """Millimetres of the columns: those without a share fit their texts, the others divide what is left."""
    columns = list(zip(table.head, *table.rows, strict=True))
    fitted = [
        0.0 if share else min(WIDEST_MM, PADDING_MM + LETTER_MM * max(map(len, texts)))
        for share, texts in zip(table.widths, columns, strict=True)
    ]
    shares = sum(table.widths)
    # Columns with a share keep at least a third of the width.
    room = styles.PICTURE_MM - (shares and styles.PICTURE_MM / 3)
    if sum(fitted) > room:
        fitted = [width * room / sum(fitted) for width in fitted]
    left = styles.PICTURE_MM - sum(fitted)
    return [width or left * share / shares for width, share in zip(fitted, table.widths, strict=True)]


def _tint(off: float | None) -> str:
    """The tints of the pages, by how far a level is from its target."""
    if off is None:
        return styles.SOFT
    if off >= 0:
        return "E0F4EC"
    return "FDF6EC" if off > -0.5 else "FCE6CB" if off > -1 else "F3C58D"
