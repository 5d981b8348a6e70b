"""The encoding of a text that does not say it: guessed from the words in it."""

# ruff: noqa: RUF001  (letters of many languages)
from __future__ import annotations

import pytest

from nextrung.intake.encodings import OFFERED, decoded

TEXTS = (
    ("name\nZoë Müller", "cp1252"),
    ("The team’s roadmap – £90,000", "cp1252"),
    ("имя;роль\nИван Петров;инженер", "cp1251"),
    ("имя;роль\nИван Петров;инженер", "koi8-r"),
    ("name,x\nАнна Смирнова,аналитик\nОльга,менеджер", "cp1251"),
    ("이름,직업\n김민준,데이터 과학자", "cp949"),
    ("name\n박서연\n이도윤", "cp949"),
    ("姓名,职业\n王小明,工程师", "gb18030"),
    ("name\n张伟\n李娜\n刘洋", "gb18030"),
    ("姓名,職業\n陳大文,工程師", "big5"),
    ("name\n林志玲", "big5"),
    ("Όνομα,x\nΓιώργος Παπαδόπουλος,μηχανικός", "cp1253"),
    ("name\nΜαρία Νικολάου", "cp1253"),
    ("name\nŞükrü Çağlayan\nİbrahim Yılmaz", "cp1254"),
    ("name\nJosé Núñez", "cp1252"),
    ("name\nJosé Núñez", "cp850"),
    ("name\nŁukasz Żółć", "cp852"),
    ("name\nJürgen Groß", "mac_roman"),
    ("name\nKaźmierczak", "cp1250"),
    ("name\nדוד כהן", "cp1255"),
    ("佐藤,エンジニア", "euc_jp"),
    ("name\nØystein Åsbø", "cp1252"),
    ("a,b\nJānis Bērziņš,x", "cp1257"),
    ("name\n鈴木一郎,田中", "cp932"),
    ("name\n山田太郎", "cp932"),
    ("name\nFrançois Lefèvre,ingénieur", "cp1252"),
    ("name\nFrançois Lefèvre,ingénieur", "mac_roman"),
    ("name\nAna Gonçalves João", "cp1252"),
    ("name\nÁrvíztűrő Őrs", "cp1250"),
    ("name\nŞtefan Ionuţ Ţepeş", "cp1250"),
    ("name\nPeter “Pete” O’Neil – x", "cp1252"),
    ("name;a\nMüller;95.000 €", "cp1252"),
    ("name\nสมชาย ใจดี", "cp874"),
    ("name\nمحمد علي", "cp1256"),
    ("name\nBjörk Guðmundsdóttir", "cp1252"),
    ("name\nÅsa Öberg", "cp1252"),
    ("name\nŽeljko Đorđević", "cp1250"),
    ("name\nЂорђе", "cp1251"),
    ("name\nŁukasz", "iso8859-2"),
    ("name\n田中さくら,営業部\n高橋健一,開発", "euc_jp"),
    ("name\nRenée", "cp1252"),
    ("name\nAndré", "mac_roman"),
    ("name\nSørensen", "cp1252"),
    ("Böhm", "cp1252"),
    ("name\nMałgorzata Wójcik", "cp1250"),
)


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_that_texts_of_many_languages_are_read_as_they_were_written(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding))
    assert found.text == text
    assert found.guessed
    assert found.example in text


@pytest.mark.parametrize("encoding", [one for one in OFFERED if one != "utf-16"])
def test_that_any_encoding_offered_can_be_chosen(encoding: str) -> None:
    found = decoded(b"name\nMira", encoding)
    assert (found.text, found.encoding, found.guessed) == ("name\nMira", encoding, False)
