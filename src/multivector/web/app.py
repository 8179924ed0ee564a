"""The routes, and the program within its guard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from multivector.web.briefs import brief, brief_of
from multivector.web.editing import add, add_form, problems, save
from multivector.web.guard import Guard, Rules
from multivector.web.lensing import lens, lenses
from multivector.web.listing import entry, ledger, source
from multivector.web.paint import script, style
from multivector.web.reading import begin, decide, item_problems, reader, reading
from multivector.web.today import today

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from multivector.web.state import Workbench

_DAY = {"cache-control": "no-cache"}


def app_of(bench: Workbench, rules: Rules) -> ASGIApp:
    """Make the program that serves a dossier."""
    routes = [
        Route("/", today),
        Route("/ledger", ledger),
        Route("/entry/{id}", entry),
        Route("/entry/{id}", save, methods=["POST"]),
        Route("/source/{id}", source),
        Route("/add", add_form),
        Route("/add", add, methods=["POST"]),
        Route("/problems", problems, methods=["POST"]),
        Route("/read", reader),
        Route("/read", begin, methods=["POST"]),
        Route("/read/{id}", reading),
        Route("/read/{id}", decide, methods=["POST"]),
        Route("/read/{id}/problems", item_problems, methods=["POST"]),
        Route("/lens", lenses),
        Route("/lens/{name}", lens),
        Route("/brief", brief),
        Route("/brief", brief_of, methods=["POST"]),
        Route("/static/work.css", _style),
        Route("/static/work.js", _script),
        Route("/favicon.ico", _icon),
    ]
    app = Starlette(routes=routes, exception_handlers={404: _missing})
    app.state.bench = bench
    return Guard(app, rules)


async def _missing(_request: Request, _: Exception) -> Response:
    return PlainTextResponse("There is no such page.", 404)


async def _icon(_: Request) -> Response:
    return Response(status_code=204)


async def _style(_: Request) -> Response:
    return Response(style(), media_type="text/css", headers=_DAY)


async def _script(_: Request) -> Response:
    return Response(script(), media_type="text/javascript", headers=_DAY)
