"""Loading and checking a ledger of 20,000 entries, beside a ledger tool of another field on a file of 20,000 transactions.

Ours reads the folder from disk and runs every check, in a fresh process on one core; the peer is Beancount's
`bean-check --no-cache`, installed into a temporary environment by this script. Cost per byte is compared, since a
transaction is shorter than an entry. Beside them, where it is importable, rapidyaml parses the same text and Python walks
its tree, without the places of keys and values that we need. No caches are kept.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ledgers import generate

from multivector.files.write import write_dossier, write_entries
from multivector.load import load

SIZE, SMALLER = 20_000, (5_000, 10_000)
MOST_SECONDS, MOST_MEBIBYTES, MOST_GROWTH = 5.0, 600.0, 1.25
"""Bars; growth is seconds per entry at 20,000 over that at 5,000."""
PER_FILE = 500


def write_ledger(folder: Path, size: int) -> int:
    """Write a generated ledger as a dossier of files; give its size in bytes."""
    dossier, entries = generate(size)
    folder.mkdir()
    (folder / "dossier.yaml").write_text(write_dossier(dossier), encoding="utf-8")
    for start in range(0, len(entries), PER_FILE):
        (folder / f"part-{start:06}.yaml").write_text(write_entries(entries[start : start + PER_FILE]), encoding="utf-8")
    return sum(file.stat().st_size for file in folder.iterdir())


def measure(folder: str) -> None:
    """Load a dossier in this process and print what it took."""
    begin = time.process_time()
    loaded = load(folder)
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mebibytes": peak, "entries": len(loaded.ledger), "problems": len(loaded.problems)}))


def ours(folder: Path, runs: int = 3) -> dict[str, Any]:
    """Measure in fresh processes; give the fastest."""
    command = [sys.executable, __file__, "--measure", str(folder)]
    found = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    return min(found, key=lambda run: run["seconds"])


def bean_check(folder: Path, runs: int = 3) -> tuple[float, int] | None:
    """Give the CPU seconds of the peer on 20,000 transactions and the file's bytes; None if it cannot be installed."""
    lines = ["2019-01-01 open Assets:Bank", "2019-01-01 open Expenses:Food", ""]
    for i in range(SIZE):
        lines += [
            f'2020-{i % 12 + 1:02}-{i % 28 + 1:02} * "Payee {i % 997}" "Narration of transaction {i}"',
            f"  Assets:Bank  -{i % 900 + 1}.50 USD",
            "  Expenses:Food",
            "",
        ]
    book = folder / "book.beancount"
    book.write_text("\n".join(lines), encoding="utf-8")
    environment = folder / "venv"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True, capture_output=True)
        subprocess.run([str(environment / "bin" / "pip"), "install", "-q", "beancount>=3"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    seconds = []
    for _ in range(runs):
        before = os.times()
        subprocess.run([str(environment / "bin" / "bean-check"), "--no-cache", str(book)], check=True, capture_output=True)
        after = os.times()
        seconds.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(seconds), book.stat().st_size


def rapidyaml(folder: Path) -> str:
    """Say what rapidyaml takes for the same text and a walk over its tree, if it is importable."""
    try:
        ryml = importlib.import_module("ryml")
    except ImportError:
        return "rapidyaml is not installed"
    texts = [bytearray(file.read_bytes()) for file in sorted(folder.glob("part-*.yaml"))]
    begin = time.process_time()
    trees = [ryml.parse_in_place(text) for text in texts]
    parsed = time.process_time()
    nodes = 0
    for tree in trees:
        for node, _ in ryml.walk(tree):
            nodes += 1
            _ = bytes(tree.key(node)) if tree.has_key(node) else None
            _ = bytes(tree.val(node)) if tree.has_val(node) else None
    return f"rapidyaml: parse {parsed - begin:.2f} s, walk over {nodes:,} nodes {time.process_time() - parsed:.2f} s, no places"


def main() -> None:
    """Generate, measure, compare, print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        runs = {}
        for size in (*SMALLER, SIZE):
            bytes_ = write_ledger(root / str(size), size)
            runs[size] = {**ours(root / str(size)), "bytes": bytes_}
            run = runs[size]
            took = f"{run['seconds']:.2f} s, {run['mebibytes']:.0f} MiB, {run['problems']} problems"
            print(f"{size:6} entries, {bytes_ / 1e6:.1f} MB: {took}")
        print(rapidyaml(root / str(SIZE)))
        peer = bean_check(root)
    large, small = runs[SIZE], runs[SMALLER[0]]
    growth = (large["seconds"] / SIZE) / (small["seconds"] / SMALLER[0])
    rate = large["bytes"] / large["seconds"] / 1e6
    ratio = None
    if peer is None:
        print("Beancount could not be installed: no peer")
    else:
        ratio = round(rate / (peer[1] / peer[0] / 1e6), 2)
        print(f"bean-check --no-cache: {peer[0]:.2f} s for {peer[1] / 1e6:.1f} MB")
    print(f"ours {rate:.2f} MB/s; seconds per entry at {SIZE} over {SMALLER[0]}: {growth:.2f}")
    within = large["seconds"] <= MOST_SECONDS and large["mebibytes"] <= MOST_MEBIBYTES and growth <= MOST_GROWTH
    result = {
        "name": "load",
        "value": round(large["seconds"], 2),
        "unit": f"CPU seconds for {SIZE} entries ({large['bytes'] / 1e6:.1f} MB, {large['mebibytes']:.0f} MiB)",
        "against": "bean-check --no-cache, bytes per second",
        "ratio": ratio,
        "bar": 1.0,
        "holds": within and ratio is not None and ratio >= 1,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        main()
