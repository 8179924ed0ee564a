"""What every lens gives back: the answer, with what was asked, of which ledger, as of when, and the caveats."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from multivector.model.ledger import plain


class Answer(Protocol):
    """A frozen record whose `rows` are the table that answers the question, each with its `because`."""

    @property
    def rows(self) -> tuple[Any, ...]:
        """The main table: frozen records, each with `because`, the ids of the entries that it came from."""
        ...


A_co = TypeVar("A_co", bound=Answer, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """A reason for care, by code (views put it into words), with the figures and entries that it speaks of."""

    code: str
    values: tuple[tuple[str, Any], ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A judgement that went into the answer: its value, and the range over which it may be varied."""

    name: str
    value: Any
    default: Any
    low: Any = None
    high: Any = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[A_co]):
    """One lens's answer. The same ledger, parameters, day and random generator give an equal result."""

    lens: str
    as_of: date
    ledger: str
    """Digest of the ledger that was asked, as known on that day."""
    parameters: tuple[Parameter, ...]
    answer: A_co
    caveats: tuple[Caveat, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Give all of it as dicts, lists, texts and numbers."""
        found = plain(self)
        assert isinstance(found, dict)  # noqa: S101  # a record without a text form becomes a dict
        return found

    def to_json(self) -> str:
        """Give all of it as JSON (UTF-8 text, sorted keys, two spaces, NaN never)."""
        return json.dumps(self.to_plain(), ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)

    def to_rows(self) -> list[dict[str, Any]]:
        """Give the main table as flat dicts, ready for a data frame or a CSV file."""
        return [{name: _cell(value) for name, value in plain(row).items()} for row in self.answer.rows]

    def _repr_html_(self) -> str:
        """Show the main table in a notebook."""
        rows = self.to_rows()
        columns = list(dict.fromkeys(name for row in rows for name in row))
        head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(row.get(name, '')))}</td>" for name in columns) + "</tr>" for row in rows
        )
        return f"<table><caption>{html.escape(self.lens)}, {self.as_of}</caption><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return "; ".join(str(_cell(item)) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
