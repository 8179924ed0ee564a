"""The ledger to look through: search, one entry with all that belongs to it, and the text of a source at a place."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from multivector.files.edit import entry_slice
from multivector.load import TEXTS_FOLDER
from multivector.model.entries import KINDS, Source, kind_of
from multivector.model.walk import evidence_of
from multivector.reader.passages import bounds, passage
from multivector.reader.spans import Span
from multivector.views.annex import entry_section
from multivector.views.blocks import Items, Run, Section, line
from multivector.views.locale import date
from multivector.views.naming import called, gist
from multivector.views.wording import label, say
from multivector.web.find import find
from multivector.web.paint import bench_of, language, page
from multivector.web.past import history

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from multivector.files.edit import Slice
    from multivector.model.entries import AnyEntry
    from multivector.model.evidence import Evidence
    from multivector.views.blocks import Block, Inline
    from multivector.web.state import Now, Workbench

MOST = 50
"""Entries on a page of the list."""
_LONGEST = 200
_AT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_MOST_CITING = 200


async def ledger(request: Request) -> Response:
    """Answer with the entries that fit a search."""

    def work() -> Response:
        lang, now = language(request), bench_of(request).now()
        query, kind, partner = (request.query_params.get(name, "")[:_LONGEST] for name in ("q", "kind", "partner"))
        ids = find(now.rows, query, kind, partner)
        at = request.query_params.get("page", "1")
        last = max((len(ids) - 1) // MOST + 1, 1)
        number = min(max(int(at), 1), last) if at.isascii() and at.isdecimal() and len(at) < len("10000000") else 1
        shown = [
            (id_, called(now.ledger, id_, lang), gist(each, lang), label(lang, "kind", kind_of(each)))
            for id_ in ids[(number - 1) * MOST : number * MOST]
            for each in [now.ledger.by_id[id_]]
        ]
        partners = sorted({each for row in now.rows for each in row.partners}, key=lambda each: called(now.ledger, each, lang))
        return page(
            request, "ledger.html", tab="ledger", title=say(lang, "web.ledger"), q=query, kind=kind, partner=partner, rows=shown,
            kinds=[(each, label(lang, "kind", each)) for each in KINDS],
            partners=[(each, called(now.ledger, each, lang)) for each in partners], count=len(ids), number=number, last=last,
        )  # fmt: skip

    return await run_in_threadpool(work)


async def entry(request: Request) -> Response:
    """Answer with one entry."""

    def work() -> Response:
        bench = bench_of(request)
        now = bench.now()
        found = now.ledger.by_id.get(request.path_params["id"])
        if found is None:
            return page(request, "message.html", 404, tab="ledger", message=request.url.path)
        return entry_page(request, bench, now, found)

    return await run_in_threadpool(work)


def entry_page(
    request: Request, bench: Workbench, now: Now, found: AnyEntry, *, status: int = 200, text: str | None = None, told: str = ""
) -> Response:
    """Show an entry; with the text that somebody wrote, and what is to be said of it."""
    lang = language(request)
    seen = slice_of(bench, found)
    whole = entry_section(found, now.ledger, lang)
    citing = now.citing.get(found.id, ())
    sections = [
        Section("places", say(lang, "web.evidence"), tuple(_evidence(bench, found, now, lang))),
        Section("cited-by", f"{say(lang, 'web.cited-by')} · {len(citing)}", _listed(citing[:_MOST_CITING], now, lang)),
        Section("history", say(lang, "web.history"), _past(bench, found, seen, lang)),
    ]
    return page(
        request, "entry.html", status, tab="ledger", title=whole.title, whole=whole, id=found.id, told=told,
        sections=[each for each in sections if each.blocks], text=text if text is not None else seen.text if seen else "",
        disk=seen.text if seen and text is not None and status == CONFLICT else "", seen=seen.sha256 if seen else "",
        where=f"{found.origin.place().file}:{found.origin.place().line}" if found.origin else "",
        has_text=isinstance(found, Source) and text_of_source(bench, found.id) is not None,
    )  # fmt: skip


CONFLICT = 409
"""The status of an answer that says that somebody was faster."""


async def source(request: Request) -> Response:
    """Answer with the text of a source, at a place."""

    def work() -> Response:
        bench, lang = bench_of(request), language(request)
        now, id_ = bench.now(), request.path_params["id"]
        found = now.ledger.source(id_)
        if found is None:
            return page(request, "message.html", 404, tab="ledger", message=request.url.path)
        text = text_of_source(bench, id_)
        at = _AT.fullmatch(request.query_params.get("at", ""))
        here = [Span(int(at[1]), int(at[2]))] if at and int(at[1]) < int(at[2]) else []
        spans = [Span(each.start, each.end) for entry_ in now.ledger for _, each in evidence_of(entry_)
                 if each.source == id_ and each.start is not None and each.end is not None]  # fmt: skip
        pieces = marked(text, here, spans) if text is not None else []
        return page(
            request, "source.html", tab="ledger", title=called(now.ledger, id_, lang), id=id_, pieces=pieces, url=found.url or ""
        )

    return await run_in_threadpool(work)


def marked(text: str, here: Sequence[Span], others: Sequence[Span]) -> list[tuple[str, str]]:
    """Cut a text into pieces, each with how it is marked: as the place asked for, as another place, or not at all."""
    size = len(text)
    cuts = sorted({0, size, *(min(edge, size) for span in (*here, *others) for edge in (span.start, span.end))})
    found = []
    for start, end in pairwise(cuts):
        how = "here" if _within(start, here) else "other" if _within(start, others) else ""
        found.append((text[start:end], how))
    return found


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def slice_of(bench: Workbench, found: AnyEntry) -> Slice | None:
    """Give the lines of an entry as they are on disk."""
    if found.origin is None:
        return None
    place = found.origin.place()
    try:
        return entry_slice(bench.root / place.file, place.line)
    except (OSError, UnicodeDecodeError):
        return None


def text_of_source(bench: Workbench, id_: str) -> str | None:
    """Give the text of a source that the dossier keeps; never what a link leads to elsewhere."""
    folder = bench.root / TEXTS_FOLDER
    file = folder / f"{id_}.txt"
    try:
        if not os.path.realpath(file).startswith(os.path.realpath(folder) + os.sep):
            return None
        return file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def _evidence(bench: Workbench, found: AnyEntry, now: Now, lang: str) -> Iterable[Block]:
    """Give each place that the entry rests on: the sentence, where the text is kept, and what leads there."""
    items: list[Inline] = []
    texts: dict[str, tuple[str, tuple[Span, ...]] | None] = {}
    said = {(each.source, each.start, each.end): each for _, each in evidence_of(found)}
    for each in said.values():
        if each.source not in texts:
            text = text_of_source(bench, each.source)
            texts[each.source] = (text, bounds(text)) if text is not None else None
        items.append(_place(each, texts[each.source], now, lang))
    return [Items(tuple(items))] if items else []


def _place(each: Evidence, held: tuple[str, tuple[Span, ...]] | None, now: Now, lang: str) -> Inline:
    placed = held is not None and each.start is not None and each.end is not None and each.end <= len(held[0])
    where = f"?at={each.start}-{each.end}" if placed else ""
    href = f"/source/{each.source}{where}" if held is not None else f"/entry/{each.source}"
    runs = [Run(called(now.ledger, each.source, lang), href=href)]
    if held is not None and placed and each.start is not None and each.end is not None:
        runs.append(Run(" "))
        shown = passage([Span(each.start, each.end)], held[1])
        runs += [Run(" ".join(piece.span.of(held[0]).splitlines()), mark=piece.marked) for piece in shown]
    elif each.quote:
        runs.append(Run(f" {each.quote}", quiet=True))
    carried = now.ledger.source(each.source)
    if carried is not None and carried.url:
        runs += [Run(" "), Run(carried.url, href=carried.url)]
    return tuple(runs)


def _listed(ids: Iterable[str], now: Now, lang: str) -> tuple[Block, ...]:
    items = tuple(
        line(Run(called(now.ledger, id_, lang), href=f"/entry/{id_}"), gist(now.ledger.by_id[id_], lang)) for id_ in ids
    )
    return (Items(items),) if items else ()


def _past(bench: Workbench, found: AnyEntry, seen: Slice | None, lang: str) -> tuple[Block, ...]:
    steps = history(bench.root, found, seen.text.count("\n")) if seen is not None else ()
    told = tuple(
        line(Run(f"{date(lang, step.day)} ", quiet=True), step.subject, Run(f" {step.author}, {step.commit}", quiet=True))
        for step in steps
    )
    return (Items(told),) if told else ()
