"""Values -> a page: the templates of the report's blocks within a frame of the workbench, in the language that was chosen."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup
from starlette.responses import HTMLResponse

from multivector.views.html import MOST_REFERENCES, form, read_template
from multivector.views.locale import LANGUAGES, OWN_NAMES
from multivector.views.svg.style import CSS
from multivector.views.wording import label, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from multivector.views.blocks import Run
    from multivector.web.state import Workbench

LANGUAGE_COOKIE = "language"
_FILLED = re.compile(r' style="fill:(url\(#[\w-]+\))"')
_LED = re.compile(r'href="#[es]-([a-z0-9-]+)"')
_YEAR = 365 * 24 * 3600


def bench_of(request: Request) -> Workbench:
    """Give the workbench that a request is for."""
    found: Workbench = request.app.state.bench
    return found


def language(request: Request) -> str:
    """Give the language of a page: the one asked for, the one asked for before, the workbench's."""
    wanted = (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE), bench_of(request).lang)
    return next(each for each in wanted if each in LANGUAGES)


def page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Answer with a page."""
    bench, lang = bench_of(request), language(request)
    numbers = bench.now().numbers
    query = {name: value for name, value in request.query_params.items() if name not in {"lang", "part"}}
    given = {
        "lang": lang, "languages": OWN_NAMES, "key": bench.key, "title_of": _title(bench, lang), "say": say, "label": label,
        "switch": lambda code: f"?{urlencode(query | {'lang': code})}", "turn": lambda at: f"?{urlencode(query | {'page': at})}",
        "most": MOST_REFERENCES, "leads": leads, "references": lambda run: _references(run, numbers), "page": _Numbers,
    }  # fmt: skip
    text = _environment().get_template(name).render(**given, **values)
    answer = HTMLResponse(text, status)
    if request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, lang, max_age=_YEAR, samesite="strict")
    return answer


def leads(id_: str) -> str:
    """Give the address of an entry."""
    return f"/entry/{id_}"


def address(href: str) -> str:
    """Give an address that may be a link: an entry, a place on the page, a page of the web; of anything else, an empty text."""
    if href.startswith(("#e-", "#s-")):
        return leads(href[3:])
    return href if href.startswith(("#", "http://", "https://", "/source/", "/entry/", "/ledger", "/lens/", "/read")) else ""


def style() -> str:
    """Give the style sheet: the report's, its charts', and the workbench's own."""
    return read_template("style.css") + CSS + _own("static/work.css")


def script() -> str:
    """Give the script."""
    return _own("static/work.js")


class _Numbers:
    """What the templates of a report ask of a page: here no entry stands on it under its number."""

    numbers: tuple[str, ...] = ()


def _title(bench: Workbench, lang: str) -> str:
    dossier = bench.now().ledger.dossier
    return dossier.title.best(lang) if dossier is not None else bench.root.resolve().name


def _references(run: Run, numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    found = [(id_, numbers[id_]) for id_ in dict.fromkeys(run.because) if id_ in numbers]
    return sorted(found, key=lambda pair: pair[1])


def _drawn(svg: str) -> Markup:
    """Take one of our own charts, without styles that the policy refuses, its links leading to pages."""
    return Markup(_LED.sub(r'href="/entry/\1"', _FILLED.sub(r' fill="\1"', svg)))  # noqa: S704  # it escapes its texts itself


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_template))
    environment.filters |= {"form": form, "address": address, "drawn": _drawn}
    return environment


def _template(name: str) -> str:
    return read_template(name) if name == "blocks.html" else _own(f"templates/{name}")


@cache
def _own(name: str) -> str:
    return (files("multivector.web") / name).read_text(encoding="utf-8")
