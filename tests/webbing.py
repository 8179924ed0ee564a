"""The workbench over a copy of the small dossier, asked as a browser would ask."""

from __future__ import annotations

import re
from contextlib import contextmanager
from html import unescape
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from drafting import dossier
from multivector.web.app import app_of
from multivector.web.guard import Rules
from multivector.web.state import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "the-key-of-the-forms"
HOSTS = frozenset({"127.0.0.1", "localhost"})
ARTICLE = (
    "Aldoria and Borland signed a contract for a data centre worth $7.5 billion on 28 June 2031. "
    "Aldoria will buy ten locomotives from Cestria for about 40 million dollars."
)


def client_of(root: Path, token: str = "") -> tuple[TestClient, Workbench]:
    """Give a client of a dossier and what it talks to."""
    bench = Workbench(root, key=KEY)
    return TestClient(app_of(bench, Rules(HOSTS, token)), base_url="http://127.0.0.1:8710", follow_redirects=False), bench


@contextmanager
def workbench(folder: Path, token: str = "") -> Iterator[tuple[TestClient, Workbench]]:
    """Give a client of a copy of the small dossier; what raises within is a failure of the test."""
    client, bench = client_of(dossier(folder), token)
    with client:
        yield client, bench


def seen_of(page: str) -> str:
    """Give the hash that a page of an entry was made for."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def text_of(page: str) -> str:
    """Give the text in the editor of a page."""
    found = re.search(r'<textarea id="entry-text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])
