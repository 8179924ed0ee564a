"""Pages: the article's lines, title and day out of markup of any kind, in time that grows with its length."""

from __future__ import annotations

import datetime as dt
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documenting import RUSSIAN, check, document
from multivector.reader.documents.markup import Tag, pieces

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Итоги визита &mdash; Газета</title>
<meta property="article:published_time" content="2031-04-03T23:30:00+05:00"><script>var a = "<p>скрипт</p>";</script>
<style>p {color: red}</style></head><body><nav><ul><li>Меню</ul></nav><form><input value=x><button>Искать</button>
<article><h1>Итоги визита</h1><p>Подписано на&nbsp;$17&nbsp;млрд,<br>это <b>рекорд</b>.<p>Вто<wbr>рой абзац.
<aside>Читайте также</aside><div hidden>Скрыто</div><table><tr><th>Год<th>Сумма<tr><td>2030<td><p>5</p></table></article></form>
<footer>Все права</footer></body></html>"""


def test_a_page_gives_the_lines_of_its_article_its_title_and_its_day() -> None:
    found = document(PAGE.encode(), "a.html")
    assert found.text.split("\n") == [
        "Итоги визита",
        "Подписано на\xa0$17\xa0млрд,",
        "это рекорд.",
        "Второй абзац.",
        "Год\tСумма",
        "2030\t5",
    ]
    assert (found.title, found.date, found.form) == ("Итоги визита — Газета", dt.date(2031, 4, 3), "html")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<main><p>главное дело</main><div>рядом</div>", "главное дело"),
        (
            "<main><p>коротко</main>" + "<p>очень длинный текст вне главного</p>" * 3,
            "\n".join(["коротко", *["очень длинный текст вне главного"] * 3]),
        ),
        ("<article>кратко</article><article>длиннее этого</article>", "длиннее этого"),
        (
            "<article>коротко</article>" + "<p>длинный текст рядом с ним" * 2,
            "\n".join(["коротко", *["длинный текст рядом с ним"] * 2]),
        ),
        ("<form><p>Искать</form><p>длинный текст рядом с формой", "длинный текст рядом с формой"),
        ("<p hidden>нет<p>да", "да"),
        ("<b><article>длинный текст<p>раз</b> два</article><p>чужое", "длинный текст\nраз два"),
        ("<p>&#" + "9" * 5000 + ";", "\ufffd"),
        ("<div hidden>" + "<div>" * 3000 + "</div>" * 2500 + "нет" + "</div>" * 501 + "да", "да"),
        ("<aside><article>рядом, но очень длинно</article></aside><p>текст", "текст"),
        ("<form><p>вся страница в форме</form>", "вся страница в форме"),
        ("<p>a &lt;b&gt; &#1040;&amp;&#x2014;", "a <b> А&—"),
        ("<p>5 < 6 и <3", "5 < 6 и <3"),
        ("<p>до<!-- <p>нет --> и после", "до и после"),
        ("<p>до<!-- нет конца <p>нет", "до"),
        ("<p>a</b></i></div>b", "ab"),
        ("<P CLASS=x>a</P\n><Br/>b", "a\nb"),
        ("<div role=navigation>меню</div><p style='display: none'>нет</p>да", "да"),
        ("<p>слож\u00adное\u200b сло&shy;во", "сложное слово"),
        ("<p>&#9999999999999999999999; &#xD800;", "\ufffd \ufffd"),
    ],
)
def test_markup_gives_this_text(markup: str, text: str) -> None:
    assert document(markup.encode(), "a.html").text == text


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        (LINKED.format('[{"a": {"datePublished": "2030-01-01"}}, {"datePublished": "2031-04-03"}]'), dt.date(2031, 4, 3)),
        (LINKED.format('{"datePublished": alert(1)}'), None),
        (LINKED.format("[" * 100_000), None),
        ('<script>{"datePublished": "2031-04-03"}</script>', None),
        ('<article>a<time datetime="2031-04-03T10:00Z">вчера</time></article><time datetime="2030-01-01">', dt.date(2031, 4, 3)),
        (
            '<time datetime="2030-01-01">a</time><time itemprop="datePublished" datetime="2031-04-03">b</time>',
            dt.date(2031, 4, 3),
        ),
        ('<time datetime="2030-01-01">a</time><time datetime="2031-04-03">b</time>', None),
        ('<aside><time datetime="2030-01-01">a</time></aside>', None),
        ('<meta property="article:published_time" content="2031-02-30">', None),
        ('<meta property="article:published_time" content="вчера"><time datetime="2031-04-03">', dt.date(2031, 4, 3)),
        ("<meta itemprop=datePublished content=20310403T1200>", dt.date(2031, 4, 3)),
    ],
)
def test_a_page_is_dated_by_what_it_declares(markup: str, day: dt.date | None) -> None:
    assert document(f"<p>текст{markup}".encode(), "a.html").date == day


@pytest.mark.parametrize(
    ("label", "codec", "read"),
    [
        ("windows-1251", "cp1251", "cp1251"),
        ("koi8-r", "koi8_r", "koi8_r"),
        ("x-mac-cyrillic", "mac_cyrillic", "mac_cyrillic"),
        ("iso-8859-5", "iso8859_5", "iso8859_5"),
        ("koi8-r", "cp1251", "cp1251"),
        ("unicode_escape", "cp1251", "cp1251"),
        ("нет", "koi8_r", "koi8_r"),
        ("utf-8", "cp1251", "cp1251"),
        ("cp1251", "utf-8", "utf-8"),
    ],
)
def test_the_declared_encoding_holds_unless_the_letters_say_otherwise(label: str, codec: str, read: str) -> None:
    text = " ".join(" ".join(RUSSIAN).encode(codec, errors="ignore").decode(codec).split())
    found = document(f"<meta charset='{label}'><p>".encode(codec, errors="ignore") + text.encode(codec), "a.html")
    assert (found.text, found.encoding) == (text, read)


def test_a_declared_encoding_settles_a_short_page() -> None:
    found = document(b'<?xml version="1.0" encoding="x-mac-cyrillic"?><p>' + "млрд".encode("mac_cyrillic"), "a.html")
    assert (found.text, found.encoding, found.doubts) == ("млрд", "mac_cyrillic", ())


class Oracle(HTMLParser):
    """The parser of the standard library, which is right where markup is sound and short."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        self.seen.append(["text", data])


@st.composite
def sound(draw: st.DrawFn) -> str:
    words = st.text("aбв &<>\"'=/\n", max_size=6)
    name = draw(st.sampled_from(["p", "DIV", "b", "section"]))
    attributes = "".join(
        f' {key}="{escape(draw(words))}"' for key in draw(st.lists(st.sampled_from(["id", "Class", "data-x"]), unique=True))
    )
    within = "".join(
        draw(st.lists(st.one_of(words.map(escape), st.just("<br>"), st.just("<!-- <p> -->"), st.deferred(sound)), max_size=3))
    )
    return f"<{name}{attributes}>{within}</{name}>"


@settings(max_examples=150)
@given(sound())
def test_sound_markup_is_read_as_the_standard_library_reads_it(markup: str) -> None:
    ours: list[object] = []
    for piece in pieces(markup):
        if isinstance(piece, Tag):
            ours.append((piece.name, dict(piece.attributes)) if piece.opens else piece.name)
        elif ours and isinstance(ours[-1], list):
            ours[-1][1] += piece
        else:
            ours.append(["text", piece])
    theirs: list[object] = []
    for seen in Oracle(markup).seen:
        if isinstance(seen, list) and theirs and isinstance(theirs[-1], list):
            theirs[-1][1] += seen[1]
        else:
            theirs.append(seen)
    ours = [seen for seen in ours if seen != ["text", ""]]
    assert "".join(s[1] for s in ours if isinstance(s, list)) == "".join(s[1] for s in theirs if isinstance(s, list))
    assert [s for s in ours if not isinstance(s, list)] == [s for s in theirs if not isinstance(s, list)]


@pytest.mark.parametrize(
    "unit", ["<!--", "</", "<a b='", "<![", "<a ", "<div>", "</div>", "<b><i></b>", "<td>x", "&#", "<script>", "<nav><p>"]
)
def test_a_hundred_thousand_broken_tags_end(unit: str) -> None:
    check((unit * 100_000).encode(), "a.html")


def test_a_page_of_a_hundred_thousand_elements_in_one_another_is_read() -> None:
    assert document(b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000 + b"<p>after", "a.html").text == "deep\nafter"
