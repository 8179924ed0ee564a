"""Text -> one value of a record's field: the short forms in which dates, amounts, ids and places are written."""

from __future__ import annotations

import re
import typing
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NewType

from multivector.model.dates import Date, parse_date
from multivector.model.evidence import SLUG, Evidence, parse_evidence
from multivector.model.fields import ActorId
from multivector.model.money import Money, Quantity, parse_money, parse_quantity
from multivector.model.names import Names, names
from multivector.model.parts import (
    Chance,
    Code,
    Gain,
    Membership,
    Share,
    parse_chance,
    parse_code,
    parse_gain,
    parse_share,
)
from multivector.model.problems import Mistake
from multivector.model.seats import Span, parse_span

if TYPE_CHECKING:
    from collections.abc import Callable

    Parser = Callable[[str], Any]

LONGEST_ID = 80
_CLOSE = 0.75
"""How alike a word must be to one of the possible values for it to have been meant."""
_SLUG = re.compile(SLUG, re.ASCII)


def parse_id(text: str) -> str | Mistake:
    """Read an id: lower-case Latin letters, digits and single dashes, so that it can be typed, linked and named in a path."""
    if _SLUG.fullmatch(text) and len(text) <= LONGEST_ID:
        return text
    shown = text if len(text) <= LONGEST_ID else text[:LONGEST_ID] + "…"
    return Mistake(
        "bad-id", f"{shown!r} cannot be an id", f"use a-z, 0-9 and single dashes, at most {LONGEST_ID}: us-package-2025"
    )


def _parse_int(text: str) -> int | Mistake:
    if text.isascii() and text.isdigit() and len(text) <= 9:  # noqa: PLR2004  # nine digits: no text is longer
        return int(text)
    return Mistake("bad-number", f"{text!r} is not a whole number", "write digits only")


def _parse_membership(text: str) -> Membership | Mistake:
    found = parse_id(text)
    return found if isinstance(found, Mistake) else Membership(of=ActorId(found))


SHORT_FORMS: dict[type, Parser] = {
    Evidence: parse_evidence,
    Code: parse_code,
    Membership: _parse_membership,
    Chance: parse_chance,
}
"""Records that may also be written as one text."""

_PARSERS: dict[Any, Parser] = {
    str: str,
    int: _parse_int,
    Names: names,
    Date: parse_date,
    Share: parse_share,
    Gain: parse_gain,
    Span: parse_span,
    Money: parse_money,
    Quantity: parse_quantity,
    **SHORT_FORMS,
}


@cache
def parser_of(type_: Any) -> Parser | None:  # noqa: ANN401
    """Give the function that reads a text as this type (value or Mistake); None if it is only written as a table."""
    if type_ in _PARSERS:
        return _PARSERS[type_]
    if typing.get_origin(type_) is Literal:
        return _choice(typing.get_args(type_))
    return parse_id if is_reference(type_) else None


def is_reference(type_: Any) -> bool:  # noqa: ANN401
    """Tell whether values of the type are ids of entries."""
    return isinstance(type_, NewType) and type_.__supertype__ is str


def _choice(options: tuple[str, ...]) -> Parser:
    allowed = frozenset(options)

    def parse(text: str) -> str | Mistake:
        if text in allowed:
            return text
        close = get_close_matches(text[:LONGEST_ID].lower(), options, n=1, cutoff=_CLOSE)
        meant = f"did you mean {close[0]!r}? " if close else ""
        return Mistake("bad-choice", f"{text!r} is not one of the possible values", f"{meant}write one of: {', '.join(options)}")

    return parse
