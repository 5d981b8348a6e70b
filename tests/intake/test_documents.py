"""The words of documents come out plain; what cannot be read is one sentence, and takes neither memory nor time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
import typst
from tests.intake import strange

from nextrung.intake.documents import DocumentError, read_document, text_of
from nextrung.intake.encodings import decoded
from nextrung.intake.entering import EntryError

ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><text:tracked-changes><text:p>gone</text:p>'
    "</text:tracked-changes><text:h>Head of ML</text:h><text:list><text:list-item><text:p>Hire<text:s/>people</text:p>"
    "</text:list-item></text:list><text:p>a<text:line-break/>b</text:p></office:body></office:document-content>"
)


def _packed(parts: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return raw.getvalue()


def test_that_a_word_document_is_read_with_tables_and_lists() -> None:
    document = docx.Document()
    document.add_heading("Head of ML")
    document.add_paragraph("You coach & hire.")
    document.add_table(1, 1).cell(0, 0).text = "Own the roadmap"
    raw = io.BytesIO()
    document.save(raw)
    assert text_of(raw.getvalue()) == "Head of ML\nYou coach & hire.\nOwn the roadmap"


def test_that_an_open_document_is_read_without_what_was_deleted() -> None:
    assert text_of(_packed({"content.xml": ODT})) == "Head of ML\n- Hire people\na\nb"


def test_that_a_pdf_is_read() -> None:
    raw = typst.compile(b"= Head of ML\nYou coach *five* engineers.")
    assert text_of(raw) == "Head of ML\nYou coach five engineers."


def test_that_a_page_of_the_web_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    page = (
        "<html><head><title>no</title><style>p{}</style></head><body><h1>Head of ML</h1>\n<p>Hire &amp; grow\n a "
        "<b>team</b></p><ul><li>one<li>two</ul><script>bad()</script></body>"
    )
    assert text_of(page.encode()) == "Head of ML\n\nHire & grow a team\n\n- one\n- two"
    (tmp_path / "a.htm").write_text("plain <i>words</i>", encoding="utf-8")
    assert read_document(tmp_path / "a.htm") == "plain words"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_that_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert text_of("Zürich – £5".encode(encoding)) == "Zürich – £5"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">You coach.</div>',
        '<p style="color: red; VISIBILITY : hidden">You coach.',
        "<div hidden>You <b>coach</b>.<div>You hire.</div></div>",
        '<span style="font-size:0">You coach.</span>',
        "<template><p>You coach.</p></template>",
        "<script>You coach.</script>",
        "<style>.x, #y {display: none}</style><p class='b x'>You coach.</p><p id=y>You hire.</p>",
        "<ul><li hidden>You coach.</ul>",
        '<input type="hidden" value="You coach.">',
        "<datalist><option>You coach.</option></datalist>",
    ],
)
def test_that_what_nobody_sees_on_a_page_is_not_read(hidden: str) -> None:
    assert text_of(f"<html><body>{hidden}<p>Own the roadmap</p></body>".encode()) == "Own the roadmap"


@pytest.mark.parametrize(
    "seen",
    [
        "<style>@media print {.x {display: none}}</style><p class=x>You coach.",
        "<p style='display: block'>You coach.",
        "<style>.x p {display: none}</style><p class=x>You coach.",
        "<p style='opacity: 0.8'>You coach.",
        "<div></b>You coach.</div>",
    ],
)
def test_that_what_is_seen_on_a_page_is_read(seen: str) -> None:
    assert text_of(f"<html><body>{seen}</body>".encode()) == "You coach."


def test_that_hidden_letters_of_documents_are_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Own the roadmap")
    paragraph.add_run(" and coach").font.hidden = True
    paragraph.add_run(" now").font.hidden = False
    raw = io.BytesIO()
    document.save(raw)
    assert text_of(raw.getvalue()) == "Own the roadmap now"
    style = '<s:style xmlns:s="s" s:name="T1"><s:text-properties text:display="none"/></s:style><office:body>'
    hidden = '<text:span text:style-name="T1">x</text:span>a<text:l'
    part = ODT.replace("<office:body>", style).replace("a<text:l", hidden)
    assert text_of(_packed({"content.xml": part})).endswith("\na\nb")


def test_that_a_page_is_read_in_the_encoding_that_it_says() -> None:
    page = '<html><head><meta charset="{0}"></head><body><p>{1}</p></body></html>'
    assert text_of(page.format("windows-1251", "Иван и Ольга").encode("cp1251")) == "Иван и Ольга"
    assert text_of(page.format("ISO-8859-1", "the team’s £5").encode("cp1252")) == "the team’s £5"
    assert text_of(page.format("no-such", "Zürich").encode("cp1252")) == "Zürich"


def test_that_tables_and_adverts_guess_an_encoding_in_one_way() -> None:
    raw = "Łukasz Żółć coaches engineers".encode("cp1250")
    assert text_of(raw) == decoded(raw).text == "Łukasz Żółć coaches engineers"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "the file is empty"),
        (b"PK\3\4 and nothing", "no archive, or it is damaged"),
        (b"%PDF-1.7 and nothing", "damaged, or of a kind"),
        (b"\0\1\2\3", "it is no text"),
        (b"{\\rtf1 text}", "rich text"),
        (b"\xd0\xcf\x11\xe0rest", "old document"),
        (b"\x89PNG\r\n", "a picture"),
        (strange.with_cell_at(0, 0), "neither a .docx nor an .odt"),
        (_packed({"word/document.xml": "<a><b>"}), "damaged, or of a kind"),
        (_packed({"content.xml": ODT, "big": "x" * 61_000_000}), "unpacks to more than 60,000,000 bytes"),
        (typst.compile(b"#rect(width: 3cm)"), "holds no text, only pictures"),
        (typst.compile(b"x #pagebreak() " * 21 + b"x"), "has 22 pages"),
    ],
    ids=[
        *("empty", "no archive", "no pdf", "binary", "rtf", "doc", "png", "xlsx", "broken xml", "bomb"),
        *("pictures", "pages"),
    ],
)
def test_that_what_is_no_document_is_one_sentence(raw: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        text_of(raw)
    assert "\n" not in str(caught.value)


def test_that_entities_that_grow_do_not_fill_the_memory() -> None:
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 10}">' for n in range(12)]
    part = f"<!DOCTYPE w [{''.join(names)}]><w><t>&a11;</t></w>"
    with pytest.raises(DocumentError):
        text_of(_packed({"word/document.xml": part}))


def test_that_a_large_text_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"You coach engineers. " * 100_000)
    with pytest.raises(
        EntryError, match=r"^large\.txt: the file is larger than 1,000,000 bytes; adverts take far less\.$"
    ):
        read_document(tmp_path / "large.txt")
