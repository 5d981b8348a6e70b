"""Layouts of tools as their documentation describes them, with people, answers and figures made up."""

from __future__ import annotations

from typing import Any

import pytest
from tests import given_first
from tests.tables.reading import answers_of, pay_of, people_of, table

from nextrung.people.person import PersonFields
from nextrung.tables.answer_rows import AnswerOwner
from nextrung.workspace.table_reading import Wishes

MIRA = PersonFields("Mira Okafor", ("Coaching",), "ML engineer", None, "met in May")
PEOPLE = {
    "Google Contacts before 2024": (
        "Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,Notes,E-mail 1 - Type,"
        "Organization 1 - Name,Organization 1 - Title\n"
        "Mira Okafor,Mira,,Okafor,,* myContacts ::: Coaching,met in May,*,Acme,ML engineer\n"
    ),
    "Outlook, German": (
        "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Kategorien,E-Mail-Adresse,Notizen\n"
        "Frau,Mira,,Okafor,,Acme,Suche,ML engineer,Coaching,m@example.org,met in May\n"
    ),
    "Outlook, French": (
        "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Fonction,Catégories,Adresse de messagerie,Notes\n"
        "Mme,Mira,,Okafor,,Acme,IA,ML engineer,Coaching,m@example.org,met in May\n"
    ),
    "Outlook, Spanish": (
        "Tratamiento,Nombre,Segundo nombre,Apellidos,Organización,Cargo,Categorías,"
        "Dirección de correo electrónico,Notas\n"
        "Sra.,Mira,,Okafor,Acme,ML engineer,Coaching,m@example.org,met in May\n"
    ),
    "HubSpot": (
        "Record ID,First Name,Last Name,Email,Job Title,Lifecycle Stage,Tags,Notes\n"
        "1,Mira,Okafor,m@example.org,ML engineer,Lead,Coaching,met in May\n"
    ),
    "Personio": (
        "ID;First name;Last name;Preferred name;Email;Position;Department;Employment type;Tags;Comments\n"
        "7;Mira;Okafor;Mimi;m@example.org;ML engineer;Search;Permanent;Coaching;met in May\n"
    ),
    "Personio, German": (
        "Vorname;Nachname;E-Mail;Position;Abteilung;Gruppe;Bemerkung\n"
        "Mira;Okafor;m@example.org;ML engineer;Suche;Coaching;met in May\n"
    ),
    "CoachAccountable": (
        "First Name,Last Name,Email,Client Since,Groups,Title,Notes\n"
        "Mira,Okafor,m@example.org,2026-01-02,Coaching,ML engineer,met in May\n"
    ),
    "Workday-like": (
        "Report of workers\n\nEmployee ID,Worker Name,Full Name,Business Title,Cohort,Comments\n"
        "9,mokafor,Mira Okafor,ML engineer,Coaching,met in May\n"
    ),
    "a list in German": "Name;Vorname;Beruf;Gruppe;Notiz\nOkafor;Mira;ML engineer;Coaching;met in May\n",
    "a list in Polish": "Imię;Nazwisko;Stanowisko;tags;notes\nMira;Okafor;ML engineer;Coaching;met in May\n",
    "a list in French": "Nom complet;Poste;Groupe;Remarques\nMira Okafor;ML engineer;Coaching;met in May\n",
    "a list in Spanish": "Nombre y apellidos;Puesto;Grupo;Observaciones\nMira Okafor;ML engineer;Coaching;met in May\n",
    "vCard 2.1": (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8:Okafor;Mira;;;\r\nTITLE:ML engineer\r\nCATEGORIES:Coaching\r\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:met=20in=\r\n=20May\r\nEND:VCARD\r\n"
    ),
    "vCard 4.0 of a phone": (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Mira Okafor\nitem1.TITLE;LANGUAGE=en:ML\n  engineer\nCATEGORIES:Coaching\n"
        "NOTE:met in May\nPHOTO:data:image/jpeg;base64,AAAA\nEND:VCARD\n"
    ),
    "tabs of a spreadsheet, pasted": "Name\tLabels\tJob title\tNotes\nMira Okafor\tCoaching\tML engineer\tmet in May\n",
}


@pytest.mark.parametrize("tool", PEOPLE)
def test_that_people_of_a_tool_come_in(tool: str) -> None:
    assert people_of(table(PEOPLE[tool], "people")).taken(namesakes=False) == (MIRA,)


ANSWERED = {"TL-B1": 3.0, "TL-F2": 0.5, "PM-B1": 4.0}
HELP = "How I help people improve their work"
PLAN = "How I plan ML work whose outcome is uncertain"
ANSWERS = {
    "LimeSurvey with codes in brackets": (
        '"Response ID","Date submitted","Last page","Start language","First name","Last name",'
        '"G1[TLB1]","G1[TLF2]","G1[PMB1]"\n'
        '"1","2026-03-01 10:00:00","3","en","Mira","Okafor","3","0.5","4"\n'
    ),
    "LimeSurvey with texts": (
        "Response ID;Date submitted;Last page;Start language;First name;Last name;"
        f"TLB1. {HELP};TL-F2: tasks handed over;{PLAN}\n"
        "1;2026-03-01 10:00:00;3;en;Mira;Okafor;3 Independent;About half;Leading\n"
    ),
    "Microsoft Forms": (
        f"ID,Start time,Completion time,Email,Name,{HELP},TL-F2,{PLAN}\n"
        "1,3/1/26 9:40:00,3/31/26 10:00:00,anonymous,Mira Okafor,Independent,50%,4\n"
    ),
    "Microsoft Forms, German": (
        f"ID;Startzeit;Fertigstellungszeit;E-Mail;Name;{HELP};TL-F2;{PLAN}\n"
        "1;31.03.2026 09:40;31.03.2026 10:00;anonymous;Mira Okafor;3;etwa die Hälfte;4\n"
    ),
    "Google Forms, German": (
        f"Zeitstempel,E-Mail-Adresse,Vollständiger Name,{HELP},TL-F2,{PLAN}\n"
        "01.03.2026 10:00:00,m@example.org,Mira Okafor,3,half,4\n"
    ),
    "Typeform": (
        f"#,What is your name?,{HELP}?,TL-F2,{PLAN}?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "abc,Mira Okafor,3,0.5,4,completed,2026-03-01 09:40:00,2026-03-01 10:00:00,x\n"
    ),
    "Qualtrics": (
        "StartDate,EndDate,Status,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,TL-B1,TL-F2,PM-B1\n"
        "2026-03-01 09:40:00,2026-03-01 10:00:00,0,2026-03-01 10:00:01,R_1,Okafor,Mira,3,0.5,4\n"
    ),
    "SurveyMonkey": (
        f"Respondent ID,Collector ID,Date Created,Date Modified,IP Address,First Name,Last Name,{HELP},TL-F2,{PLAN}\n"
        "1,2,03/31/2026 09:40:00 AM,03/31/2026 10:00:00 AM,,Mira,Okafor,3,half,4\n"
    ),
    "one answer a row": ("person,item,value\nMira Okafor,TL-B1,3\nMira Okafor,TL-F2,0.5\nMira Okafor,PM-B1,4\n"),
    "numbered questions": f"Name;1. {HELP};2. TL-F2;3. {PLAN}\nMira Okafor;3/5;1/2;4 of 5\n",
    "SurveyJS by code": '[{"name": "Mira Okafor", "TL_B1": 3, "tlf2": "half", "block": {"PM-B1": 4}}]',
    "Typeform, JSON": (
        '{"items": [{"submitted_at": "2026-03-01T10:00:00Z", "answers": ['
        '{"field": {"ref": "name"}, "type": "text", "text": "Mira Okafor"},'
        '{"field": {"ref": "TL-B1"}, "type": "number", "number": 3},'
        '{"field": {"ref": "TL-F2"}, "type": "choice", "choice": {"label": "About half"}},'
        '{"field": {"ref": "PM-B1"}, "type": "number", "number": 4}]}]}'
    ),
}


@pytest.mark.parametrize("tool", ANSWERS)
def test_that_answers_of_a_tool_come_in(tool: str) -> None:
    (row,) = answers_of(table(ANSWERS[tool], "answers", Wishes(whose=AnswerOwner(new_ones=True))))
    assert {item: answer.value for item, answer in row.answers.items()} == ANSWERED
    assert (row.label, row.complete) == ("Mira Okafor", False)
    assert [problem for problem in row.problems if problem.weight == "fault"] == []


PAY: dict[str, tuple[str, tuple[Any, ...]]] = {
    "levels-like": (
        "timestamp,company,level,title,totalyearlycompensation,location\n"
        '3/31/2026 11:33:27,Acme,M1,Engineering Manager,285000,"Seattle, WA"\n',
        ("first-line", "US", "WA", 285_000, "USD", "2026-03-31"),
    ),
    "a survey in German": (
        "Rolle;Ort;Jahresgehalt;Stichtag;Quelle\nSenior ML manager;Bayern;120.500 €;31.03.2026;Umfrage\n",
        ("senior", "DE", None, 120_500, "EUR", "2026-03-31"),
    ),
    "a survey in French": (
        "Poste;Lieu;Salaire brut annuel;Date;Source\nSenior ML manager;Île-de-France;85 000 €;31/03/2026;Sondage\n",
        ("senior", "FR", None, 85_000, "EUR", "2026-03-31"),
    ),
    "a survey in Spanish": (
        "Puesto;Lugar;Salario bruto anual;Fecha;Fuente\nSenior ML manager;España;65.000,00 €;31/03/2026;Encuesta\n",
        ("senior", "ES", None, 65_000, "EUR", "2026-03-31"),
    ),
    "OEWS by state": (
        "AREA,ST,STATE,OCC_CODE,OCC_TITLE,A_MEAN,A_MEDIAN\n"
        '6,CA,California,11-3021,Computer and Information Systems Managers,"217,000","205,000"\n',
        ("official", "US", "CA", 205_000, "USD", "2024-05-01"),
    ),
    "quartiles": (
        "role,country,median,date,source,currency\nsenior,DE,120500,2026-03,Survey,EUR\n",
        ("senior", "DE", None, 120_500, "EUR", "2026-03-01"),
    ),
}


@pytest.mark.parametrize("tool", PAY)
def test_that_pay_of_a_tool_comes_in(tool: str) -> None:
    raw, expected = PAY[tool]
    (one,) = pay_of(table(raw, "pay", name="state_M2024_dl.csv")).figures
    assert (one.role, one.country, one.place, one.amount, one.currency, str(one.date)) == expected


def test_that_answers_are_read_in_the_version_that_has_their_questions() -> None:
    """A third of the questions of 1.0.0 were named as unknown, as only the newest version was asked."""
    first = given_first.questionnaire()
    items = [one.id for one in first.scored_items["quick"] if one.id[3] in "BF"]
    wide = ",".join(["Name", *items]) + "\n" + ",".join(["Mira", *("3" if one[3] == "B" else "0.5" for one in items)])
    long = "item,answer\n" + "\n".join(f"{one},{'3' if one[3] == 'B' else 'half'}" for one in items)
    for raw in (wide, long):
        reading = table(raw, "answers", Wishes(whose=AnswerOwner(everyone="x")))
        assert reading.edition is not None
        assert reading.edition.version == "1.0.0"
        (row,) = answers_of(reading)
        assert sorted(row.answers) == sorted(items)


def test_that_at_least_thirty_layouts_are_tried_beside_the_cases() -> None:
    assert len(PEOPLE) + len(ANSWERS) + len(PAY) >= 30


def test_that_a_job_below_a_rarer_heading_is_known() -> None:
    text = "Titre;Prénom;Nom;Adresse de messagerie;Titre de fonction;Catégories\nMme;Zoë;Núñez;z@x;Développeuse;A\n"
    assert [one.occupation for one in people_of(table(text, "people")).taken(namesakes=True)] == ["Développeuse"]
    text = "First,Middle,Last,Title\nMira,Ada,Okafor,ML engineer\n"
    assert [one.name for one in people_of(table(text, "people")).taken(namesakes=True)] == ["Mira Ada Okafor"]


def test_that_headings_may_have_a_code_in_front() -> None:
    text = (
        '"id. Response ID","submitdate. Date submitted","email. Email","Frage. x","TLB1. How I help"\n'
        '"1","2026-03-01 10:00:00Z","mira@x.org","y","A3"\n'
    )
    (row,) = answers_of(table(text, "answers"))
    assert (row.email, row.ended, row.answers["TL-B1"].value) == ("mira@x.org", "2026-03-01T10:00:00Z", 3)


@pytest.mark.parametrize(
    ("cell", "share"), [("½", 0.5), ("¾", 0.75), ("3 von 4", 0.75), ("1 sur 4", 0.25), ("2 de 4", 0.5), ("item2", 0.25)]
)
def test_that_shares_are_read_in_more_ways(cell: str, share: float) -> None:
    raw = f"Teilnehmer;TL-F2;TL-B2\nMira;{cell};k. A.\n".encode("cp1252")
    (row,) = answers_of(table(raw, "answers"))
    assert row.answers["TL-F2"].value == share


def test_that_only_pay_by_the_year_comes_in() -> None:
    head = "Rolle;Ort;Jahresgehalt (brutto);Stand;Quelle;Zahlweise\n"
    rows = "".join(
        f"senior;Berlin, DE;{8_500:,} EUR;31.03.2026;x;{by}\n" for by in ("jährlich", "monatlich", "per hour", "")
    )
    found = pay_of(table(head + rows, "pay"))
    assert [row.number for row in found.rows if row.figures] == [2, 5]
    assert [str(one) for row in found.rows for one in row.problems] == [
        "Row 3, Zahlweise: “monatlich” is not by the year; only pay for a year can come in.",
        "Row 4, Zahlweise: “per hour” is not by the year; only pay for a year can come in.",
    ]


OLD_GOOGLE = "Name,Given Name,Family Name,Occupation,Group Membership,Notes,Organization 1 - Title"
FRENCH = "Titre,Prénom,Nom,Société,Titre,Catégories,Adresse de messagerie,Notes"


@pytest.mark.parametrize(
    "text",
    [
        f"{OLD_GOOGLE}\nMira Okafor,Mira,Okafor,,* myContacts ::: Coaching,met in May,ML engineer\n",
        f"{OLD_GOOGLE}\nMira Okafor,Mira,Okafor,ML engineer,Coaching,met in May,\n",
        f"{FRENCH}\nMme,Mira,Okafor,Acme,ML engineer,Coaching,m@example.org,met in May\n",
        f"{FRENCH},Fonction\nMme,Mira,Okafor,Acme,,Coaching,m@example.org,met in May,ML engineer\n",
        "Name,Full name,Job,Tags,Notes\n,Mira Okafor,ML engineer,Coaching,met in May\n",
        "Worker,Job Profile,Tags,Notes\nMira Okafor,ML engineer,Coaching,met in May\n",
        "Worker,Business Title,Tags,Notes\nMira Okafor,ML engineer,Coaching,met in May\n",
        "Name (Original Name),Title,Tags,Notes\nMira Okafor,ML engineer,Coaching,met in May\n",
    ],
)
def test_that_a_column_that_nobody_fills_hides_none(text: str) -> None:
    """Occupation of an old address book is always empty, and hid the title of everybody."""
    assert people_of(table(text, "people")).taken(namesakes=False) == (MIRA,)


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ('"""VIP"",""2024"""', ("2024", "VIP")),
        ('"""VIP"""', ("VIP",)),
        ('"""Paris, FR"",""VIP"""', ("Paris FR", "VIP")),
        ('"the ""old"" list, VIP"', ('the "old" list', "VIP")),
    ],
)
def test_that_tags_in_quotes_come_in_without_them(cell: str, tags: tuple[str, ...]) -> None:
    found = people_of(table(f"Email Address,First Name,Last Name,TAGS\nm@x.org,Mira,Okafor,{cell}\n", "people"))
    assert [one.tags for one in found.taken(namesakes=False)] == [tags]


def test_that_the_day_of_a_form_by_jotform_counts() -> None:
    wishes = Wishes(whose=AnswerOwner(new_ones=True))
    (row,) = answers_of(table('Submission Date,Name,TL-B1\n"Jan 5, 2026",Mira Okafor,3\n', "answers", wishes))
    assert (row.ended or "")[:10] in ("2026-01-04", "2026-01-05")
