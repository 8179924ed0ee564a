"""The lenses: each a page with its parameters as controls; the address holds them, so that an answer can be passed on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from starlette.concurrency import run_in_threadpool

from multivector.lenses import LENSES
from multivector.lenses.pending.classes import Choice
from multivector.model.parts import LADDER
from multivector.views.sections import SECTIONS
from multivector.views.wording import label, say
from multivector.web.paint import bench_of, language, page
from multivector.web.state import defaults_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

LONGEST = 500
"""Characters of a parameter that is a text."""
_FREE = 10_000
"""Magnitude of a number for which a lens names no bounds."""
_CHOICES = {("money", "least"): tuple(LADDER), ("pending", "reference"): get_args(Choice)}


@dataclass(frozen=True, slots=True)
class Control:
    """A parameter as a person sets it."""

    name: str
    called: str
    value: str
    default: str
    low: str
    high: str
    step: str
    choices: tuple[tuple[str, str], ...]
    source: str


async def lenses(request: Request) -> Response:
    """Answer with the list of lenses."""
    lang = language(request)
    listed = [(name, say(lang, f"{name}.title")) for name in LENSES]
    return await run_in_threadpool(lambda: page(request, "lenses.html", tab="lens", title=say(lang, "web.lenses"), listed=listed))


async def lens(request: Request) -> Response:
    """Answer with one lens; with `part`, with its answer alone."""
    name = request.path_params["name"]
    if name not in LENSES:
        return await run_in_threadpool(lambda: page(request, "message.html", 404, tab="lens", message=request.url.path))

    def work() -> Response:
        bench, lang = bench_of(request), language(request)
        given, wrong = parameters(name, request.query_params)
        as_of, wrong_day = day_of(request.query_params.get("as_of", ""))
        declared = {each.name: (each.low, each.high) for each in bench.ask(name).parameters}
        wrong = wrong or wrong_day or bounded(given, declared)
        try:
            result = bench.ask(name, {} if wrong else given, as_of)
        except ValueError as error:
            wrong, result = str(error), bench.ask(name)
        section = SECTIONS[name](result, bench.now().known, lang)
        values = {
            "tab": "hypotheses" if name == "hypotheses" else "lens", "title": section.title, "part": section,
            "controls": controls(name, result.parameters, lang), "wrong": wrong, "lens": name, "as_of": str(result.as_of),
        }  # fmt: skip
        return page(request, "answer.html" if "part" in request.query_params else "lens.html", 422 if wrong else 200, **values)

    address = (request.url.path, request.url.query, language(request))
    return await run_in_threadpool(lambda: bench_of(request).now().painted(address, work))


def parameters(name: str, query: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """Read the parameters of a lens from an address; and say what is wrong."""
    found: dict[str, Any] = {}
    for each, default in defaults_of(name).items():
        text = query.get(each, "").strip()
        if not text:
            continue
        if len(text) > LONGEST:
            return {}, f"{each}: too long"
        if not isinstance(default, int | float):
            found[each] = text
            continue
        try:
            value = type(default)(text)
        except ValueError:
            return {}, f"{each}: {text!r} is no number"
        if not math.isfinite(value):
            return {}, f"{each}: {text!r} is no number"
        found[each] = value
    return found, ""


def bounded(given: Mapping[str, Any], declared: Mapping[str, tuple[Any, Any]]) -> str:
    """Say which number is beyond the range that the lens declares; an empty text if none is."""
    for each, value in given.items():
        if isinstance(value, int | float):
            low, high = declared.get(each, (None, None))
            low, high = (-_FREE if low is None else low), (_FREE if high is None else high)
            if not low <= value <= high:
                return f"{each}: {low} … {high}"
    return ""


def day_of(text: str) -> tuple[date | None, str]:
    """Read a day; none if there is none."""
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text[:20]), ""
    except ValueError:
        return None, f"{text[:20]!r}: 2025-11-30"


def controls(name: str, declared: Any, lang: str) -> list[Control]:  # noqa: ANN401
    """Give the controls of a lens."""
    defaults = defaults_of(name)
    return [
        Control(
            each.name,
            say(lang, f"label.parameter.{each.name}") if isinstance(each.default, int | float) else each.name.replace("_", " "),
            _text(each.value), _text(each.default), _text(each.low), _text(each.high),
            "" if not isinstance(defaults[each.name], int | float) else "1" if isinstance(defaults[each.name], int) else "any",
            tuple((word, label(lang, "stage", word)) for word in _CHOICES.get((name, each.name), ())),
            each.source,
        )
        for each in declared
        if each.name in defaults
    ]  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)
