"""A model behind an address that speaks the OpenAI protocol. The package `openai` is imported when a model is first asked.

Nothing but the prompt leaves: of the headers that the client would send (version, machine, what the environment says), only
those that HTTP needs are kept. The key is put on the request at the last moment, so that neither the client nor its log knows it.
No proxy is used and no redirect followed. One time limit covers an attempt from the first byte to the last, however slowly they
drip.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from multivector.batch.model.protocol import ModelError
from multivector.batch.model.where import address
from multivector.reader.quoted import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from multivector.batch.model.where import Address

_LARGEST = 4_000_000
"""Bytes of an answer."""
_LONGEST_WAIT = 60.0
"""Seconds that a server may ask us to wait before the next attempt."""
_KEPT_HEADERS = frozenset(("host", "accept", "connection", "content-type", "content-length", "transfer-encoding"))
_AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_NO_SCHEMA = frozenset((400, 404, 415, 422, 501))
"""What servers answer that do not know what a schema of the answer is."""
_FORM = {"type": "json_schema", "json_schema": {"name": "drafts", "strict": True, "schema": SCHEMA}}


@dataclass(frozen=True, slots=True)
class _Failed:
    """An attempt without an answer: why, whether another may succeed, and after how many seconds at the earliest."""

    why: str
    again: bool = False
    wait: float | None = None
    status: int = 0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at an address."""

    address: Address
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0
    """The time limit of one attempt."""
    attempts: int = 3
    pause: Callable[[float], None] = time.sleep
    """How to wait between attempts."""

    @property
    def name(self) -> str:
        """Give the model and where it is asked."""
        return f"{self.model} at {self.address.url}"

    def ask(self, prompt: str) -> str:
        """Answer a prompt, after a few attempts where the server asks for it.

        Raises:
            ModelError: no answer, or `openai` is not installed.
        """
        form: dict[str, Any] = {"response_format": _FORM}
        failed = _Failed("nothing was asked")
        for attempt in range(max(self.attempts, 1)):
            reply = _bounded(partial(self._attempt, prompt, form), self.seconds)
            if isinstance(reply, str):
                return reply
            failed = reply
            if form and failed.status in _NO_SCHEMA:
                form = {}
                continue
            wait = 2.0**attempt if failed.wait is None else failed.wait
            if not failed.again or wait > _LONGEST_WAIT:
                break
            if attempt + 1 < self.attempts:
                self.pause(wait)
        raise ModelError(failed.why)

    def _attempt(self, prompt: str, form: dict[str, Any], stop: Event) -> str | _Failed:
        """Ask once."""
        try:
            import openai  # noqa: PLC0415  # an extra, needed by nobody who does not ask a model
        except ImportError:
            raise ModelError("the package openai is not installed: pip install 'multivector[model]'") from None
        wire = _Wire(self.key)
        hooks: dict[str, Any] = {"request": [wire.strip], "response": [wire.restore]}
        http = openai.DefaultHttpxClient(trust_env=False, follow_redirects=False, timeout=self.seconds, event_hooks=hooks)
        with http:
            client = openai.OpenAI(
                api_key="none", base_url=self.address.url, organization="", project="", max_retries=0, http_client=http
            )
            try:
                with client.chat.completions.with_streaming_response.create(
                    model=self.model, messages=[{"role": "user", "content": prompt}], temperature=0, **form
                ) as response:
                    return _content(response.headers, response.iter_bytes(), stop)
            except openai.APIStatusError as error:
                return _status(error.status_code, error.response.headers)
            except openai.APITimeoutError:
                return _Failed("the server did not answer in time")
            except openai.APIConnectionError:
                return _Failed(f"there is no connection to {self.address.host}", again=True)
            except Exception as error:  # noqa: BLE001  # the HTTP library that `openai` uses has errors of its own
                return _Failed(f"the server's answer cannot be read ({type(error).__name__})")


def chosen(model: str, endpoint: str | None, variable: str | None, environment: Mapping[str, str]) -> Endpoint | str:
    """Give the model that a command line names; or say what is wrong with it.

    Args:
        model: The name under which the server knows it.
        endpoint: The address of the server.
        variable: The environment variable that holds the key; without it, no key is sent.
        environment: The environment.
    """
    if endpoint is None:
        return "a model needs the address where it is asked: --endpoint http://127.0.0.1:8080/v1"
    found = address(endpoint)
    if isinstance(found, str):
        return found
    if variable is not None and not environment.get(variable):
        return f"the environment variable {variable} holds no key"
    return Endpoint(found, model, None if variable is None else environment[variable])


@dataclass(slots=True)
class _Wire:
    """What stands between the client and the network: it decides which headers leave."""

    key: str | None = field(repr=False)
    taken: dict[str, str] = field(default_factory=dict)

    def strip(self, request: Any) -> None:  # noqa: ANN401  # of whichever HTTP library `openai` uses
        """Leave of a request's headers what HTTP needs, and put the key on it."""
        self.taken = {name: value for name, value in request.headers.items() if name.lower() not in _KEPT_HEADERS}
        for name in self.taken:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        request.headers["user-agent"] = "multivector"
        if self.key:
            request.headers["authorization"] = f"Bearer {self.key}"

    def restore(self, response: Any) -> None:  # noqa: ANN401  # as above
        """Show the client its own headers again, by which it goes; leave the body of an error unread, however long it is."""
        response.request.headers.update({"authorization": ""} | self.taken)
        if response.status_code >= 300:  # noqa: PLR2004  # the first code that is no success
            response.close()


def _bounded(attempt: Callable[[Event], str | _Failed], seconds: float) -> str | _Failed:
    """Make an attempt that ends when its time is over; whatever it then waits for is left to a thread that nobody awaits."""
    done: Queue[str | _Failed | BaseException] = Queue()
    stop = Event()

    def run() -> None:
        try:
            done.put(attempt(stop))
        except BaseException as error:  # noqa: BLE001  # handed to the one who waits
            done.put(error)

    Thread(target=run, daemon=True).start()
    try:
        reply = done.get(timeout=seconds)
    except Empty:
        return _Failed("the server did not answer in time")
    finally:
        stop.set()
    if isinstance(reply, BaseException):
        raise reply
    return reply


def _status(status: int, headers: Any) -> _Failed:  # noqa: ANN401  # of whichever HTTP library `openai` uses
    known = {each.value: each.phrase for each in HTTPStatus}.get(status, "")
    if 300 <= status < 400:  # noqa: PLR2004  # the codes of redirects
        return _Failed(f"the server sends elsewhere ({status} {known}), and redirects are not followed")
    wait = None
    with suppress(KeyError, ValueError):
        wait = max(0.0, float(headers["retry-after"]))
    return _Failed(f"the server answers {status} {known}".rstrip(), again=status in _AGAIN, wait=wait, status=status)


def _content(headers: Any, chunks: Any, stop: Event) -> str | _Failed:  # noqa: ANN401  # as above
    """Give the text of an answer, which is read only as far as it may be long."""
    kind = str(headers.get("content-type", "")).partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        return _Failed(f"the server answers with {kind or 'nothing that says what it is'}, not with JSON")
    if headers.get("content-encoding", "identity") != "identity":
        return _Failed("the server answers in a compressed form that was not asked for")
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > _LARGEST:
            return _Failed("the answer is too long")
        if stop.is_set():
            return _Failed("the server did not answer in time")
    try:
        choice = json.loads(data)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return _Failed("the server's answer is not of the form that the protocol has")
    if choice.get("finish_reason") == "length":
        return _Failed("the answer was cut off at the model's limit")
    return content if isinstance(content, str) else _Failed("the model declined to answer")
