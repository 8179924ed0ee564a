"""A text -> the drafts of a model and why others were refused. A text that fails is a message, and never stops the next one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multivector.batch.model.prompt import prompt
from multivector.batch.model.protocol import Model, ModelError
from multivector.reader.quoted import Answer, Refused, answered, quoted
from multivector.reader.reading import read
from multivector.reader.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from multivector.batch.model.cache import Cache
    from multivector.reader.actors import Known
    from multivector.reader.drafts import Draft

_PIECE, _PIECES = 12_000, 20
"""Code points that are asked about at once, and how often one text is asked about."""
_SHOWN = 100
"""Code points of a quote that a message shows."""
_LINE = re.compile(r"\n+")


def model_drafts(
    text: str, day: date, names: Known, model: Model, cache: Cache | None = None
) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """Draft what a model points at in a text.

    Args:
        text: The text, which is never rewritten.
        day: The day on which it was written.
        names: The actors to know.
        model: Whom to ask.
        cache: Where answers are kept; without it, everything is asked anew.

    Returns:
        The drafts, in the order of the text and all with the rule `model`; and what went wrong, a message each.
    """
    reading = read(text, day, names) if text.strip() else None
    found: dict[Draft, None] = {}
    problems: list[str] = []
    pieces = list(_pieces(text)) if reading is not None else []
    if len(pieces) > _PIECES:
        problems.append(f"the model was asked about the first {pieces[_PIECES].start} characters only")
    for piece in pieces[:_PIECES]:
        answer = _answer(piece.of(text), day, model, cache, problems)
        if reading is None or answer is None:
            continue
        drafts, refused = quoted(answer, reading, piece)
        found |= dict.fromkeys(drafts)
        problems += map(_worded, refused)
    return tuple(sorted(found, key=lambda draft: (draft.evidence, draft.head))), tuple(problems)


def untold(text: str, ours: Iterable[Draft], model: Iterable[Draft]) -> tuple[Draft, ...]:
    """Give those drafts of a model that tell what our rules have not drafted: of the rest, ours stay.

    Args:
        text: The text of both.
        ours: What our rules drafted.
        model: What a model drafted.
    """
    told = [each for each in ours if each.rule != "model"]
    return tuple(each for each in model if not any(_same(text, each, one) for one in told))


def _same(text: str, each: Draft, one: Draft) -> bool:
    """Tell whether a draft of a model and one of ours tell the same: kind, place, and no figure or thing that differs."""
    if each.kind != one.kind or not any(_meet(a, b) for a in each.evidence for b in one.evidence):
        return False
    if each.amount is not None and one.amount is not None:
        return each.amount == one.amount
    return _meet(each.head, one.head) or each.form == one.form or each.head.of(text).lower() == one.head.of(text).lower()


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _pieces(text: str) -> Iterator[Span]:
    """Cut a text at ends of lines into pieces that are not too long."""
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > _PIECE:
            breaks = [match.end() for match in _LINE.finditer(text, start, start + _PIECE)]
            end = breaks[-1] if breaks else max(text.rfind(" ", start, start + _PIECE) + 1, 0) or start + _PIECE
        if text[start:end].strip():
            yield Span(start, end)
        start = end


def _answer(text: str, day: date, model: Model, cache: Cache | None, problems: list[str]) -> Answer | None:
    """Give the answer about a piece of a text, kept or new; None and a problem where there is none."""
    asked = prompt(text, day)
    kept = cache.get(text, asked, model.name) if cache is not None else None
    if kept is not None and isinstance(answer := answered(kept), Answer):
        return answer
    try:
        reply = model.ask(asked)
    except ModelError as error:
        problems.append(f"the model gave no answer: {error}")
        return None
    answer = answered(reply)
    if isinstance(answer, Refused):
        problems.append(_worded(answer))
        return None
    if cache is not None:
        try:
            cache.put(text, asked, model.name, reply)
        except OSError as error:
            problems.append(f"the answer of the model could not be kept: {error.strerror or error}")
    return answer


def _worded(refused: Refused) -> str:
    words = " ".join(refused.words.split())
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    return f"not drafted: {refused.why}" + (f": “{shown}”" if shown else "")
