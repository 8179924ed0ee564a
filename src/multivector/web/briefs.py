"""The brief: chosen sections in a language, with the analyst's own words between them, counted where they name no entry."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from multivector.lenses import LENSES
from multivector.lenses.dealings import looked_at
from multivector.reader.tokens import sentences
from multivector.views.blocks import Paragraph, Run
from multivector.views.briefing import briefing
from multivector.views.html import render_html
from multivector.views.locale import LANGUAGES
from multivector.views.wording import say
from multivector.web.forms import form_of, text_of_field
from multivector.web.lensing import day_of
from multivector.web.paint import bench_of, language, page

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from starlette.requests import Request

    from multivector.views.blocks import Page
    from multivector.web.state import Workbench

LONGEST = 20_000
"""Characters of the words before a section."""
_NAMED = re.compile(r"\[([a-z0-9][a-z0-9-]*)\]")
_WRONG = 422


async def brief(request: Request) -> Response:
    """Answer with what can be chosen."""

    def work() -> Response:
        lang = language(request)
        return _form(request, lang, chosen=None, notes={})

    return await run_in_threadpool(work)


async def brief_of(request: Request) -> Response:
    """Answer with the brief as chosen, or give it as a file."""
    form = await form_of(request)
    notes = {name.removeprefix("note-"): text_of_field(form, name)[:LONGEST] for name in form if name.startswith("note-")}
    chosen = [each for each in form.getlist("section") if isinstance(each, str)]
    lang = text_of_field(form, "brief-language")
    as_of, wrong = day_of(text_of_field(form, "as_of"))

    def work() -> Response:
        bench = bench_of(request)
        written = lang if lang in LANGUAGES else language(request)
        if wrong:
            return _form(request, written, chosen=chosen, notes=notes, wrong=wrong)
        made = _with(_page(bench, written, as_of), chosen, notes, bench.now().known.by_id)
        if text_of_field(form, "do") == "export":
            name = f"brief-{as_of or bench.now().day}.{written}.html"
            headers = {"content-disposition": f'attachment; filename="{name}"'}
            return Response(render_html(made), media_type="text/html", headers=headers)
        return _form(request, written, chosen=chosen, notes=notes, made=made, as_of=text_of_field(form, "as_of"))

    return await run_in_threadpool(work)


def sections_in(lang: str) -> list[tuple[str, str]]:
    """Give the sections that a brief may have, in their order, without asking any lens."""
    before = [(name, say(lang, f"briefing.{name}")) for name in ("judgements", "known", "unknown", "change")]
    after = [(name, say(lang, f"briefing.{name}")) for name in ("questions", "timeline", "statement", "entries", "texts")]
    return [*before, *((name, say(lang, f"{name}.title")) for name in LENSES), *after]


def unsourced(text: str, known: Container[str]) -> int:
    """Count the sentences that name no entry."""
    lines = (line for line in text.splitlines() if line.strip())
    told = (line[start:end] for line in lines for start, end in sentences(line))
    return sum(1 for each in told if each.strip() and not any(id_ in known for id_ in _NAMED.findall(each)))


def _page(bench: Workbench, lang: str, as_of: date | None) -> Page:
    now = bench.now()
    known = looked_at(now.ledger, as_of)[0] if as_of is not None else now.known
    return briefing(known, {name: bench.ask(name, None, as_of) for name in LENSES}, lang, (lang,))


def _with(whole: Page, chosen: list[str], notes: Mapping[str, str], known: Container[str]) -> Page:
    """Keep the chosen sections, each with the analyst's words before what it says."""
    sections = tuple(
        replace(part, blocks=(*_words(notes.get(part.id, ""), known), *part.blocks))
        for part in whole.sections
        if part.id in chosen
    )
    return replace(whole, sections=sections)


def _words(text: str, known: Container[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(_runs(line, known)) for line in text.splitlines() if line.strip())


def _runs(text: str, known: Container[str]) -> tuple[Run, ...]:
    """Give words with the entries that they name as references."""
    runs, at = [], 0
    for found in _NAMED.finditer(text):
        if found[1] in known:
            runs.append(Run(text[at : found.start()].rstrip(), (found[1],)))
            at = found.end()
    return (*runs, Run(text[at:]))


def _form(
    request: Request, written: str, *, chosen: list[str] | None, notes: Mapping[str, str], made: Page | None = None,
    wrong: str = "", as_of: str = "",
) -> Response:  # fmt: skip
    bench, lang = bench_of(request), language(request)
    listed = [(id_, title, chosen is None or id_ in chosen, notes.get(id_, "")) for id_, title in sections_in(lang)]
    count = sum(unsourced(text, bench.now().ledger) for text in notes.values())
    return page(
        request, "brief.html", _WRONG if wrong else 200, tab="brief", title=say(lang, "web.brief"), listed=listed, made=made,
        brief_language=written, unsourced=count, wrong=wrong, as_of=as_of or str(bench.now().day),
    )  # fmt: skip
