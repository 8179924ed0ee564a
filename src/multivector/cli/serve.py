"""Work on a dossier in the browser: today, the ledger, the reader, the lenses, the brief.

Answers only on this machine unless --host says otherwise; then whoever opens it must know a token, which stands in the address
that is printed. Nothing is fetched from elsewhere. Ctrl-C ends it. What is accepted or edited is written to the files of the
dossier at once, as `multivector review` does.
"""

from __future__ import annotations

import argparse
import json
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from multivector.cli.common import add_as_of, add_dossier, read, say
from multivector.views.locale import LANGUAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
_PORTS = 65535
_AT_ONCE, _IDLE = 64, 10
"""Requests that are answered at the same time, and seconds that an idle connection is kept."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_dossier(parser)
    add_as_of(parser)
    parser.add_argument("--port", type=_port, default=8710, help="port (default: 8710; 0 for any that is free)")
    parser.add_argument("--host", default="127.0.0.1", help="address to answer on (default: 127.0.0.1, this machine alone)")
    parser.add_argument("--token", default="", help="what must be known on another --host (default: a new one each time)")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language until another is chosen (default: en)")
    parser.add_argument("--json", action="store_true", help="print the address as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if read(arguments.dossier) is None:
        return 1
    import uvicorn  # noqa: PLC0415  # other commands start without it

    token = arguments.token or ("" if arguments.host in LOOPBACK else secrets.token_urlsafe(24))
    family = socket.AF_INET6 if ":" in arguments.host else socket.AF_INET
    try:
        listening = socket.create_server((arguments.host, arguments.port), family=family)
    except OSError as error:
        say(f"cannot answer on {arguments.host}, port {arguments.port}: {error.strerror}; choose another with --port")
        return 1
    shown = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    address = f"http://{shown}:{listening.getsockname()[1]}/{f'?token={quote(token)}' if token else ''}"
    print(json.dumps({"address": address}) if arguments.json else address, flush=True)
    settings = uvicorn.Config(
        program(arguments, token), log_level="warning", access_log=False, lifespan="off", ws="none", server_header=False,
        limit_concurrency=_AT_ONCE, timeout_keep_alive=_IDLE, timeout_graceful_shutdown=2,
    )  # fmt: skip
    with listening:
        uvicorn.Server(settings).run(sockets=[listening])
    return 0


def program(arguments: argparse.Namespace, token: str) -> ASGIApp:
    """Make what answers."""
    from multivector.web.app import app_of  # noqa: PLC0415  # other commands start without it
    from multivector.web.guard import Rules  # noqa: PLC0415
    from multivector.web.state import Workbench  # noqa: PLC0415

    shown = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    bench = Workbench(Path(arguments.dossier), key=secrets.token_urlsafe(24), as_of=arguments.as_of, lang=arguments.language)
    every = shown in {"0.0.0.0", "[::]"}  # noqa: S104  # whoever asks for it gets it, with a token
    return app_of(bench, Rules(frozenset() if every else frozenset({*LOOPBACK, shown.lower()}), token))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(_PORTS)) or int(text) > _PORTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write 8710")
    return int(text)
