"""A model behind an address, asked of a server that behaves in every bad way."""

from __future__ import annotations

import importlib.util
import json
import logging
import socket
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

from multivector.batch.model import Address, Endpoint, ModelError, chosen
from multivector.batch.model.endpoint import _KEPT_HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(importlib.util.find_spec("openai") is None, reason="the extra `model` is not installed")

KEY = "sk-never-shown"


def said(content: object, **more: object) -> bytes:
    return json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": "stop"} | more]}
    ).encode()


class Server:
    """A server on loopback that answers as it is told, one behaviour after the other, and remembers what it was sent."""

    def __init__(self, *behaviours: Callable[[Answering], None]) -> None:
        self.behaviours = behaviours
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.over = Event()

    @contextmanager
    def running(self) -> Iterator[str]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Answering,), {"told": self}))
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        finally:
            self.over.set()
            server.shutdown()
            thread.join()
            server.server_close()


class Answering(BaseHTTPRequestHandler):
    told: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.told.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        behaviour = self.told.behaviours[min(len(self.told.asked), len(self.told.behaviours)) - 1]
        try:
            behaviour(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None: ...

    def reply(self, body: bytes, status: int = 200, *, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"content_type": "application/json", "content_length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def good(content: object = "fine", **more: object) -> Callable[[Answering], None]:
    return lambda handler: handler.reply(said(content, **more), headers={})


def status(code: int, **headers: str) -> Callable[[Answering], None]:
    return lambda handler: handler.reply(b'{"error": {"message": "no"}}', code, headers=headers)


def body(data: bytes, **headers: str) -> Callable[[Answering], None]:
    return lambda handler: handler.reply(data, headers=headers)


def silent(handler: Answering) -> None:
    handler.told.over.wait()


def dripping(handler: Answering) -> None:
    """Send a byte of white space again and again."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while not handler.told.over.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def dripping_headers(handler: Answering) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
    while not handler.told.over.wait(0.02):
        handler.wfile.write(b"a")
        handler.wfile.flush()


def endless(code: int) -> Callable[[Answering], None]:
    def answer(handler: Answering) -> None:
        handler.send_response(code)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        while not handler.told.over.is_set():
            handler.wfile.write(b" " * 65536)

    return answer


def hanging_up(handler: Answering) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{")
    handler.close_connection = True


def talking_nonsense(handler: Answering) -> None:
    handler.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")
    handler.close_connection = True


def ask(server: Server, waits: list[float] | None = None, seconds: float = 20.0, attempts: int = 3) -> str:
    with server.running() as url:
        pause = ([] if waits is None else waits).append
        return Endpoint(Address(url, "127.0.0.1", local=True), "m", KEY, seconds, attempts, pause).ask("hello")


def test_an_answer_is_its_text_and_the_schema_was_sent() -> None:
    server = Server(good())
    assert ask(server) == "fine"
    ((path, headers, sent),) = server.asked
    assert path == "/v1/chat/completions"
    assert sent["model"] == "m"
    assert sent["messages"] == [{"role": "user", "content": "hello"}]
    assert sent["response_format"]["json_schema"]["schema"]["required"] == ["drafts"]
    assert headers["authorization"] == f"Bearer {KEY}"


def test_nothing_of_the_machine_or_its_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{closed.getsockname()[1]}"
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "of-another")
    monkeypatch.setenv("OPENAI_ORG_ID", "org")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project")
    monkeypatch.setenv("OPENAI_BASE_URL", proxy)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Mine: yes\nAuthorization: of-another")
    server = Server(good())
    assert ask(server) == "fine"
    headers = server.asked[0][1]
    assert set(headers) <= _KEPT_HEADERS | {"accept-encoding", "user-agent", "authorization"}
    assert headers["user-agent"] == "multivector"
    assert "of-another" not in str(headers)


def test_without_a_key_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of-another")
    server = Server(good())
    with server.running() as url:
        Endpoint(Address(url, "127.0.0.1", local=True), "m").ask("hello")
    assert "authorization" not in server.asked[0][1]


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (body(b"{"), "not of the form"),
        (body(b"[]"), "not of the form"),
        (body(b'{"choices": []}'), "not of the form"),
        (body(b'{"choices": [{"message": 3}]}'), "not of the form"),
        (body(b"\xff\xfe\xff"), "not of the form"),
        (body(b"[" * 200_000), "not of the form"),
        (body(b'{"choices": NaN}'), "not of the form"),
        (body(b'{"choices": [3]}'), "not of the form"),
        (body(b"9" * 100_000), "not of the form"),
        (body(said("x"), content_type="text/html; charset=utf-8"), "text/html"),
        (body(said("x"), content_encoding="gzip"), "compressed"),
        (good(None), "declined"),
        (good(["x"]), "declined"),
        (good("x", finish_reason="length"), "cut off"),
        (endless(200), "too long"),
        (status(401), "401 Unauthorized"),
        (status(404), "404 Not Found"),
        (status(302, location="http://127.0.0.1:1/"), "redirects are not followed"),
        (status(307, location="http://127.0.0.1:1/"), "redirects are not followed"),
        (hanging_up, ""),
        (talking_nonsense, "no connection"),
        (status(500), "500"),
        (endless(500), "500"),
    ],
)
def test_a_bad_answer_is_an_error_in_a_few_words(behaviour: Callable[[Answering], None], why: str) -> None:
    server = Server(behaviour)
    with pytest.raises(ModelError) as caught:
        ask(server)
    assert why in str(caught.value)
    assert KEY not in str(caught.value)
    assert len(server.asked) <= 3


@pytest.mark.parametrize("behaviour", [silent, dripping, dripping_headers])
def test_a_server_that_takes_too_long_is_left(behaviour: Callable[[Answering], None]) -> None:
    server = Server(behaviour)
    with pytest.raises(ModelError, match="in time"):
        ask(server, seconds=0.3)
    assert len(server.asked) == 1


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_server_that_is_busy_is_asked_again(code: int) -> None:
    waits: list[float] = []
    server = Server(status(code), status(code, retry_after="7"), good())
    assert ask(server, waits) == "fine"
    assert waits == [1.0, 7.0]


@pytest.mark.parametrize("after", ["-3", "nan", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", "0"])
def test_an_odd_wait_is_no_trap(after: str) -> None:
    waits: list[float] = []
    assert ask(Server(status(429, retry_after=after), good()), waits) == "fine"
    assert waits in ([0.0], [1.0])


@pytest.mark.parametrize("after", ["3600", "inf", "1e300"])
def test_a_long_wait_is_not_waited_for(after: str) -> None:
    waits: list[float] = []
    server = Server(status(429, retry_after=after), good())
    with pytest.raises(ModelError, match="429"):
        ask(server, waits)
    assert waits == []


def test_attempts_are_bounded() -> None:
    waits: list[float] = []
    server = Server(status(503))
    with pytest.raises(ModelError, match="503"):
        ask(server, waits)
    assert len(server.asked) == 3
    assert waits == [1.0, 2.0]


def test_a_server_that_knows_no_schema_is_asked_without() -> None:
    server = Server(status(400), good())
    assert ask(server) == "fine"
    assert ["response_format" in sent for _, _, sent in server.asked] == [True, False]


def test_nobody_at_the_address_is_an_error() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    waits: list[float] = []
    with pytest.raises(ModelError, match=r"no connection to 127\.0\.0\.1"):
        Endpoint(Address(f"http://127.0.0.1:{port}/v1", "127.0.0.1", local=True), "m", KEY, pause=waits.append).ask("hello")
    assert waits == [1.0, 2.0]


def test_a_key_that_cannot_be_sent_is_not_shown() -> None:
    server = Server(good())
    with server.running() as url, pytest.raises(ModelError) as caught:
        Endpoint(Address(url, "127.0.0.1", local=True), "m", "ключ\r\nX: 1", attempts=1).ask("hello")
    assert "ключ" not in str(caught.value)
    assert server.asked == []


def test_the_key_is_in_no_log_and_no_description(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask(Server(status(500), good()))
    assert KEY not in caplog.text
    assert KEY not in repr(Endpoint(Address("http://x", "x", local=False), "m", KEY))


def test_what_a_command_line_names_is_a_model_or_a_message() -> None:
    url = "http://127.0.0.1:8080/v1"
    found = chosen("m", url, "THE_KEY", {"THE_KEY": KEY})
    assert isinstance(found, Endpoint)
    assert (found.model, found.key, found.address.local) == ("m", KEY, True)
    bare = chosen("m", url, None, {"OPENAI_API_KEY": KEY})
    assert isinstance(bare, Endpoint)
    assert bare.key is None
    for endpoint, variable, environment in (
        (None, None, {}),
        ("m", None, {}),
        (url, "THE_KEY", {}),
        (url, "THE_KEY", {"THE_KEY": ""}),
    ):
        assert isinstance(chosen("m", endpoint, variable, environment), str)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(ModelError, match=r"multivector\[model\]"):
        Endpoint(Address("http://127.0.0.1:1", "127.0.0.1", local=True), "m").ask("hello")
