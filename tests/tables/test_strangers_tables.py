"""Tables as strangers bring them, made up by hand: what can be read is read, the rest is named in its cell."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.intake import strange
from tests.tables.packed_ods import packed_ods
from tests.tables.reading import answers_of, here, pay_of, people_of, printed, said, table

from nextrung.intake.days import Order
from nextrung.intake.sheets import SheetError, read_sheets
from nextrung.tables.answer_rows import AnswerOwner
from nextrung.tables.source import SIZE
from nextrung.workspace.table_reading import Wishes

PAY = "role;country;salary;date;source\n"


def figure(country: str, amount: str) -> tuple[tuple[str, float, str] | None, str]:
    """The figure of one row, and what is said about it."""
    reading = table(f"{PAY}senior;{country};{amount};2026-03-31;x\n", "pay")
    found = pay_of(reading).figures
    return (found[0].country, found[0].amount, found[0].currency) if found else None, " ".join(said(reading))


@pytest.mark.parametrize(
    ("country", "amount", "read"),
    [
        ("Sverige", "kr. 650.000,00", ("SE", 650_000, "SEK")),
        ("Japan", "¥12,000,000", ("JP", 12_000_000, "JPY")),
        ("India", "₹25,00,000", ("IN", 2_500_000, "INR")),
        ("India", "Rs. 2500000", ("IN", 2_500_000, "INR")),
        ("Germany", "95.000,- €", ("DE", 95_000, "EUR")),
        ("Schweiz", "Fr. 150'000.-", ("CH", 150_000, "CHF")),
        ("US", "$150,000", ("US", 150_000, "USD")),
        ("Germany", "$150,000", ("DE", 150_000, "USD")),
    ],
)
def test_that_a_sign_is_the_currency_of_the_country(country: str, amount: str, read: tuple[str, float, str]) -> None:
    assert figure(country, amount) == (read, "")


@pytest.mark.parametrize(
    ("country", "amount", "sentence"),
    [
        ("", "900 000 kr", "“kr” can be SEK, NOK, DKK or ISK; write which, or name the country."),
        ("Germany", "900 000 kr", "“kr” can be SEK, NOK, DKK or ISK; write which, or name the country."),
        ("Norge", "900 000 kr", "There are no pay data for Norway here"),
        ("Denmark", "720.000 kr", "There are no pay data for Denmark here"),
        ("", "¥600000", "“¥” can be JPY or CNY; write which, or name the country."),
        ("Canada", "$150,000", "“$” can be CAD or USD here; write which."),
        ("Germany", "5.000 € pro Monat", "is no amount for a year"),
        ("US", "$150k - $180k", "is no amount for a year"),
        ("US", "(150,000)", "is no amount for a year"),
        ("US", "n/a", "is no amount for a year"),
    ],
)
def test_that_an_amount_that_can_be_several_things_is_named(country: str, amount: str, sentence: str) -> None:
    """Crowns of any country were read as Swedish ones, yen and yuan as yen."""
    found, problems = figure(country, amount)
    assert found is None
    assert sentence in problems


def test_that_a_sign_agrees_with_a_currency_column_that_it_can_stand_for() -> None:
    rows = "role;place;salary;currency;date;source\nsenior;SE;kr 650000;{};2026-03-31;x\n"
    (one,) = pay_of(table(rows.format("SEK"), "pay")).figures
    assert (one.country, one.amount, one.currency) == ("SE", 650_000, "SEK")
    assert said(table(rows.format("EUR"), "pay"))[0] == "Row 2, currency: The amount says kr, and the currency is EUR."


def test_that_a_period_in_the_heading_is_no_pay_for_a_year() -> None:
    for heading in ("monthly salary", "salary (per month)", "hourly rate"):
        reading = table(f"role,country,{heading},date,source\nsenior,Germany,5000,2026-03-31,x\n", "pay")
        assert "No column holds pay" in said(reading)[0]
        assert reading.left_out == (heading,)


ANSWERS = "Timestamp,Name,TL-B1\n"


def test_that_a_day_that_only_an_order_tells_is_asked_before_answers_come_in() -> None:
    """They came in as of now, and nothing said so."""
    rows = ANSWERS + "3/4/2026 10:00:00,Mira,3\n2026-03-01 10:00:00,Jonas,4\n"
    reading = table(rows, "answers", None, *here("Mira", "Jonas"))
    assert [(row.number, row.comes_in) for row in answers_of(reading)] == [(2, False), (3, True)]
    assert [(one.id, one.rows) for one in reading.questions] == [("dates", (2,))]
    assert printed(reading)["rows"][0]["asks"] == ["dates"]
    assert "“3/4/2026 10:00:00” can be 03 April 2026 or 04 March 2026" in said(reading)[0]
    days: dict[Order, str] = {"dmy": "2026-04-03T10:00:00Z", "mdy": "2026-03-04T10:00:00Z"}
    for order, moment in days.items():
        chosen = answers_of(table(rows, "answers", Wishes(dates=order), *here("Mira", "Jonas")))
        assert [(row.comes_in, row.ended) for row in chosen] == [(True, moment), (True, "2026-03-01T10:00:00Z")]


@pytest.mark.parametrize(
    ("cell", "why"),
    [("soon", "is no day and time that can be read"), ("2226-03-01", "is in the future"), ("30.02.2026", "is no day")],
)
def test_that_a_day_that_is_not_taken_is_said(cell: str, why: str) -> None:
    reading = table(f"{ANSWERS}{cell},Mira,3\n", "answers", None, *here("Mira"))
    (row,) = answers_of(reading)
    assert (row.comes_in, row.ended) == (True, None)
    assert len(said(reading)) == 1
    assert f"Row 2, Timestamp: “{cell}” {why}" in said(reading)[0]


def test_that_answers_with_a_row_each_end_with_the_last_of_them() -> None:
    """The day of the first row was taken for all."""
    rows = "Name,Item,Answer,Date\nMira,TL-B1,3,2026-03-01\nMira,TL-B2,4,2026-03-09\n"
    (row,) = answers_of(table(rows, "answers", None, *here("Mira")))
    assert row.ended == "2026-03-09T00:00:00Z"


def test_that_answers_outside_of_their_scale_are_named_one_by_one() -> None:
    rows = "Name;TL-B1;TL-F2;TL-S1;TL-B2;PM-B1\nMira;3,0;0,5;B;n/a;3.5\nAna;three;often;Z;-;0\n"
    reading = table(rows, "answers", Wishes(whose=AnswerOwner(new_ones=True)))
    mira, ana = answers_of(reading)
    assert {item: "none" if one.no_chance else one.value or one.choice for item, one in mira.answers.items()} == {
        "TL-B1": 3, "TL-F2": 0.5, "TL-S1": "B", "TL-B2": "none",
    }  # fmt: skip
    assert [one.column for one in mira.problems] == ["PM-B1"]
    assert (ana.answers, [one.column for one in ana.problems]) == ({}, ["TL-B1", "TL-F2", "TL-S1", "TL-B2", "PM-B1"])


def test_that_old_contacts_are_read_with_their_encodings() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;\r\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=\r\n M=C3=BCller\r\n"
        "TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Pr=FCfer\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n\r\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE:Zeile 1=0D=0A=\r\nZeile 2\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nORG:Acme\r\nEND:VCARD\r\n"
    )
    reading = table(card, "people", name="a.vcf")
    (one,) = people_of(reading).taken(namesakes=True)
    assert (one.name, one.occupation, one.notes) == ("Jörg Müller", "Prüfer", "Zeile 1\nZeile 2")
    assert [problem.row for problem in reading.problems] == [3]


def test_that_contacts_of_groups_and_companies_are_nobody_and_are_named() -> None:
    cards = (
        "FN:Ann Lee\r\nCATEGORIES:Research\\, Development,VIP",
        "FN:Team\r\nKIND:group",
        "FN:List\r\nX-ADDRESSBOOKSERVER-KIND:group",
        "FN:Acme\r\nitem1.X-ABShowAs:COMPANY",
    )
    text = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\n{card}\r\nEND:VCARD\r\n" for card in cards)
    reading = table(text.encode(), "people", name="a.vcf")
    (one,) = people_of(reading).taken(namesakes=True)
    assert (one.name, list(one.tags)) == ("Ann Lee", ["Research Development", "VIP"])
    assert reading.notes == ("3 cards are of groups, companies or places, and left out.",)


def test_that_a_card_within_a_card_is_not_about_its_owner() -> None:
    agent = "AGENT:\r\nBEGIN:VCARD\r\nFN:Agent X\r\nTITLE:Agent\r\nEND:VCARD\r\n"
    card = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Bob Smith\r\n{agent}TITLE:Lead\r\nEND:VCARD\r\n"
    (one,) = people_of(table(card.encode(), "people", name="a.vcf")).taken(namesakes=True)
    assert (one.name, one.occupation) == ("Bob Smith", "Lead")


def test_that_a_letter_that_is_folded_in_its_middle_is_read() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:J\xc3\r\n \xbcrgen M\xc3\xbcller\r\nEND:VCARD\r\n"
    reading = table(card, "people", name="a.vcf")
    (one,) = people_of(reading).taken(namesakes=True)
    assert one.name == "J\u00fcrgen M\u00fcller"
    assert printed(reading)["encoding"] == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_that_wide_text_without_a_mark_is_read_and_named_as_a_guess(encoding: str) -> None:
    reading = table("name;occupation\r\nJörg Müller;Prüfer\r\n佐藤;研究\r\n".encode(encoding), "people")
    names = [(one.name, one.occupation) for one in people_of(reading).taken(namesakes=True)]
    assert names == [("Jörg Müller", "Prüfer"), ("佐藤", "研究")]
    assert (printed(reading)["encoding"], printed(reading)["encoding_guessed"]) == (encoding, True)


@pytest.mark.parametrize(
    ("item", "cell"),
    [("TL-B1", "5 Confidential"), ("TL-B1", "3 - Indx"), ("TL-F2", "\u99750%"), ("TL-F2", "100 % of nothing")],
)
def test_that_a_number_beside_other_words_is_no_answer(item: str, cell: str) -> None:
    """The number was taken and the words were not looked at."""
    reading = table(f"Name;{item}\nMira;{cell}\n", "answers", None, *here("Mira"))
    (row,) = answers_of(reading)
    assert row.answers == {}
    assert f"Row 2, {item}: the value “{cell}”" in said(reading)[0]


@pytest.mark.parametrize(
    ("item", "cell", "value"),
    [
        ("TL-B1", "3 - Independent", 3),
        ("TL-B1", "3 - Indep.", 3),
        ("TL-B1", "3/5", 3),
        ("TL-F2", "about 50 %", 0.5),
        ("TL-F2", "50 % of the time", 0.5),
        ("TL-F2", "ca. 50 Prozent", 0.5),
        ("TL-F2", "50 % (half)", 0.5),
    ],
)
def test_that_words_that_say_the_same_as_the_number_are_read(item: str, cell: str, value: float) -> None:
    (row,) = answers_of(table(f"Name;{item}\nMira;{cell}\n", "answers", None, *here("Mira")))
    assert row.answers[item].value == value


def names(text: str) -> list[str]:
    found = people_of(table(text, "people"))
    return [row.fields.name for row in found.rows if row.fields is not None and not row.namesake]


def test_that_a_line_that_names_somebody_above_the_table_is_not_its_headings() -> None:
    reading = table("Name:,Spring list\n\nFirst Name,Last Name,Notes\nMira,Okafor,x\n", "people")
    assert [one.name for one in people_of(reading).taken(namesakes=True)] == ["Mira Okafor"]
    assert reading.left_out == ("Row 1: Name: Spring list",)


def test_that_headings_written_again_and_notes_below_are_nobody() -> None:
    text = "Name,Job\nMira,x\nName,Job\nJonas,y\nAna,\n\nSource: HR\n"
    assert names(text) == ["Mira", "Jonas", "Ana"]
    assert said(table(text, "people")) == [
        "Row 3: This row repeats the headings.",
        "Row 7, Name: This row stands apart below the table, with nothing but this. Is it a person?",
    ]


def test_that_groups_of_names_alone_are_people() -> None:
    assert names("Name\nMira\nJo\nAna\n\nJonas\nLi\nZoë\n") == ["Mira", "Jo", "Ana", "Jonas", "Li", "Zoë"]
    assert names("Name,Job\nMira,\n\nJonas,\nAna,\n") == ["Mira", "Jonas", "Ana"]
    assert names("Name,Job\nMira,x\nJonas,\n") == ["Mira", "Jonas"]


@pytest.mark.parametrize("head", ["Name\nMira\n", "Name,Job\nMira,\n", "Name\nMira\nJonas\n"])
@pytest.mark.parametrize("last", ["End of list", "Alle Angaben ohne Gewähr", "Zoë"])
def test_that_a_line_below_a_list_of_names_is_asked_about(head: str, last: str) -> None:
    assert last not in names(f"{head}\n{last}\n")
    assert said(table(f"{head}\n{last}\n", "people"))[0].endswith("Is it a person?")


def test_that_cells_below_no_heading_are_named() -> None:
    assert table("Name,,Job\nMira,secret,x\n", "people").left_out == ("Column 2, which has no heading",)
    assert table("Name,,Job\nMira,,x\n", "people").left_out == ()


def test_that_a_first_line_about_the_sign_between_cells_may_end_as_on_a_mac() -> None:
    reading = table(b"sep=;\rname;occupation\rMira;ML, ops\r", "people")
    assert [(one.name, one.occupation) for one in people_of(reading).taken(namesakes=True)] == [("Mira", "ML, ops")]
    assert reading.left_out == ()


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def test_that_a_merged_cell_of_an_open_document_counts_in_each_of_its_rows() -> None:
    """It counted in the first one only; the others came in without it, and nothing said so."""

    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'

    rows = (
        cell("Name") + cell("Job"),
        cell("Mira") + cell("Lead", ' table:number-rows-spanned="2" table:number-columns-spanned="1"'),
        cell("Jonas") + "<table:covered-table-cell/>",
        cell("Ana") + "<table:table-cell/>",
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = f'<office:document-content {SPACES}><office:body><office:spreadsheet><table:table table:name="A">{body}'
    content += "</table:table></office:spreadsheet></office:body></office:document-content>"
    found = people_of(table(packed_ods(content), "people", name="a.ods")).taken(namesakes=True)
    assert [(one.name, one.occupation) for one in found] == [("Mira", "Lead"), ("Jonas", "Lead"), ("Ana", "")]


def test_that_a_part_that_cannot_be_unpacked_is_no_question_of_memory() -> None:
    raw = bytearray(strange.with_cell_at(0, 0, "x"))
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        part = next(one for one in parts.infolist() if one.filename.endswith("sheet2.xml"))
    start = part.header_offset + 30 + len(part.filename)
    raw[start : start + 8] = b"\xff" * 8
    with pytest.raises(SheetError, match="cannot be read as a spreadsheet; save it again"):
        read_sheets(bytes(raw), SIZE)
