"""Reading amounts of money: spans against the NEREL news corpus, values against the case files, and speed.

Peers were measured on the same corpus: Natasha's money extractor, and a naive regular expression. The corpus lies beside the
project; without it only the cases and the speed are measured.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from nerel import documents, f1, overlapping

from multivector.model.money import parse_money
from multivector.reader.money import money

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parents[1] / "tests" / "cases" / "reader"
NATASHA = {"overlap": 0.59, "exact": 0.46}
NAIVE = {"overlap": 0.911, "exact": 0.608}
LEAST = {"overlap": 0.97, "exact": 0.80}
LEAST_RIGHT, LEAST_RATE = 0.98, 5.0
MEGABYTE = 1_000_000


def spans(part: str) -> dict[str, float]:
    """Compare our spans with the gold ones of a part of the corpus."""
    met_gold = met_found = same = gold = found = 0
    for document in documents(part):
        right = document.labelled("MONEY")
        ours = tuple((one.span.start, one.span.end) for one in money(document.text))
        hits = overlapping(right, ours)
        met_gold, met_found = met_gold + hits[0], met_found + hits[1]
        same += len(set(right) & set(ours))
        gold, found = gold + len(right), found + len(ours)
    print(f"NEREL {part}: {gold} gold, {found} found, {met_gold} gold met, {met_found} found met, {same} the same")
    return {"overlap": f1(met_gold, gold, met_found, found), "exact": f1(same, gold, same, found)}


def cases() -> Iterator[tuple[str, list[str]]]:
    """Give every form of the case files with the amounts that it holds."""
    for file in sorted(CASES.glob("money*.yaml")):
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        yield from ((text, amounts) for section in rows.values() for text, amounts in section.items())


def right() -> tuple[int, int]:
    """Count the forms that are read as expected, and all; print the others."""
    rows = list(cases())
    wrong = [
        (text, amounts)
        for text, amounts in rows
        if [one.value for one in money(text)] != [parse_money(amount) for amount in amounts]
    ]
    for text, amounts in wrong:
        print(f"wrong: {text!r}: {[str(one.value) for one in money(text)]}, not {amounts}")
    return len(rows) - len(wrong), len(rows)


def rate(runs: int = 3) -> float:
    """Give the megabytes of text that are read in a second: the corpus, or else the case files, some megabytes of it."""
    text = "\n\n".join(document.text for document in documents("train")) or "\n\n".join(text for text, _ in cases())
    text *= max(1, MEGABYTE // len(text.encode()))
    seconds = []
    for _ in range(runs):
        begin = time.process_time()
        money(text)
        seconds.append(time.process_time() - begin)
    return len(text.encode()) / min(seconds) / MEGABYTE


def show(name: str, value: float, unit: str, bar: float, against: str | None = None, peer: float | None = None) -> None:
    """Print a figure as one JSON object."""
    ratio = round(value / peer, 2) if peer else None
    row = {"name": name, "value": round(value, 3), "unit": unit, "against": against, "ratio": ratio, "bar": bar}
    print(json.dumps({**row, "holds": value >= bar}))


def main() -> None:
    """Measure and print."""
    parts = {part: spans(part) for part in ("train", "dev") if any(documents(part))}
    for part, figures in parts.items():
        print(f"NEREL {part}: F1 {figures['overlap']:.3f} by overlap, {figures['exact']:.3f} exact")
    good, all_ = right()
    print(f"cases: {good} of {all_} right")
    for name, value in parts.get("dev", {}).items():
        against = f"Natasha ({NATASHA[name]}); a naive expression gives {NAIVE[name]}"
        show(f"reading-money-{name}", value, "F1 of spans on NEREL dev", LEAST[name], against, NATASHA[name])
    show("reading-money-cases", good / max(all_, 1), f"share of {all_} forms read right", LEAST_RIGHT)
    show("reading-money-rate", rate(), "MB of text a second, one core", LEAST_RATE)


if __name__ == "__main__":
    main()
