"""The workbench in a real browser: by mouse and by keyboard alone, in three languages, narrow, and never off this machine."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from drafting import contents, dossier
from multivector.lenses import LENSES
from multivector.load import load
from multivector.views.locale import LANGUAGES
from multivector.web.app import app_of
from multivector.web.guard import Rules
from multivector.web.state import Workbench
from webbing import ARTICLE, HOSTS, KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip("Chromium is not installed", allow_module_level=True)
expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
LONGEST = 30_000
"""Milliseconds that a page may take on a machine that is busy with other tests; most take a hundredth."""
PAGES = ("/", "/ledger", "/entry/airliners", "/add", "/read", "/lens/money", "/brief")
PAYLOAD = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # where there is no Chromium it may be missing too

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield opened
        opened.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the small dossier; give its address and folder."""
    import uvicorn  # noqa: PLC0415  # likewise

    root = dossier(tmp_path)
    app = app_of(Workbench(root, key=KEY), Rules(HOSTS))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", root
    server.should_exit = True
    thread.join(LONGEST / 1000)
    listening.close()


class Watched:
    """A page, with all that went wrong on it and every host that it asked."""

    def __init__(self, browser: Browser, width: int = 1200) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900})
        self.page.set_default_timeout(LONGEST)
        self.wrong: list[str] = []
        self.hosts: set[str | None] = set()
        self.page.on("console", lambda told: self.wrong.append(told.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))

    def end(self) -> None:
        """Say that all went well."""
        assert self.wrong == []
        assert self.hosts <= {"127.0.0.1"}
        self.page.close()


def begin(page: Page, address: str, source: str) -> None:
    page.goto(f"{address}/read")
    page.get_by_label("Paste a text").fill(ARTICLE)
    page.get_by_label("Day on which").fill("2031-06-28")
    page.get_by_label("Id of the source").fill(source)


def test_what_is_accepted_stands_in_the_ledger_and_leads_to_its_sentence(browser: Browser, served: tuple[str, Path]) -> None:
    address, root = served
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{address}/lens/sources")
    told = page.locator("#answer").inner_text()
    begin(page, address, "herald-new")
    page.get_by_role("button", name="Read", exact=True).click()
    marked = page.locator(".source mark.here").first.inner_text()
    assert marked in ARTICLE
    page.get_by_role("button", name="Accept a").click()
    expect(page.get_by_role("status")).to_contain_text("accepted 1")
    assert load(root).ledger.source("herald-new") is not None
    page.goto(f"{address}/entry/herald-new")
    page.locator("#cited-by a").first.click()
    page.locator('#places a[href^="/source/herald-new?at="]').first.click()
    assert page.locator(".source mark.here").first.inner_text() in ARTICLE
    page.go_back()
    page.goto(f"{address}/lens/sources")
    assert page.locator("#answer").inner_text() != told
    watched.end()


def test_everything_can_be_done_by_keyboard_alone(browser: Browser, served: tuple[str, Path]) -> None:
    address, root = served
    before = contents(root)
    watched = Watched(browser)
    page, press = watched.page, watched.page.keyboard.press
    page.goto(address)
    press("?")
    assert page.locator("#help").is_visible()
    press("Escape")
    press("g")
    press("r")
    page.wait_for_url("**/read")
    press("e")
    page.keyboard.insert_text(ARTICLE)
    press("Tab")
    press("Tab")
    page.keyboard.type("06282031")
    press("Tab")
    press("Tab")
    press("Enter")
    page.wait_for_url("**/read/*")
    for key, count in (("a", "accepted 1"), ("u", "accepted 0"), ("r", "rejected 1"), ("u", "rejected 0")):
        page.wait_for_load_state()
        press(key)
        expect(page.get_by_role("status")).to_contain_text(count)
    page.wait_for_load_state()
    after = contents(root)
    assert {name: after.get(name) for name in before} == before
    press("g")
    press("e")
    page.wait_for_url("**/ledger")
    press("/")
    page.keyboard.type("airliners")
    press("Enter")
    page.wait_for_url("**/ledger?q=airliners")
    press("j")
    press("Enter")
    page.wait_for_url("**/entry/*")
    watched.end()


def test_an_answer_follows_its_controls_and_so_does_the_address(browser: Browser, served: tuple[str, Path]) -> None:
    address, _ = served
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{address}/lens/money")
    page.locator("#p-about").fill("0.25")
    page.wait_for_url("**/lens/money?about=0.25")
    page.reload()
    assert page.locator("#p-about").input_value() == "0.25"
    watched.end()


def test_what_is_wrong_is_underlined_as_one_types(browser: Browser, served: tuple[str, Path]) -> None:
    address, _ = served
    watched = Watched(browser)
    page = watched.page
    page.goto(f"{address}/add?kind=actor")
    page.locator("#entry-text").fill("- actor: new\n  type: planet\n  name: New\n")
    expect(page.locator(".bad", has_text="planet")).to_have_text("planet")
    assert "2:9" in page.locator(".told").inner_text()
    watched.end()


def test_the_second_of_two_windows_is_told(browser: Browser, served: tuple[str, Path]) -> None:
    address, _ = served
    first, second = Watched(browser), Watched(browser)
    for watched in (first, second):
        watched.page.goto(f"{address}/entry/airliners")
    for watched, words in ((first, "one"), (second, "two")):
        area = watched.page.locator("#entry-text")
        area.fill(f"{area.input_value()}  note: {words}\n")
        watched.page.get_by_role("button", name="Save").click()
        watched.page.wait_for_load_state()
    second.page.get_by_role("alert").wait_for()
    assert "note: two" in second.page.locator("#entry-text").input_value()
    assert "note: one" in second.page.locator("pre.source").inner_text()
    first.end()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_is_wider_than_a_telephone_in_any_language_and_every_control_has_a_name(
    browser: Browser, served: tuple[str, Path], lang: str
) -> None:
    address, _ = served
    watched = Watched(browser, 380)
    for path in (*PAGES, *(f"/lens/{name}" for name in LENSES if lang == "ru")):
        watched.page.goto(f"{address}{path}?lang={lang}")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 380, path
        nameless = watched.page.evaluate(
            """[...document.querySelectorAll('input:not([type=hidden]), select, textarea, button')].filter((each) =>
            !each.labels?.length && !each.getAttribute('aria-label') && !each.textContent.trim()).length"""
        )
        assert nameless == 0, path
        assert watched.page.evaluate("document.documentElement.lang") == lang
    watched.end()


def test_nothing_that_a_ledger_holds_runs(browser: Browser, served: tuple[str, Path]) -> None:
    address, root = served
    quoted = PAYLOAD.replace('"', '\\"')
    (root / "hostile.yaml").write_text(f'- actor: hostile\n  type: state\n  name: "{quoted}"\n  note: "{quoted}"\n', "utf-8")
    watched = Watched(browser)
    for path in ("/ledger?q=hostile", "/entry/hostile", "/", "/lens/partners", "/brief"):
        watched.page.goto(address + path)
        assert watched.page.title() != "run"
    watched.page.goto(f"{address}/read")
    watched.page.get_by_label("Paste a text").fill(f"{PAYLOAD} {ARTICLE}")
    watched.page.get_by_label("Day on which").fill("2031-06-28")
    watched.page.get_by_role("button", name="Read", exact=True).click()
    watched.page.wait_for_url("**/read/*")
    assert watched.page.title() != "run"
    watched.end()
