"""A card -> the lines of a terminal: the source with its evidence marked to the left, what it would become to the right.

Under 100 columns the two stand one above the other. What a terminal would obey, or not show, is made visible before anything is
laid out; a letter is never cut from the marks that belong to it, and a letter of two columns never in half.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from multivector.desk.review import KEYS
from multivector.reader.confidence import confidence
from multivector.reader.passages import bounds, passage
from multivector.views.problems import visible
from multivector.views.text import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from multivector.desk.desk import Card
    from multivector.desk.items import Text
    from multivector.desk.review import State
    from multivector.reader.drafts import Draft

WIDE, NARROWEST = 100, 20
"""Columns from which the two stand side by side, and the fewest that are laid out for."""
_BETWEEN = " │ "
_AROUND = 1
"""Lines of an entry that are shown around a changed one."""
_HANG = 2
_FOOT = 4
"""Lines that a message may take."""
_CODES = {"mark": "\x1b[1;7m", "bold": "\x1b[1m", "quiet": "\x1b[2m", "wrong": "\x1b[31m", "": ""}
_END = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style."""

    text: str
    style: str = ""


def screen(
    state: State, card: Card | None, text: Text | None, draft: Draft | None, size: tuple[int, int], *, colour: bool
) -> str:
    """Give what the terminal shows: lines, each ended, none wider than it.

    Args:
        state: Where the review stands.
        card: What is shown; none at the end.
        text: The text of the card.
        draft: Its draft.
        size: Columns and rows; the rows are kept to as far as the keys and the head allow.
        colour: Whether to mark by colours; else the evidence stands in brackets.
    """
    width, height = max(size[0], NARROWEST), size[1]
    if card is None or text is None or draft is None:
        body = [line for piece in _summary(state) for line in _wrapped([Piece(piece)], width, colour=colour)]
        return "".join(f"{line}\n" for line in body)
    where = [Piece(f"{state.at + 1} of {state.count}", "bold"), Piece(f"  {visible(text.name)}, {text.day}")]
    head = _wrapped(where, width, colour=colour)[:1]
    foot = [line for piece in _foot(state) for line in _wrapped([piece], width, colour=colour)[:_FOOT]]
    room = max(6, height - len(head) - len(foot) - 3)
    left, right = list(_source(text, draft)), list(_entry(card, draft))
    rule = "─" * width
    if width >= WIDE:
        half = (width - len(_BETWEEN)) // 2
        rows = _beside(_lines(left, half, colour=colour), _lines(right, width - half - len(_BETWEEN), colour=colour), half)
        body = _cut(rows, room)
    else:
        above = _cut(_lines(left, width, colour=colour), max(3, room // 3))
        body = [*above, rule, *_cut(_lines(right, width, colour=colour), max(3, room - len(above) - 1))]
    return "".join(f"{line}\n" for line in [*head, rule, *body, rule, *foot])


def _summary(state: State) -> Iterator[str]:
    counts = [f"{state.history.count(name)} {name}" for name in ("accepted", "rejected", "skipped")]
    left = state.count - state.at
    yield f"{', '.join(counts)}; {left} left to decide."
    if state.message:
        yield visible(state.message)
    if not state.left:
        yield "u undo  q quit"


def _foot(state: State) -> Iterator[Piece]:
    if state.message:
        yield Piece(visible(state.message), "wrong")
    if state.help:
        yield from (Piece(f"{key}  {does}") for key, does in KEYS.items())
    else:
        yield Piece("  ".join(f"{key} {does.split(',')[0]}" for key, does in KEYS.items()), "quiet")


def _source(text: Text, draft: Draft) -> Iterator[list[Piece]]:
    """Give the sentences of the evidence, the evidence marked."""
    if text.title:
        yield [Piece(visible(text.title), "bold")]
    pieces = []
    for piece in passage(draft.evidence, bounds(text.content)):
        words = visible(" ".join(piece.span.of(text.content).splitlines()))
        pieces.append(Piece(("… " if piece.gap else "") + words, "mark" if piece.marked else ""))
    yield pieces


def _entry(card: Card, draft: Draft) -> Iterator[list[Piece]]:
    """Give what it would become, and what is to be known of that."""
    match = card.match
    yield [Piece(f"{draft.kind}, {draft.form}, {draft.modality}; trust {confidence(draft):.2f} ({visible(draft.rule)})", "bold")]
    first = match.candidates[0] if match.candidates else None
    if match.entry is None:
        near = f"; near: {', '.join(each.entry for each in match.candidates)}" if match.candidates else ""
        yield [Piece(f"new{near}")]
    elif first is not None:
        verdict = "further evidence for" if match.verdict == "further" else "rival claim on"
        shown = "" if card.proposal.amends else " (shown as a new entry)"
        yield [Piece(f"{verdict} {first.entry}{shown}: same {', '.join(first.reasons)}")]
        yield from ([Piece(f"  {each.field}: {each.draft} here, {each.entry} there", "wrong")] for each in first.differs)
    for key, why in card.proposal.missing.items():
        yield [Piece(f"missing: {key}: {visible(why)}", "wrong")]
    for problem in () if card.proposal.missing else card.problems:
        yield [Piece(f"{problem.level}: {visible(problem.message)}; {visible(problem.help)}", "wrong")]
    yield []
    lines = card.proposal.text.splitlines()
    old = set(card.seen.text.splitlines()) if card.seen is not None else set(lines)
    new = [at for at, line in enumerate(lines) if line not in old]
    kept = {at for each in new for at in range(each - _AROUND, each + _AROUND + 1)} | {0} if new else set(range(len(lines)))
    for at, line in enumerate(lines):
        if at in kept:
            rest = line.lstrip(" ")
            yield [Piece(" " * (len(line) - len(rest))), Piece(visible(rest), "mark" if at in new else "")]
        elif at - 1 in kept:
            yield [Piece("  …", "quiet")]


def _lines(paragraphs: Iterable[Sequence[Piece]], width: int, *, colour: bool) -> list[str]:
    return [line for pieces in paragraphs for line in _wrapped(pieces, width, colour=colour)]


def _wrapped(pieces: Sequence[Piece], width: int, *, colour: bool) -> list[str]:
    """Break pieces into lines of at most this many columns, at spaces where there are any; each line has its own colours."""
    given = pieces if colour else [Piece(f"[{piece.text}]") if piece.style == "mark" else Piece(piece.text) for piece in pieces]
    cells = [(cluster, piece.style) for piece in given for cluster in clusters(piece.text)]
    lines: list[list[tuple[str, str]]] = [[]]
    used, hang = 0, next((at for at, (cluster, _) in enumerate(cells) if cluster != " "), 0)
    hang = hang + _HANG if 0 < hang < width // 2 else 0
    for cell in cells:
        wide = columns(cell[0])
        if used + wide > width:
            line = lines[-1]
            space = max((at for at, (cluster, _) in enumerate(line) if cluster == " "), default=-1)
            indent = next((at for at, (cluster, _) in enumerate(line) if cluster != " "), 0)
            if space > indent and cell[0] != " ":
                lines[-1], rest = line[:space], line[space + 1 :]
            else:
                rest = []
            lines.append([(" ", "")] * hang + rest)
            used = hang + sum(columns(cluster) for cluster, _ in rest)
            if cell[0] == " " and not rest:
                continue
        lines[-1].append(cell)
        used += wide
    return [_painted(line) if colour else "".join(cluster for cluster, _ in line) for line in lines]


def clusters(text: str) -> Iterator[str]:
    """Give the letters of a text, each with the marks that belong to it."""
    whole = ""
    for c in text:
        if whole and unicodedata.category(c) not in {"Mn", "Me", "Mc"}:
            yield whole
            whole = ""
        whole += c
    if whole:
        yield whole


def _painted(cells: Sequence[tuple[str, str]]) -> str:
    out, style = "", ""
    for cluster, wanted in cells:
        if wanted != style:
            out += (_END if style else "") + _CODES[wanted]
            style = wanted
        out += cluster
    return out + (_END if style else "")


def _beside(left: Sequence[str], right: Sequence[str], width: int) -> list[str]:
    rows = max(len(left), len(right))
    pairs = zip([*left, *[""] * (rows - len(left))], [*right, *[""] * (rows - len(right))], strict=True)
    return [f"{one}{' ' * (width - columns(plain(one)))}{_BETWEEN}{other}".rstrip() for one, other in pairs]


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"… {len(lines) - most + 1} lines more"]


def plain(line: str) -> str:
    """Give a line without its colours."""
    for code in (*filter(None, _CODES.values()), _END):
        line = line.replace(code, "")
    return line
