"""The workbench: whatever is asked of it gets a sane answer, nobody else can write, and nothing that was written is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting import contents
from multivector.files.edit import entry_slice
from multivector.lenses import LENSES
from multivector.load import load
from multivector.reader.spans import Span
from multivector.views.briefing import briefing
from multivector.views.locale import LANGUAGES
from multivector.web.briefs import sections_in, unsourced
from multivector.web.find import find, rows_of
from multivector.web.guard import LARGEST, POLICY
from multivector.web.listing import marked
from webbing import ARTICLE, KEY, seen_of, text_of, workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from multivector.web.state import Workbench

PAGES = (
    "/",
    "/ledger",
    "/ledger?q=airliners&kind=deal",
    "/entry/airliners",
    "/entry/herald-2031-04-02",
    "/source/ministry-2031-04-01",
    "/add",
    "/add?kind=deal",
    "/read",
    "/lens",
    *(f"/lens/{name}" for name in LENSES),
    "/brief",
)
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}",
    "</textarea><b>x",
)
SESAME = "open-sesame"
often = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
hostile = st.one_of(
    st.sampled_from([*PAYLOADS, "../../etc/passwd", "%2e%2e%2f", "1e400", "nan", "-1", "9" * 50, "²", "2025-13-99", "", "0"]),
    st.text(max_size=30),
)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[TestClient, Workbench]]:
    with workbench(tmp_path) as found:
        yield found


# --- every page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_whole_in_every_language_and_names_no_other_host_to_fetch_from(
    served: tuple[TestClient, Workbench], lang: str
) -> None:
    client, _ = served
    for address in PAGES:
        answer = client.get(address, params={"lang": lang} if "?" not in address else None)
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"] == POLICY
        assert "<script>" not in answer.text
        assert not re.search(r"<[^>]+\s(?:on\w+|style)=", answer.text), address
        assert not re.search(r"(?:src|action)=\"(?:https?:)?//", answer.text)
        assert all(link.startswith(("/static/",)) for link in re.findall(r'<link[^>]*href="([^"]+)"', answer.text))
        assert f'<html lang="{lang}">' in answer.text or "?" in address


def test_a_language_once_chosen_stays(served: tuple[TestClient, Workbench]) -> None:
    client, _ = served
    client.get("/", params={"lang": "kk"})
    assert '<html lang="kk">' in client.get("/lens").text


@pytest.mark.parametrize("address", ["/nothing", "/entry/nobody", "/lens/nothing", "/source/nobody", "/read/nothing"])
def test_what_is_not_there_is_not_found(served: tuple[TestClient, Workbench], address: str) -> None:
    assert served[0].get(address).status_code == 404


@often
@given(
    st.sampled_from(
        [
            "/ledger",
            "/entry/airliners",
            "/source/ministry-2031-04-01",
            "/read",
            "/add",
            "/lens/money",
            "/lens/pending",
            "/lens/signals",
            "/lens/generations",
            "/brief",
        ]
    ),
    st.dictionaries(
        st.sampled_from(
            [
                "q",
                "kind",
                "partner",
                "page",
                "lang",
                "at",
                "inbox",
                "as_of",
                "about",
                "least",
                "ahead",
                "scale",
                "reference",
                "horizon",
                "token",
                "part",
            ]
        ),
        hostile,
        max_size=4,
    ),
)
def test_no_address_makes_it_fail(tmp_path: Path, address: str, query: dict[str, str]) -> None:
    with workbench(tmp_path) as (client, _):
        assert (
            client.get(
                address, params={name: value.encode(errors="replace").decode() for name, value in query.items()}
            ).status_code
            < 500
        )


@often
@given(
    st.sampled_from(["/problems", "/add", "/read", "/entry/airliners", "/read/0", "/read/0/problems", "/brief"]),
    st.dictionaries(
        st.sampled_from(
            [
                "text",
                "seen",
                "id",
                "into",
                "press",
                "at",
                "date",
                "source",
                "url",
                "section",
                "note-known",
                "brief-language",
                "as_of",
                "do",
            ]
        ),
        hostile,
        max_size=5,
    ),
)
def test_no_form_makes_it_fail_and_what_it_writes_can_be_read(tmp_path: Path, address: str, fields: dict[str, str]) -> None:
    with workbench(tmp_path) as (client, bench):
        sent = {name: value.encode(errors="replace").decode() for name, value in fields.items()}
        assert client.post(address, data={"key": KEY, **sent}).status_code < 500
        assert load(bench.root).errors == ()


@often
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x; charset=nope",
        ]
    ),
)
def test_no_body_makes_it_fail(tmp_path: Path, body: bytes, kind: str) -> None:
    with workbench(tmp_path) as (client, _):
        assert client.post("/read", content=b"--x\r\n" + body, headers={"content-type": kind}).status_code in {400, 403}


# --- who may ask, and write -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8710", "", "[::2]", "169.254.0.1"])
def test_a_page_of_another_name_is_not_answered(served: tuple[TestClient, Workbench], host: str) -> None:
    assert served[0].get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://[::"},
    ],
)
def test_another_site_cannot_write(served: tuple[TestClient, Workbench], headers: dict[str, str]) -> None:
    client, bench = served
    before = contents(bench.root)
    form = {"key": KEY, "text": "- actor: new\n  name: New\n", "into": "drafts.yaml"}
    assert client.post("/add", data=form, headers=headers).status_code == 403
    assert client.post("/add", data=form | {"key": "guessed"}).status_code == 403
    assert client.post("/add", data={name: value for name, value in form.items() if name != "key"}).status_code == 403
    assert contents(bench.root) == before


def test_with_a_token_nobody_enters_without_it_and_it_leaves_the_address_at_once(tmp_path: Path) -> None:
    with workbench(tmp_path, token=SESAME) as (client, _):
        assert client.get("/").status_code == 401
        assert client.get("/", params={"token": "wrong"}).status_code == 401
        answer = client.get("/ledger", params={"token": SESAME})
        assert (answer.status_code, answer.headers["location"]) == (303, "/ledger")
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert client.get("/").status_code == 200


def test_more_than_is_taken_is_refused_before_it_is_read(served: tuple[TestClient, Workbench]) -> None:
    client, _ = served
    assert client.post("/read", content=b"x", headers={"content-length": str(LARGEST + 1)}).status_code == 413
    assert client.post("/read", content=b"x", headers={"content-length": "-1"}).status_code == 413


# --- what a ledger holds is text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_ledger_or_an_address_holds_is_never_markup(served: tuple[TestClient, Workbench], payload: str) -> None:
    client, bench = served
    quoted = payload.replace("\\", "\\\\").replace('"', '\\"')
    (bench.root / "hostile.yaml").write_text(
        f'- actor: hostile\n  type: state\n  name: "{quoted}"\n  note: "{quoted}"\n'
        f'- source: hostile-text\n  type: newspaper\n  name: "{quoted}"\n  url: "{quoted}"\n',
        "utf-8",
    )
    (bench.root / "texts").mkdir(exist_ok=True)
    (bench.root / "texts" / "hostile-text.txt").write_text(payload, "utf-8")
    addresses = ["/", "/entry/hostile", "/entry/hostile-text", "/source/hostile-text", "/ledger"]
    pages = [client.get(address).text for address in addresses] + [client.get("/ledger", params={"q": payload}).text]
    pages.append(client.post("/read", data={"key": KEY, "text": payload, "url": payload}).text)
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "</textarea><b>" not in page
        assert 'href="javascript:' not in page
        assert ">49<" not in page


@pytest.mark.parametrize("name", ["..%2f..%2fdossier", "%2e%2e", "dossier.yaml", "texts"])
def test_no_address_leads_out_of_the_dossier(served: tuple[TestClient, Workbench], name: str) -> None:
    client, _ = served
    assert client.get(f"/source/{name}").status_code == 404
    assert client.get(f"/entry/{name}").status_code == 404


def test_a_link_in_the_texts_is_not_followed(served: tuple[TestClient, Workbench], tmp_path: Path) -> None:
    client, bench = served
    (tmp_path / "secret").write_text("a secret", "utf-8")
    (bench.root / "texts").mkdir(exist_ok=True)
    (bench.root / "texts" / "ministry-2031-04-01.txt").symlink_to(tmp_path / "secret")
    assert "a secret" not in client.get("/source/ministry-2031-04-01").text


# --- entries ----------------------------------------------------------------------------------------------------------


def test_a_changed_entry_is_written_and_nothing_else(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    page = client.get("/entry/airliners").text
    text = text_of(page) + "  note: looked at again\n"
    before = contents(bench.root)
    assert client.post("/entry/airliners", data={"key": KEY, "seen": seen_of(page), "text": text}).status_code == 303
    after = contents(bench.root)
    (changed,) = (name for name in after if after[name] != before[name])
    assert after[changed].replace(b"  note: looked at again\n", b"", 1) == before[changed]
    assert "looked at again" in client.get("/entry/airliners").text


def test_whoever_comes_second_is_told_and_both_texts_are_kept(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    page = client.get("/entry/airliners").text
    form = {"key": KEY, "seen": seen_of(page)}
    assert client.post("/entry/airliners", data=form | {"text": text_of(page) + "  note: first\n"}).status_code == 303
    before = contents(bench.root)
    answer = client.post("/entry/airliners", data=form | {"text": text_of(page) + "  note: second\n"})
    assert answer.status_code == 409
    assert "note: second" in text_of(answer.text)
    assert "note: first" in answer.text
    assert contents(bench.root) == before
    assert (
        client.post("/entry/airliners", data={"key": KEY, "seen": seen_of(answer.text), "text": text_of(answer.text)}).status_code
        == 303
    )


@pytest.mark.parametrize(
    "text", ["", "- deal: other\n", "- deal: airliners\n  amount: lots\n", "nonsense", "- deal: airliners\n  x: [\n"]
)
def test_what_is_wrong_is_not_written_and_not_lost(served: tuple[TestClient, Workbench], text: str) -> None:
    client, bench = served
    before = contents(bench.root)
    seen = seen_of(client.get("/entry/airliners").text)
    answer = client.post("/entry/airliners", data={"key": KEY, "seen": seen, "text": text})
    assert answer.status_code == 422
    assert text_of(answer.text) == text
    assert contents(bench.root) == before


def test_problems_have_places_in_the_text(served: tuple[TestClient, Workbench]) -> None:
    text = "- actor: new\n  name: New\n  type: planet\n"
    found = served[0].post("/problems", data={"key": KEY, "text": text}).json()
    assert [(one["line"], one["column"]) for one in found if one["level"] == "error"] == [(3, 9)]


def test_a_new_entry_stands_at_the_end_of_the_file_that_was_chosen_and_nowhere_else(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    form = {"key": KEY, "text": "- actor: new\n  type: state\n  name: New\n"}
    before = contents(bench.root)
    for into in ("../outside.yaml", "dossier.yaml", "/tmp/x.yaml", ""):  # noqa: S108  # refused
        assert client.post("/add", data=form | {"into": into}).status_code == 422
    assert contents(bench.root) == before
    assert client.post("/add", data=form | {"into": "actors.yaml"}).headers["location"] == "/entry/new"
    assert (bench.root / "actors.yaml").read_text("utf-8").endswith(form["text"])
    assert client.post("/add", data=form | {"into": "actors.yaml"}).status_code == 422


def test_an_entry_shows_what_cites_it(served: tuple[TestClient, Workbench]) -> None:
    assert 'href="/entry/airliners"' in served[0].get("/entry/borland-package").text


# --- reading ----------------------------------------------------------------------------------------------------------


def begun(client: TestClient) -> str:
    answer = client.post("/read", data={"key": KEY, "text": ARTICLE, "date": "2031-06-28", "source": "herald-new"})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_any_decisions_and_then_as_many_undos_leave_every_byte_as_it_was(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    address = begun(client)
    before = contents(bench.root)
    pressed = "arsna" * 3
    for press in pressed + "u" * len(pressed):
        at = re.search(r'name="at" value="(\d+)"', client.get(address).text)
        assert at is not None
        assert client.post(address, data={"key": KEY, "press": press, "at": at[1]}).status_code == 303
        assert load(bench.root).errors == ()
    assert contents(bench.root) == before


def test_what_is_accepted_stands_in_the_ledger_with_its_place_in_the_source(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    address = begun(client)
    client.post(address, data={"key": KEY, "press": "a", "at": "0"})
    source = load(bench.root).ledger.source("herald-new")
    assert source is not None
    assert (bench.root / "texts" / "herald-new.txt").read_text("utf-8") == ARTICLE
    page = client.get("/entry/herald-new").text
    (citing,) = set(re.findall(r'href="/entry/([\w-]+)"', page.partition('id="cited-by"')[2].partition("</section>")[0]))
    places = re.findall(r'href="(/source/herald-new\?at=[\d-]+)"', client.get(f"/entry/{citing}").text)
    assert places
    assert '<mark class="here">' in client.get(places[0]).text


def test_a_key_pressed_twice_decides_once(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    address = begun(client)
    for _ in range(2):
        client.post(address, data={"key": KEY, "press": "s", "at": "0"})
    (held,) = bench.readings.values()
    assert held.state.at == 1


def test_what_cannot_be_read_is_said(served: tuple[TestClient, Workbench]) -> None:
    client, _ = served
    for file in (b"PK\x03\x04 no zip", b"%PDF-1.4 nothing", b"\x00" * 40):
        answer = client.post("/read", data={"key": KEY}, files={"file": ("../x.docx", file)})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text


# --- lenses and briefs ------------------------------------------------------------------------------------------------


def test_an_address_holds_the_parameters_of_an_answer(served: tuple[TestClient, Workbench]) -> None:
    client, _ = served
    assert 'value="0.2"' in client.get("/lens/money?about=0.2").text
    part = client.get("/lens/money?about=0.2&part=1").text
    assert "<html" not in part
    assert part.strip() in client.get("/lens/money?about=0.2").text


@pytest.mark.parametrize("query", ["about=9", "about=x", "about=inf", "least=nothing", "as_of=never", "prefer=" + "x" * 600])
def test_a_parameter_that_cannot_be_is_said_beside_the_usual_answer(served: tuple[TestClient, Workbench], query: str) -> None:
    answer = served[0].get(f"/lens/money?{query}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_brief_holds_what_was_chosen_and_counts_sentences_without_an_entry(served: tuple[TestClient, Workbench]) -> None:
    client, _ = served
    form = {
        "key": KEY,
        "section": "money",
        "note-money": "It is large [airliners]. Nobody knows why.",
        "do": "export",
        "brief-language": "ru",
    }
    answer = client.post("/brief", data=form)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert re.findall(r'<section id="([\w-]+)" class="l2"', answer.text) == ["money"]
    assert "Nobody knows why." in answer.text
    assert "[airliners]" not in answer.text
    shown = client.post("/brief", data=form | {"do": "preview"}).text
    assert 'role="status"' in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_of_a_briefing_can_be_chosen_by_its_title(served: tuple[TestClient, Workbench], lang: str) -> None:
    ledger = served[1].now().known
    page = briefing(ledger, {name: served[1].ask(name) for name in LENSES}, lang)
    offered = sections_in(lang)
    assert [each for each in offered if each[0] in {part.id for part in page.sections}] == [
        (each.id, each.title) for each in page.sections
    ]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("One [a]. Two.", 1), ("One [b]. Two [a].\nThree.", 2)])
def test_a_sentence_rests_on_an_entry_that_there_is(text: str, count: int) -> None:
    assert unsourced(text, {"a"}) == count


# --- searching and marking --------------------------------------------------------------------------------------------


def test_every_entry_is_found_by_its_names_in_any_language_and_any_case(served: tuple[TestClient, Workbench]) -> None:
    ledger = served[1].now().ledger
    rows = rows_of(ledger)
    assert find(rows, "") == tuple(row.id for row in rows)
    for entry in ledger:
        for _, text in entry.name.texts if entry.name is not None else ():
            assert entry.id in find(rows, text.upper())
        assert entry.id in find(rows, entry.id)


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(lambda ends: Span(*ends)), max_size=5)


@given(st.text(max_size=30), spans, spans)
def test_marking_cuts_a_text_and_loses_nothing(text: str, here: list[Span], others: list[Span]) -> None:
    pieces = marked(text, here, others)
    assert "".join(words for words, _ in pieces) == text
    at = 0
    for words, how in pieces:
        for place in range(at, at + len(words)):
            inside = any(span.start <= place < span.end for span in here)
            assert (how == "here") == inside
            assert (how != "") == (inside or any(span.start <= place < span.end for span in others))
        at += len(words)


def test_a_slice_that_is_shown_is_what_stands_on_disk(served: tuple[TestClient, Workbench]) -> None:
    client, bench = served
    for entry in bench.now().ledger:
        assert entry.origin is not None
        place = entry.origin.place()
        assert text_of(client.get(f"/entry/{entry.id}").text) == entry_slice(bench.root / place.file, place.line).text
