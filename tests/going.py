"""go.py as a module, a package index on this machine, and an environment as go.py leaves it."""

from __future__ import annotations

import importlib.util
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WHEEL = b"what pip's wheel holds"
USERS = r"(?i)pip_.*|uv_.*|xdg_.*|.*_proxy|ssl_.*|.*_ca_bundle|appdata|pythonpath"  # what a user's environment may tell go.py


def load(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("go_under_test", folder / "go.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GO = load(ROOT)


class Index(ThreadingHTTPServer):
    """A package index on this machine: answers by path, and a record of what was asked with which login."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.pages: dict[str, tuple[int, str, bytes]] = {}
        self.asked: list[tuple[str, str | None]] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def serve_pip(self, page: str, wheel: bytes = WHEEL) -> None:
        self.pages["/simple/pip/"] = (200, "text/html", page.encode())
        self.pages[f"/files/{GO.WHEEL}"] = (200, "binary/octet-stream", wheel)


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Index)
        self.server.asked.append((self.path, self.headers["Authorization"]))
        status, kind, body = self.server.pages.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Location" if status == 301 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def make_environment(go: Any, ready: str) -> None:
    write(go.PYTHON, "")
    write(go.VENV / "pyvenv.cfg", "")
    write(go.VENV / "lib" / "deep" / "module.py", "")
    (go.VENV / "lib64").symlink_to("lib")
    write(go.READY, ready)
