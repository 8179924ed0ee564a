"""What stands before every page: who may ask, from where, how much, for how long; and what a page may do in the browser."""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

from multivector.reader.documents import MAX_BYTES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LARGEST = MAX_BYTES + (1 << 20)
"""Bytes of a request: a document, and a form around it."""
PATIENCE = 30.0
"""Seconds that a client may take between two parts of what it sends."""
COOKIE = "multivector"
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_HARMLESS = frozenset({"GET", "HEAD"})
_OWN = frozenset({"same-origin", "none"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom to let in."""

    hosts: frozenset[str]
    """Names by which the program may be called, without port; a page of another name that leads here is refused.
    None at all lets any name through, which only a token makes safe."""
    token: str = ""
    """What must be known, where not only this machine can reach the program."""


class _TooLargeError(Exception):
    """More was sent than is taken."""


class Guard:
    """The program within its rules."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        """Put rules before a program."""
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, taken = False, 0

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        async def receiving() -> Message:
            nonlocal taken
            message = await (receive() if begun else asyncio.wait_for(receive(), PATIENCE))
            taken += len(message.get("body", b""))
            if taken > LARGEST:
                raise _TooLargeError
            return message

        refused = self._refusal(scope)
        try:
            await (refused or self.app)(scope, receiving, sending)
        except _TooLargeError:
            await PlainTextResponse("more than is taken", 413)(scope, receive, sending)
        except TimeoutError:
            if begun:
                raise
            await PlainTextResponse("too slow", 408)(scope, receive, sending)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        """Give the answer to a request that breaks a rule."""
        headers = Headers(scope=scope)
        if not (self.rules.token and not self.rules.hosts) and _name(headers.get("host", "")) not in self.rules.hosts:
            return PlainTextResponse("this is not the name of this program", 421)
        if scope["method"] not in _HARMLESS and not _own(headers):
            return PlainTextResponse("another site may not write here", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > LARGEST:
            return PlainTextResponse("more than is taken", 413)
        return self._stranger(scope, headers) if self.rules.token else None

    def _stranger(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """Ask for the token: once in the address, from then on in a cookie that no other site can send."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and self._knows(given):
            answer = RedirectResponse(scope["path"].replace("//", "/"), 303)
            answer.set_cookie(COOKIE, self.rules.token, httponly=True, samesite="strict")
            return answer
        try:
            held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            held = None
        if held is not None and self._knows(held.value):
            return None
        return PlainTextResponse("Open the address with ?token=… that `multivector serve` printed.", 401)

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(errors="replace"), self.rules.token.encode())


def _own(headers: Headers) -> bool:
    """Tell whether a page of ours sent this, as far as the browser says where it comes from."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in _OWN:
        return False
    try:
        return origin is None or urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False


def _name(host: str) -> str:
    """Give a host without its port."""
    return host.lower().partition("]")[0] + "]" if host.startswith("[") else host.lower().partition(":")[0]
