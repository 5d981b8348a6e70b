"""The text of a page of the web that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_UNSEEN = frozenset(
    ("script", "style", "head", "template", "noscript", "svg", "select", "datalist", "nav", "footer", "object")
)
_BREAKS = frozenset(("br", "hr", "wbr"))
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"))
_BLOCKS = _PARAGRAPHS | {"div", "br", "li", "tr", "section", "article", "main", "header", "dt", "dd"}
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ENDED_BY = {
    "p": _BLOCKS - {"br"},
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr",)),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
    "head": _BLOCKS | {"body"},
}
"""Elements that need no end of their own, and what begins after them."""
_HIDING = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?(?=\s*(?:!|;|$))"
    r"|font-size\s*:\s*0[a-z%]*(?=\s*(?:!|;|$)))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[{};]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PLAIN_SELECTOR = re.compile(r"[.#][\w-]+")


def text_of_page(page: str) -> str:
    """What a reader sees of a page, in lines. What scripts and outer style sheets would do to it is not known."""
    reader = _PageText()
    reader.feed(page)
    reader.close()
    return "".join(reader.found)


class _PageText(HTMLParser):
    """Keeps what stands in no element that is hidden: by its name, the attribute, its style, or a style of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._names = Counter[str]()
        self._hidden = 0
        self._hiding: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, and a line where it has lines of its own."""
        while self._open and tag in _ENDED_BY.get(self._open[-1][0], ()):
            self._close()
        if tag not in _VOID:
            hides = tag in _UNSEEN or self._hides(dict(attrs))
            self._open.append((tag, hides))
            self._names[tag] += 1
            self._hidden += hides
        if tag in _BLOCKS and not self._hidden:
            self._end_line()
            self.found.append("- " if tag == "li" else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """“<div/>” begins an element in HTML; what has no content is begun alone."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End an element with all that stands in it and was not ended; an end without a beginning is nothing."""
        was_hidden = self._hidden > 0
        if self._names[tag]:
            while self._close() != tag:
                pass
        if tag in _BLOCKS and not was_hidden:
            self._end_line()
            if tag in _PARAGRAPHS:
                self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is seen, in which line ends are spaces."""
        if self._open and self._open[-1][0] == "style":
            self._hiding |= _hiding_selectors(data)
        if not self._hidden:
            self.found.append(re.sub(r"\s+", " ", data))

    def _close(self) -> str:
        tag, hides = self._open.pop()
        self._names[tag] -= 1
        self._hidden -= hides
        return tag

    def _hides(self, attributes: dict[str, str | None]) -> bool:
        if "hidden" in attributes or _HIDING.search(attributes.get("style") or ""):
            return True
        if not self._hiding:
            return False
        names = {f".{one}" for one in (attributes.get("class") or "").split()}
        return not self._hiding.isdisjoint(names | {f"#{attributes.get('id')}"})

    def _end_line(self) -> None:
        if "".join(self.found[-2:])[-1:] not in ("", "\n"):
            self.found.append("\n")


def _hiding_selectors(sheet: str) -> set[str]:
    """The classes and ids that a style sheet hides, without what holds only in print or on phones."""
    plain = _COMMENT.sub("", sheet)
    found: set[str] = set()
    selectors, begin, depth, last = "", 0, 0, 0
    for sign in _SIGN.finditer(plain):
        piece, last = plain[last : sign.start()], sign.end()
        if sign[0] == "{":
            depth += 1
            selectors, begin = (piece, last) if depth == 1 else (selectors, begin)
        elif sign[0] == "}":
            if depth == 1 and "@" not in selectors and _HIDING.search(plain[begin : sign.start()]):
                names = (one.strip() for one in selectors.split(","))
                found |= {one for one in names if _PLAIN_SELECTOR.fullmatch(one)}
            depth = max(0, depth - 1)
    return found
