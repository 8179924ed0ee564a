"""Reading dates: agreement with a news corpus, the case file, a hand-annotated article, and speed.

The corpus (NEREL) gives the label DATE to dates, to lengths of time and to moments counted from another one alike, so it is
compared with all expressions of time; what the dates alone reach is printed beside. Values of the article agree where the EDTF
text is the annotated one, or begins on the annotated day; where it gives no value, we must give none. A span may have a
preposition before the annotated one. The corpus and the article lie beside the project; where they do not, the figure is skipped.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from nerel import documents, f1, overlapping

from multivector.reader.dates import When, dates, times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed"
DATELINE = dt.date(2015, 6, 15)
"""A day for the corpus, whose documents give none; spans hardly depend on it."""
OVERLAP, EXACT, CASES, ARTICLE, RATE = 0.93, 0.85, 0.98, 12, 3.0
"""Bars."""
PEERS = {"overlap": 0.896, "exact": 0.799}
"""The better of Natasha (.802, .352) and naive patterns (.896, .799), as measured on the same corpus before."""


def figure(name: str, value: float, unit: str, bar: float, against: str = "", peer: float | None = None) -> None:
    """Print one figure as a line of JSON."""
    row = {"name": name, "value": value, "unit": unit, "against": against or "the bar", "ratio": round(value / (peer or bar), 2)}
    print(json.dumps({**row, "bar": bar, "holds": value >= bar}, ensure_ascii=False))


def agreement(part: str, found: Callable[[str], tuple[tuple[int, int], ...]]) -> tuple[float, float] | None:
    """Give overlap and exact F1 over a part of the corpus; None where it is not there."""
    hits_gold = golds = hits_found = founds = same = 0
    for document in documents(part):
        gold, ours = tuple(sorted(set(document.labelled("DATE")))), found(document.text)
        hit_gold, hit_found = overlapping(gold, ours)
        hits_gold, hits_found = hits_gold + hit_gold, hits_found + hit_found
        golds, founds, same = golds + len(gold), founds + len(ours), same + len(set(gold) & set(ours))
    return (round(f1(hits_gold, golds, hits_found, founds), 3), round(f1(same, golds, same, founds), 3)) if golds else None


def all_times(text: str) -> tuple[tuple[int, int], ...]:
    """Give the places of all expressions of time."""
    return tuple((found.span.start, found.span.end) for found in times(text, DATELINE))


def only_dates(text: str) -> tuple[tuple[int, int], ...]:
    """Give the places of the dates."""
    return tuple((found.span.start, found.span.end) for found in dates(text, DATELINE))


def corpus() -> Iterator[tuple[str, float, float]]:
    """Print the agreement with both parts; give the figures of the part that nothing was developed on."""
    for part in ("train", "dev"):
        both = agreement(part, all_times)
        if both is None:
            print(f"NEREL {part} is not there: skipped")
            continue
        print(f"NEREL {part}: overlap F1 {both[0]}, exact F1 {both[1]}; dates alone {agreement(part, only_dates)}")
        if part == "dev":
            yield "overlap", both[0], OVERLAP
            yield "exact", both[1], EXACT


def cases() -> float:
    """Give the share of the case file that is read exactly."""
    rows = yaml.safe_load((ROOT / "tests" / "cases" / "reader" / "dates.yaml").read_text(encoding="utf-8"))
    right = 0
    for row in rows:
        text = row["text"].replace("[", "").replace("]", "")
        read = dates(text, row.get("dateline", dt.date(2025, 11, 17)))
        says = [(found.span.of(text), f"{found.value.date} {found.value.relation}") for found in read]
        right += says == list(zip(re.findall(r"\[(.*?)\]", row["text"]), row["says"], strict=True))
    print(f"case file: {right} of {len(rows)}")
    return round(right / len(rows), 3)


def article() -> tuple[int, int, int] | None:
    """Give how many dates of the article agree in place and value, how many of these to the letter, and how many there are."""
    if not (SEED / "article.gold.json").exists():
        return None
    gold = json.loads((SEED / "article.gold.json").read_text(encoding="utf-8"))
    text = (SEED / "article.ru.txt").read_bytes().decode("utf-8")
    read = times(text, dt.date.fromisoformat(gold["doc"]["date"]["value"]))
    right = exact = 0
    for row in gold["dates"]:
        match = next((at for at in read if at.span.start <= row["start"] and at.span.end == row["end"]), None)
        near = match is not None and " " not in text[match.span.start : row["start"]].rstrip()
        agrees = match is not None and near and same_value(match.value, row)
        right += agrees
        exact += agrees and match is not None and match.span.start == row["start"]
        if not agrees:
            print(f"not read: {row['text']!r}")
    return right, exact, len(gold["dates"])


def same_value(value: object, row: dict[str, Any]) -> bool:
    """Say whether a reading agrees with the annotation."""
    if not isinstance(value, When):
        return row["value"] is None
    first = value.date.earliest and value.date.earliest.isoformat()
    return value.date.text in {row["value"], row.get("edtf")} or (row["value"] is not None and first == row["value"])


def rate() -> float | None:
    """Give the megabytes of text read in a CPU second, at best of three."""
    texts = [document.text for document in documents("train")]
    size, best = sum(len(text.encode()) for text in texts), float("inf")
    if not texts:
        return None
    for _ in range(3):
        begin = time.process_time()
        for text in texts:
            dates(text, DATELINE)
        best = min(best, time.process_time() - begin)
    print(f"{size / 1e6:.1f} MB in {best:.2f} CPU seconds")
    return round(size / best / 1e6, 2)


def main() -> None:
    """Measure and print."""
    agreed, share, seed, speed = list(corpus()), cases(), article(), rate()
    for name, value, bar in agreed:
        figure(f"dates, NEREL dev, {name}", value, "F1", bar, "the better of Natasha and naive patterns", PEERS[name])
    figure("dates, case file", share, "share of sentences", CASES)
    if seed is not None:
        figure("dates, article", seed[0], f"of {seed[2]} ({seed[1]} with the same span to the letter)", ARTICLE)
    else:
        print("the article is not there: skipped")
    if speed is not None:
        figure("dates, speed", speed, "MB a CPU second", RATE)


if __name__ == "__main__":
    main()
