"""Entries written by hand: checked as one types, written whole, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, RedirectResponse

from multivector.desk.checking import edited
from multivector.desk.entry import Options
from multivector.files.edit import ExternallyChangedError, append, replace
from multivector.model.entries import KINDS
from multivector.model.fields import fields_of
from multivector.views.wording import label, say
from multivector.web.forms import form_of, text_of_field
from multivector.web.listing import CONFLICT, entry_page, slice_of
from multivector.web.paint import bench_of, language, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from multivector.model.problems import Problem
    from multivector.web.state import Now

LONGEST = 1 << 18
"""Characters of an entry's text that are taken."""
_WRONG = 422


async def problems(request: Request) -> Response:
    """Say what is wrong with a text that is being written."""
    form = await form_of(request)
    text, id_ = text_of_field(form, "text")[:LONGEST], text_of_field(form, "id") or None
    return await run_in_threadpool(lambda: JSONResponse(plain(edited(bench_of(request).now().ledger, text, id_)[1])))


async def save(request: Request) -> Response:
    """Put a text in the place of an entry."""
    form = await form_of(request)
    text, seen = text_of_field(form, "text")[:LONGEST], text_of_field(form, "seen")

    def work() -> Response:
        bench, lang = bench_of(request), language(request)
        with bench.lock:
            now = bench.now()
            found = now.ledger.by_id.get(request.path_params["id"])
            if found is None:
                return page(request, "message.html", 404, tab="ledger", message=request.url.path)
            there = slice_of(bench, found)
            if there is None or there.sha256 != seen:
                return entry_page(request, bench, now, found, status=CONFLICT, text=text, told=say(lang, "web.conflict"))
            if any(one.level == "error" for one in edited(now.ledger, text, found.id)[1]):
                return entry_page(request, bench, now, found, status=_WRONG, text=text, told=say(lang, "web.not-saved"))
            try:
                replace(there, text)
            except ExternallyChangedError:
                return entry_page(request, bench, now, found, status=CONFLICT, text=text, told=say(lang, "web.conflict"))
            except OSError as error:
                return entry_page(request, bench, now, found, status=CONFLICT, text=text, told=str(error.strerror))
        return RedirectResponse(f"/entry/{found.id}", 303)

    return await run_in_threadpool(work)


async def add_form(request: Request) -> Response:
    """Answer with an empty entry of a kind."""
    kind = request.query_params.get("kind", "event")
    needed = [field.key for field in fields_of(KINDS[kind]) if field.required] if kind in KINDS else []
    text = "".join([f"- {kind if kind in KINDS else 'event'}: \n", *(f"  {key}: \n" for key in needed), "  evidence: \n"])
    return await run_in_threadpool(lambda: _add_page(request, bench_of(request).now(), text, into=Options().into))


async def add(request: Request) -> Response:
    """Write a new entry at the end of a file."""
    form = await form_of(request)
    text, into = text_of_field(form, "text")[:LONGEST], text_of_field(form, "into")

    def work() -> Response:
        bench, lang = bench_of(request), language(request)
        with bench.lock:
            now = bench.now()
            built, wrong = edited(now.ledger, text, None)
            if into not in _files(now):
                return _add_page(request, now, text, into=Options().into, status=_WRONG, told=say(lang, "web.not-saved"))
            if not built or any(one.level == "error" for one in wrong):
                return _add_page(request, now, text, into=into, status=_WRONG, told=say(lang, "web.not-saved"))
            try:
                append(bench.root / into, text)
            except (OSError, UnicodeDecodeError) as error:
                return _add_page(request, now, text, into=into, status=CONFLICT, told=str(error))
        return RedirectResponse(f"/entry/{built[0].id}", 303)

    return await run_in_threadpool(work)


def plain(found: Iterable[Problem]) -> list[dict[str, object]]:
    """Give problems as the script of a page takes them."""
    return [
        {"line": one.place.line, "column": one.place.column, "width": one.place.width, "level": one.level,
         "message": one.message, "help": one.help}
        for one in found
    ]  # fmt: skip


def _add_page(request: Request, now: Now, text: str, *, into: str, status: int = 200, told: str = "") -> Response:
    lang = language(request)
    kinds = [(kind, label(lang, "kind", kind)) for kind in KINDS]
    return page(request, "add.html", status, tab="ledger", title=say(lang, "web.add"), text=text, into=into, files=_files(now),
                kinds=kinds, told=told)  # fmt: skip


def _files(now: Now) -> list[str]:
    """Give the files of the dossier that hold entries, and the one for new ones."""
    return sorted({Options().into, *(entry.origin.place().file for entry in now.ledger if entry.origin is not None)})
