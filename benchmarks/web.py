"""The workbench: how soon it answers, how much it sends and holds, how it bears many requests, how fast it searches.

`web.py [SECONDS]` runs the requests for so long (default 5; a minute shows whether memory stays flat). The server is another
process, as it is when a person starts it; the peer of a search is a reading of every file of the ledger for the words.
"""

from __future__ import annotations

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ledgers import generate

from multivector.files.write import write_dossier, write_entries
from multivector.lenses import LENSES
from multivector.load import load
from multivector.web.find import find, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
KAZAKHSTAN = ROOT / "dossiers" / "kazakhstan"
PAGES = ("/", "/ledger", "/entry/us-package-2025", "/read", "/lens", *(f"/lens/{name}" for name in LENSES), "/brief")
RATE, SECONDS, WORKERS = 50, 5, 16
MOST_START, MOST_KIB, MOST_P99, MOST_SEARCH, MOST_MIB = 1.0, 150.0, 0.3, 0.05, 120.0
LARGE, SEARCHES = 5_000, 50


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int, float]]:
    """Serve a dossier; give the port, the process, and after how many seconds it answered."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "multivector", "serve", str(folder), "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    try:
        while True:
            try:
                ask(port, "/favicon.ico")
                break
            except OSError:
                time.sleep(0.01)
        yield port, process.pid, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def ask(port: int, address: str) -> bytes:
    """Get a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in {200, 204}, (address, answer.status)
    return body


def held(pid: int) -> float:
    """Give the MiB that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def load_of(port: int, seconds: float) -> list[float]:
    """Ask for pages in turn at a steady rate; give how long each took from when it was due."""
    begin = time.perf_counter() + 0.1

    def one(number: int) -> float:
        due = begin + number / RATE
        time.sleep(max(due - time.perf_counter(), 0))
        ask(port, PAGES[number % len(PAGES)])
        return time.perf_counter() - due

    with ThreadPoolExecutor(WORKERS) as pool:
        return sorted(pool.map(one, range(int(seconds * RATE))))


def searched() -> tuple[float, float]:
    """Give the seconds of a search in a large ledger, and of a reading of its file for the same words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier, entries = generate(LARGE)
        (folder / "dossier.yaml").write_text(write_dossier(dossier), "utf-8")
        (folder / "entries.yaml").write_text(write_entries(entries), "utf-8")
        rows = rows_of(load(folder).ledger)
        words = [entry.id for entry in entries[:: max(len(entries) // SEARCHES, 1)]]
        ours, theirs = [], []
        for word in words:
            began = time.process_time()
            assert find(rows, word)
            ours.append(time.process_time() - began)
            began = time.process_time()
            assert word.casefold() in (folder / "entries.yaml").read_text("utf-8").casefold()
            theirs.append(time.process_time() - began)
    return max(ours), max(theirs)


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with served(KAZAKHSTAN) as (port, pid, start):
        idle = held(pid)
        sizes = {}
        for page in PAGES:
            began = time.perf_counter()
            sizes[page] = len(gzip.compress(ask(port, page))) / 1024
            print(f"{page}: {sizes[page]:.1f} KiB gzip, first {time.perf_counter() - began:.3f} s")
        warm = held(pid)
        took = load_of(port, seconds)
        print(f"{len(took)} requests at {RATE} a second: median {took[len(took) // 2]:.4f} s, longest {took[-1]:.3f} s")
        print(f"memory: idle {idle:.0f} MiB, every page once {warm:.0f} MiB, after the requests {held(pid):.0f} MiB")
    ours, theirs = searched()
    figures = [
        ("web-start", start, "s", f"{MOST_START} s", MOST_START),
        ("web-largest-page", max(sizes.values()), "KiB gzip", f"{MOST_KIB} KiB", MOST_KIB),
        ("web-p99", took[int(len(took) * 0.99)], "s", f"{MOST_P99} s at {RATE} a second", MOST_P99),
        ("web-idle", idle, "MiB", f"{MOST_MIB} MiB", MOST_MIB),
        (f"web-search-{LARGE}", ours, "s of the processor", f"reading the file: {theirs:.3f} s", MOST_SEARCH),
    ]
    for name, value, unit, against, bar in figures:
        line = {"name": name, "value": round(value, 4), "unit": unit, "against": against, "ratio": round(bar / value, 1)}
        print(json.dumps({**line, "bar": bar, "holds": value <= bar}))


if __name__ == "__main__":
    main()
