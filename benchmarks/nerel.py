"""NEREL v1.1, a Russian news corpus with nested entities: its documents as text and labelled spans, for measurements.

The corpus lies beside the project and is no part of it; nothing of it is redistributed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "nerel"


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and its gold spans as (label, start, end) in code points, end exclusive; those in several pieces are left out."""

    name: str
    text: str
    spans: tuple[tuple[str, int, int], ...]

    def labelled(self, *labels: str) -> tuple[tuple[int, int], ...]:
        """Give the places of spans with one of these labels, in order."""
        return tuple(sorted((start, end) for label, start, end in self.spans if label in labels))


def documents(part: str) -> Iterator[Document]:
    """Give the documents of `train` or `dev` in the order of their names; none where the corpus is not there."""
    for file in sorted((FOLDER / part).glob("*.ann")):
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("T"))
        places = (row[1].split() for row in rows if ";" not in row[1])
        yield Document(file.stem, text, tuple((label, int(start), int(end)) for label, start, end in places))


def overlapping(gold: tuple[tuple[int, int], ...], found: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Count the gold spans that meet a found one, and the found ones that meet a gold one."""

    def meets(span: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
        return any(span[0] < end and start < span[1] for start, end in others)

    return sum(meets(span, found) for span in gold), sum(meets(span, gold) for span in found)


def f1(hit_gold: int, gold: int, hit_found: int, found: int) -> float:
    """Give the harmonic mean of recall and precision; 0 where nothing was hit."""
    recall, precision = hit_gold / gold if gold else 0.0, hit_found / found if found else 0.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
