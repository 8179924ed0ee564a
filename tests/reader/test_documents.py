"""Documents as people have them: whatever the bytes, a text that a dossier may hold or a reason, soon and without surprise."""

from __future__ import annotations

import datetime as dt
import io
import struct
import sys
import tracemalloc
import types
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documenting import ENGLISH, KAZAKH, RUSSIAN, check, document, refused
from multivector.reader.documents import ENDINGS, MAX_BYTES
from multivector.reader.documents.languages import doubt_of_language

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MORE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(body: str, *, whole: bool = False, method: int = zipfile.ZIP_DEFLATED, **others: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        within = f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'
        packed.writestr("word/document.xml", body if whole else within)
        for name, text in others.items():
            packed.writestr({"core": "docProps/core.xml"}.get(name, f"word/{name}.xml"), text)
    return out.getvalue()


def para(text: str, before: str = "") -> str:
    return f"<w:p><w:r>{before}<w:t>{text}</w:t></w:r></w:p>"


# -- any bytes


@pytest.mark.parametrize("ending", sorted(ENDINGS | {"", ".dat"}))
@settings(max_examples=60)
@given(
    data=st.binary(max_size=200),
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0"]),
)
def test_any_bytes_are_a_document_or_a_mistake(ending: str, data: bytes, head: bytes) -> None:
    check(head + data, f"a{ending}")


SIGNS = ("<", ">", "</", "<!--", "-->", '"', " a='", "&#", "&#x0;", "&amp", "\x00", "\u202e", "слово ", "<p>", "</p>", "<td")
ELEMENTS = ("<nav>", "</nav>", "<article>", "<form>", "<script>", "</script>", "<title>", "</title>", "<meta charset=koi8-r>")


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*SIGNS, *ELEMENTS, "<time datetime=2031-02-30>"]), max_size=30))
def test_any_markup_is_a_document_or_a_mistake(parts: list[str]) -> None:
    check("".join(parts).encode(), "a.html")


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=5), st.integers(0, 2000))
def test_any_damage_to_a_docx_leaves_a_document_or_a_mistake(spoilt: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(docx(para("Договор"), footnotes=f'<w:footnotes xmlns:w="{WORDS}">{para("a")}</w:footnotes>'))
    for at, byte in spoilt:
        data[at % len(data)] = byte
    check(bytes(data), "a.docx")
    check(bytes(data[:cut]), "a.docx")


# -- forms


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"<html><p>a", "a", "html"),
        (b"<html><p>a", "a.txt", "text"),
        (b"<p>a", "a.HTM", "html"),
        (b"a", "a.md", "text"),
        (b"a %PDF-1.7", "a.txt", "text"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML>a", "", "html"),
    ],
)
def test_the_form_is_told_by_name_and_bytes(data: bytes, name: str, form: str) -> None:
    assert document(data, name).form == form


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_what_is_too_large_is_refused(ending: str) -> None:
    assert refused(bytes(MAX_BYTES + 1), f"a{ending}").code == "too-large"


@pytest.mark.parametrize("data", [b"", b"<html><script>text</script>", b"<nav>menu</nav>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    assert refused(data, "a.html").code == "no-text"


# -- languages


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ".join(RUSSIAN), ""),
        (" ".join(ENGLISH), ""),
        (" ".join(KAZAKH), "Kazakh"),
        (
            "Der Minister hat am Montag gesagt, dass die Verträge mit der Regierung nicht für das Land zu haben sind.",
            "German",
        ),
        (
            "Міністр заявив, що угода з урядом не була підписана, але його слова про це від імені країни також є у звіті.",
            "Ukrainian",
        ),
        ("部长说，协议已经签署，价值一百七十亿美元。", "few Latin or Cyrillic"),
        ("קרא את ההסכם שנחתם אתמול בירושלים", "few Latin or Cyrillic"),
        (
            "Waziri alisema kwamba mkataba ulisainiwa jana katika mji mkuu wa nchi hiyo baada ya mazungumzo marefu sana",
            "not read",
        ),
        ("$17 млрд", ""),
        ("קרא", ""),
        ("", ""),
    ],
)
def test_a_language_that_is_not_read_is_said(text: str, said: str) -> None:
    doubts = doubt_of_language(f"{text} " * 2)
    assert len(doubts) == (1 if said else 0)
    assert all(said in doubt for doubt in doubts)


# -- Word


def test_a_docx_gives_paragraphs_rows_and_notes() -> None:
    cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in (para("Год"), para("Сумма") + para("млрд")))
    gone = f"<w:del><w:r><w:delText>нет</w:delText></w:r></w:del><w:moveFrom>{para('нет')}</w:moveFrom>"
    found = document(
        docx(
            para("До", "<w:tab/>")
            + para("нет", "<w:rPr><w:vanish/></w:rPr>")
            + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
            + gone
            + para("После"),
            footnotes=f'<w:footnotes xmlns:w="{WORDS}"><w:footnote>{para("Сноска")}</w:footnote></w:footnotes>',
            core='<c xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><d:title>Отчёт</d:title>'
            "<t:created>2031-04-03T10:00:00Z</t:created></c>",
        ),
        "a.docx",
    )
    assert found.text.split("\n") == ["До", "Год\tСумма млрд", "После", "Сноска"]
    assert (found.title, found.date, found.made) == ("Отчёт", None, dt.date(2031, 4, 3))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (para("видно", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), "видно"),
        (
            "<w:p><w:r><w:t>a</w:t></w:r><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
            "ab\nc",
        ),
        (f'<m:A xmlns:m="{MORE}"><m:Choice>{para("a")}</m:Choice><m:Fallback>{para("a")}</m:Fallback></m:A>', "a"),
        (f"<w:p><w:r><w:t>вокруг</w:t></w:r><w:r>{para('рамка')}</w:r></w:p>", "рамка\nвокруг"),
        ('<a:p xmlns:a="urn:other"><a:r><a:t>чертёж</a:t></a:r></a:p>' + para("текст"), "текст"),
    ],
)
def test_a_body_gives_this_text(body: str, text: str) -> None:
    assert document(docx(body), "a.docx").text == text


def test_a_table_in_a_cell_is_text_of_the_cell() -> None:
    def table(cell: str) -> str:
        return f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{para('b')}</w:tc></w:tr></w:tbl>"

    assert document(docx(table(para("a") + table(para("c")))), "a.docx").text == "a c b\tb"


def test_tables_in_a_hundred_thousand_tables_end() -> None:
    depth = 100_000
    data = docx(f"<w:tbl><w:tr><w:tc>{para('x')}" * depth + "</w:tc></w:tr></w:tbl>" * depth)
    assert document(data, "a.docx").text == " ".join("x" * depth)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(codec: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'
    assert refused(docx("", core=bomb.encode(codec)), "a.docx").code == "declarations"


def test_a_bomb_that_says_its_size_is_refused() -> None:
    assert refused(docx(" " * (MAX_BYTES + 1), whole=True), "a.docx").code == "too-large"


def test_a_bomb_that_hides_its_size_is_not_unpacked() -> None:
    data = bytearray(docx(para("x") + " " * MAX_BYTES))
    central = data.find(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 1000)
    tracemalloc.start()
    try:
        assert refused(bytes(data), "a.docx").code == "damaged"
        assert tracemalloc.get_traced_memory()[1] < MAX_BYTES / 16
    finally:
        tracemalloc.stop()


def test_a_docx_of_ten_thousand_parts_is_refused() -> None:
    assert refused(b"PK\x03\x04" + b"PK\x01\x02" * 10_001, "a.docx").code == "too-large"


@pytest.mark.parametrize(
    "data",
    [
        docx("", method=zipfile.ZIP_LZMA),
        docx("<w:p>", whole=True),
        b"text",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x05\x06" + b"\x00" * 18,
    ],
)
def test_what_word_does_not_write_is_refused(data: bytes) -> None:
    assert refused(data, "a.docx").code == "damaged"


def test_a_docx_is_known_by_its_bytes() -> None:
    assert document(docx(para("Договор")), "a.txt").form == "docx"


# -- PDF


def pypdf_of(*pages: str, title: str = "", password: bool = False) -> types.ModuleType:
    """Stand in for pypdf, which need not be installed."""

    class Page:
        def __init__(self, text: str) -> None:
            self.text = text

        def extract_text(self) -> str:
            return self.text

    class Reader:
        def __init__(self, _: object) -> None:
            self.pages = [Page(text) for text in pages]
            self.is_encrypted = password
            self.metadata: dict[str, Any] = {"/Title": title, "/CreationDate": "D:20310403100000Z"}

        def decrypt(self, _: str) -> int:
            return 0

    module = types.ModuleType("pypdf")
    module.__dict__["PdfReader"] = Reader
    return module


def test_a_pdf_gives_its_pages_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", pypdf_of("\n Первая", "Вторая\ud800\x00", title="Отчёт"))
    found = document(b"%PDF-1.7", "a.pdf")
    assert (found.text, found.title, found.made, found.date) == ("Первая\nВторая", "Отчёт", dt.date(2031, 4, 3), None)


def test_a_pdf_of_many_pages_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", pypdf_of(*["x"] * 5000))
    found = document(b"%PDF-1.7", "a.pdf")
    assert found.text.count("x") == 1000
    assert found.doubts[0] == "only the first 1000 of 5000 pages were read"


def test_a_pdf_of_very_much_text_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", pypdf_of(*["x" * 3_000_000] * 4))
    assert document(b"%PDF-1.7", "a.pdf").doubts[0] == "only the first 2 of 4 pages were read"


@pytest.mark.parametrize(
    ("module", "code"),
    [
        (pypdf_of(" "), "no-text"),
        (pypdf_of("x", password=True), "password"),
        (None, "no-pdf"),
        (types.ModuleType("pypdf"), "damaged"),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused(module: types.ModuleType | None, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", module)
    assert refused(b"%PDF-1.7", "a.pdf").code == code


def test_what_is_no_pdf_is_refused() -> None:
    assert refused(b"text", "a.pdf").code == "damaged"
