"""The annotated articles of our own: texts with what they tell, in the schema of a hand-made gold annotation, places computed.

A quotation stands for its place: it must occur once; `a … b` runs from the first words to the last; `some [words] here` means the
words in brackets, where they alone occur more often. Forms of a name stand for all their occurrences as whole words, the longest
first; those under `but` mean something else there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from multivector.model.dates import Date, parse_date
from multivector.model.money import Amount, parse_money

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).parents[1] / "tests" / "cases" / "reader" / "articles"
Place = tuple[int, int]


class MisquotedError(ValueError):
    """A quotation that does not stand in its text, or stands there more than once."""

    def __init__(self, quote: str, times: int) -> None:
        """Tell which."""
        super().__init__(f"{quote!r} occurs {times} times")


@dataclass(frozen=True, slots=True)
class Article:
    """A text, the day on which it was written, and its annotation with places as code points, end exclusive."""

    name: str
    lang: str
    text: str
    day: dt.date
    actors: dict[str, dict[str, Any]]
    money: tuple[dict[str, Any], ...]
    dates: tuple[dict[str, Any], ...]
    entries: tuple[dict[str, Any], ...]
    traps: tuple[dict[str, Any], ...]


def articles(part: str) -> Iterator[Article]:
    """Give the articles of `dev` or `held` by their names."""
    for file in sorted((FOLDER / part).glob("*.yaml")):
        yield article(file)


def article(file: Path) -> Article:
    """Read an annotated article."""
    gold = yaml.safe_load(file.read_text(encoding="utf-8"))
    text = file.with_suffix(".txt").read_bytes().decode("utf-8")
    return Article(
        file.stem,
        gold["lang"],
        text,
        gold["date"],
        {name: {**row, "mentions": [_place(at, text) for at in mentions(row, text)]} for name, row in gold["actors"].items()},
        tuple({**row, **_place(quoted(row["quote"], text), text), "value": amount(row["value"])} for row in gold["money"]),
        tuple({**row, **_place(quoted(row["quote"], text), text), "value": moment(row["value"])} for row in gold["dates"]),
        tuple(
            {**row, "evidence": [_place(quoted(quote, text), text) for quote in row["evidence"]]} | _trigger(row, text)
            for row in gold["entries"]
        ),
        tuple(
            {**row, "at": _place(quoted(row["at"], text), text) if "at" in row else None, "pattern": _pattern(row["pattern"])}
            for row in gold["traps"]
        ),
    )


def quoted(quote: str, text: str) -> Place:
    """Give the place of a quotation."""
    whole = re.sub(r"[\[\]]", "", quote)
    first, _, last = whole.partition(" … ")
    start = _only(first, text)
    if last:
        end = text.find(last, start + len(first))
        if end < 0:
            raise MisquotedError(last, 0)
        return start, end + len(last)
    at = quote.find("[")
    return (start, start + len(first)) if at < 0 else (start + at, start + quote.index("]") - 1)


def mentions(actor: dict[str, Any], text: str) -> list[Place]:
    """Give the places of all mentions of an actor, in order."""
    forms = sorted((form for form in actor["mentions"] if "[" not in form), key=len, reverse=True)
    but = {quoted(form, text) for form in actor.get("but", ())}
    found = {at for form in forms for at in _words(form, text)} - but
    found |= {quoted(form, text) for form in actor["mentions"] if "[" in form} - but
    return sorted(at for at in found if not any(_inside(at, other) for other in found))


def amount(value: str) -> Amount:
    """Read an amount of the annotation."""
    read = parse_money(value)
    if not isinstance(read, Amount):
        raise TypeError(value)
    return read


def moment(value: object) -> Date:
    """Read a date of the annotation."""
    read = parse_date(str(value))
    if not isinstance(read, Date):
        raise TypeError(value)
    return read


def _pattern(row: dict[str, Any]) -> dict[str, Any]:
    return {name: amount(value) if name == "amount" and value != "any" else value for name, value in row.items()}


def _trigger(row: dict[str, Any], text: str) -> dict[str, Any]:
    return {"trigger": _place(quoted(row["trigger"], text), text)} if "trigger" in row else {}


def _only(words: str, text: str) -> int:
    times = len(re.findall(f"(?={re.escape(words)})", text))  # those that overlap too
    if times != 1:
        raise MisquotedError(words, times)
    return text.index(words)


def _words(form: str, text: str) -> Iterable[Place]:
    found = list(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text))
    if not found:
        raise MisquotedError(form, 0)
    return [(at.start(), at.end()) for at in found]


def _inside(at: Place, other: Place) -> bool:
    return at != other and other[0] <= at[0] and at[1] <= other[1]


def _place(at: Place, text: str) -> dict[str, Any]:
    return {"start": at[0], "end": at[1], "text": text[at[0] : at[1]]}
