"""A server that is killed at any moment leaves the dossier in one of two states, never between."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from drafting import dossier
from multivector.load import load
from webbing import ARTICLE, KEY, client_of, seen_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 20
LONGEST = 0.4
"""Seconds within which a kill comes."""
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def edits(root: Path, number: int) -> None:
    """Change an entry, for ever."""
    client, _ = client_of(root)
    while True:
        number += 1
        page = client.get("/entry/airliners").text
        text = text_of(page).partition("\n  note:")[0].rstrip()
        form = {"key": KEY, "seen": seen_of(page), "text": f"{text}\n  note: number {number}\n"}
        assert client.post("/entry/airliners", data=form).status_code == 303


def decides(root: Path) -> None:
    """Accept drafts and take them back, for ever."""
    client, _ = client_of(root)
    form = {"key": KEY, "text": ARTICLE, "date": "2031-06-28", "source": "new"}
    reading = client.post("/read", data=form).headers["location"]
    while True:
        for press, at in (("a", "0"), ("a", "1"), ("u", "2"), ("u", "1")):
            client.post(reading, data={"key": KEY, "press": press, "at": at})


def test_twenty_random_kills_lose_and_break_no_entry(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    before = set(load(root).ledger.by_id)
    rng = random.Random(1)  # noqa: S311  # the same moments every time
    notes = set()
    for number in range(KILLS):
        child = os.fork()
        if not child:
            try:
                edits(root, number * 1000) if number % 2 else decides(root)
            finally:
                os._exit(1)
        time.sleep(rng.uniform(0.02, LONGEST))
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        loaded = load(root)
        assert loaded.errors == ()
        assert before <= set(loaded.ledger.by_id)
        notes.add(str(loaded.ledger.by_id["airliners"].note))
        for left in root.rglob(".*.yaml.*"):
            left.unlink()
    assert len(notes) > 1
