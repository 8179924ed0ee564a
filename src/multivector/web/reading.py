"""A text -> drafts, and a person's decisions: the same review as in the terminal, with the source beside the draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, RedirectResponse

from multivector.desk.desk import Desk
from multivector.desk.entry import Options
from multivector.desk.items import Text, Told
from multivector.desk.review import State, step, told, with_text
from multivector.desk.run import done
from multivector.files.values import parse_id
from multivector.model.problems import Mistake
from multivector.reader.actors import known
from multivector.reader.documents import MAX_BYTES, text_of
from multivector.reader.drafting import read, weights
from multivector.reader.reading import dateline_of
from multivector.views.naming import called
from multivector.views.sections.drafts import draft_blocks
from multivector.views.wording import say
from multivector.web.editing import LONGEST, plain
from multivector.web.forms import form_of, text_of_field
from multivector.web.lensing import day_of
from multivector.web.listing import marked
from multivector.web.paint import bench_of, language, page

if TYPE_CHECKING:
    from datetime import date

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from multivector.desk.desk import Item
    from multivector.web.state import Mark, Workbench

MOST = 50
"""Texts that are kept open; beyond that the one that was begun first is closed."""
_PRESSED = frozenset("arsnu")
_WRONG = 422


@dataclass(slots=True)
class Reading:
    """A text under decision."""

    desk: Desk
    items: tuple[Item, ...]
    state: State
    mark: Mark
    """How the dossier was when the desk last looked."""


async def reader(request: Request) -> Response:
    """Answer with what can be read; with `inbox`, begin with a text that lies there."""
    wanted = request.query_params.get("inbox", "")

    def work() -> Response:
        bench = bench_of(request)
        waiting, unread = bench.waiting()
        if wanted.isascii() and wanted.isdecimal() and int(wanted[:6]) < len(waiting):
            article = waiting[int(wanted[:6])]
            text = Text(article.name, article.text, article.day, article.title)
            return RedirectResponse(f"/read/{_begin(bench, Told(text, article.drafts), Options())}", 303)
        return _start(request, unread=unread)

    return await run_in_threadpool(work)


async def begin(request: Request) -> Response:
    """Read a text that was pasted or dropped."""
    form = await form_of(request, files=1)
    file = form.get("file")
    data, name = b"", "pasted.txt"
    if isinstance(file, UploadFile) and file.filename:
        data, name = await file.read(MAX_BYTES + 1), file.filename
    await form.close()
    pasted = text_of_field(form, "text")

    def work() -> Response:
        bench, lang = bench_of(request), language(request)
        found = text_of(data or pasted.encode(), name)
        if isinstance(found, Mistake):
            return _start(request, form, f"{found.message}; {found.help}")
        given, wrong = day_of(text_of_field(form, "date"))
        day = given or found.date or dateline_of(found.text)
        source = text_of_field(form, "source").strip()
        bad = parse_id(source) if source else ""
        if wrong or day is None or isinstance(bad, Mistake):
            told_ = bad.message if isinstance(bad, Mistake) else f"{say(lang, 'web.day')}?"
            return _start(request, form, told_, pasted or found.text)
        url = text_of_field(form, "url").strip()
        options = Options(source or None, url=url if url.startswith(("http://", "https://")) else "")
        return RedirectResponse(f"/read/{_begin(bench, _told(bench, found.text, found.title, day), options)}", 303)

    return await run_in_threadpool(work)


async def reading(request: Request) -> Response:
    """Answer with a text and the draft that is to be decided on."""

    def work() -> Response:
        bench = bench_of(request)
        with bench.lock:
            held = bench.readings.get(request.path_params["id"])
            if held is None:
                return page(request, "message.html", 404, tab="read", message=request.url.path)
            return _shown(request, bench, held)

    return await run_in_threadpool(work)


async def decide(request: Request) -> Response:
    """Take a key."""
    form = await form_of(request)
    press, at, text = (text_of_field(form, name) for name in ("press", "at", "text"))

    def work() -> Response:
        bench, id_ = bench_of(request), request.path_params["id"]
        with bench.lock:
            held = bench.readings.get(id_)
            if held is None:
                return page(request, "message.html", 404, tab="read", message=request.url.path)
            if press in _PRESSED and at == str(held.state.at):
                _refresh(bench, held)
                _press(held, press, text[:LONGEST])
                held.mark = bench.now().mark
        return RedirectResponse(f"/read/{id_}", 303)

    return await run_in_threadpool(work)


async def item_problems(request: Request) -> Response:
    """Say what is wrong with the text of a draft that is being changed."""
    form = await form_of(request)
    text = text_of_field(form, "text")[:LONGEST]

    def work() -> Response:
        bench = bench_of(request)
        with bench.lock:
            held = bench.readings.get(request.path_params["id"])
            if held is None or held.state.over:
                return JSONResponse([])
            card = held.desk.card(held.items[held.state.at], text, as_new=held.state.as_new)
            return JSONResponse(plain(card.problems))

    return await run_in_threadpool(work)


def _press(held: Reading, press: str, text: str) -> None:
    state = held.state
    if press == "a" and text and not state.over:
        card = held.desk.card(held.items[state.at], state.edited, as_new=state.as_new)
        if text.rstrip("\n") != card.proposal.text.rstrip("\n"):
            state = with_text(state, text)
    after, effect = step(state, press)
    held.state = done(held.desk, held.items, state, after, effect, lambda shown: shown)


def _refresh(bench: Workbench, held: Reading) -> None:
    """Look at the dossier anew, where somebody else has changed it."""
    if held.mark != bench.now().mark:
        held.desk.refresh()
        held.mark = bench.now().mark


def _told(bench: Workbench, text: str, title: str, day: date) -> Told:
    name = sha256(text.encode(errors="replace")).hexdigest()[:12]
    drafts = read(text, day, known(bench.now().ledger), weights()).drafts
    return Told(Text(name, text, day, title), drafts)


def _begin(bench: Workbench, found: Told, options: Options) -> str:
    """Open a text, or go on with it."""
    id_ = found.text.sha256[:16]
    with bench.lock:
        if id_ not in bench.readings:
            if len(bench.readings) >= MOST:
                bench.readings.pop(next(iter(bench.readings)))
            desk = Desk(bench.root, [found], options)
            items = desk.waiting()
            bench.readings[id_] = Reading(desk, items, State(len(items)), bench.now().mark)
    return id_


def _start(
    request: Request, form: FormData | None = None, wrong: str = "", text: str = "", unread: tuple[str, ...] = ()
) -> Response:
    bench, lang = bench_of(request), language(request)
    waiting, _ = bench.waiting()
    given = {name: text_of_field(form, name) if form is not None else "" for name in ("date", "source", "url", "text")}
    given["text"] = text or given["text"]
    held = [
        (id_, each.desk.told[0].text.title or each.desk.told[0].text.name, each.state.at, each.state.count)
        for id_, each in bench.readings.items()
    ]
    return page(
        request, "read.html", _WRONG if wrong else 200, tab="read", title=say(lang, "web.reader"), wrong=wrong, unread=unread,
        given=given, held=held, waiting=[(number, each.title) for number, each in enumerate(waiting)],
    )  # fmt: skip


def _shown(request: Request, bench: Workbench, held: Reading) -> Response:
    lang, state = language(request), held.state
    _refresh(bench, held)
    text = held.desk.told[0].text
    tally = {name: state.history.count(name) for name in ("accepted", "rejected", "skipped")}
    values = {
        "tab": "read", "title": text.title or text.name, "id": request.path_params["id"], "at": state.at, "of": state.count,
        "tally": say(lang, "web.tally", **tally), "told": state.message, "over": state.over,
    }  # fmt: skip
    spans = [span for draft in held.desk.told[0].drafts for span in draft.evidence]
    if state.over:
        decided = dict.fromkeys(id_ for _, id_ in held.desk.decided if id_ is not None and id_ in held.desk.ledger)
        made = [(id_, called(held.desk.ledger, id_, lang)) for id_ in decided]
        return page(request, "reading.html", pieces=marked(text.content, [], spans), made=made, **values)
    item = held.items[state.at]
    try:
        card = held.desk.card(item, state.edited, as_new=state.as_new)
    except (OSError, ValueError) as error:
        held.state = told(replace(state, as_new=True), str(error))
        card = held.desk.card(item, as_new=True)
    draft = held.desk.draft(item)
    blocks = draft_blocks(item.number + 1, draft, card.match, text.content, held.desk.ledger, lang)
    return page(
        request, "reading.html", pieces=marked(text.content, draft.evidence, spans), blocks=blocks, text=card.proposal.text,
        missing=list(card.proposal.missing.items()), **values,
    )  # fmt: skip
