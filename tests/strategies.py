"""Any ledger: a strategy for every record of the model, made from its fields, so that new fields are tested unasked."""

from __future__ import annotations

import dataclasses
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from hypothesis import strategies as st

from multivector.files.values import is_reference
from multivector.model.dates import Date, parse_date
from multivector.model.entries import KINDS, AnyEntry, Dossier
from multivector.model.evidence import Claim, Evidence
from multivector.model.fields import Field, fields_of, rival_fields
from multivector.model.ledger import Ledger, ledger_of
from multivector.model.money import CURRENCIES, HEDGES, Money, Quantity, parse_amount
from multivector.model.names import Names, names
from multivector.model.parts import Gain, Share
from multivector.model.problems import Mistake
from multivector.model.seats import Span

if TYPE_CHECKING:
    from collections.abc import Callable

IDS = tuple(f"{kind}-{number}" for kind in KINDS for number in range(3))
"""Ids that entries of generated ledgers may have, and refer to."""

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co"]), min_size=1, max_size=20).filter(
    str.strip
)
"""Texts as people may write them: any script, quotes, colons, braces; not only spaces."""
words = st.one_of(
    texts,
    st.sampled_from(
        ["Қазақстан", "a: b", "- x", "# y", "it's", 'say "no"', "{a}", "null", "0123", "NO", "two\nlines", " padded "]
    ),
)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Draw a date of any form that news needs."""
    year = draw(st.integers(1990, 2040))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, 28))
    end = draw(st.sampled_from(["", "~", "?", "%"]))
    point = draw(
        st.sampled_from(
            [
                f"{year}",
                f"{year}-{month:02}",
                f"{year}-{month:02}-{day:02}",
                f"{year}-XX",
                f"{year // 10}X",
                f"{year}-{draw(st.sampled_from([21, 24, 33, 36, 40, 41]))}",
            ]
        )
    )
    text = draw(st.sampled_from([point + end, f"{year}/{year + 3}", f"{point}/..", f"/{point}"]))
    read = parse_date(text)
    assert isinstance(read, Date), read
    return read


@st.composite
def amounts(draw: st.DrawFn, units: tuple[str, ...]) -> Any:
    """Draw an amount with any hedge; whole figures and fractions."""
    unit = draw(st.sampled_from(units))
    hedge = draw(st.sampled_from(HEDGES))
    figure = draw(st.decimals(min_value=0, max_value=9999, places=draw(st.integers(0, 2))))
    scale = draw(st.sampled_from(["", "k", "m", "bn"]))
    if hedge == "undisclosed":
        return _right(parse_amount(f"undisclosed {unit}" if draw(st.booleans()) and unit in CURRENCIES else "undisclosed"))
    if hedge == "between":
        return _right(parse_amount(f"{figure}..{figure + draw(st.integers(0, 50))}{scale} {unit}"))
    return _right(parse_amount(f"{'' if hedge == 'exact' else hedge + ' '}{figure}{scale} {unit}"))


@st.composite
def named(draw: st.DrawFn) -> Names:
    """Draw a text in no stated language, or texts by language."""
    if draw(st.booleans()):
        return names(draw(words))
    return names(**draw(st.dictionaries(st.sampled_from(["en", "ru", "kk"]), words, min_size=1, max_size=3)))


@st.composite
def places(draw: st.DrawFn) -> Evidence:
    """Draw a piece of evidence, with or without its place."""
    values = {field.name: draw(value(field)) for field in fields_of(Evidence) if field.required or draw(st.integers(0, 3)) == 0}
    values.pop("start", None), values.pop("end", None)
    if draw(st.booleans()):
        start = draw(st.integers(0, 500))
        values |= {"start": start, "end": start + draw(st.integers(1, 80))}
    values["mark"] = draw(st.one_of(st.none(), st.text("0123456789abcdef", min_size=12, max_size=12)))
    return Evidence(**values)


def _ends(low: int, middle: int, high: int) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(st.integers(low, middle), st.integers(middle, high)).map(lambda ends: (float(ends[0]), float(ends[1])))


_OF: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    Evidence: places,
    Names: named,
    Date: dates,
    Share: lambda: _ends(0, 50, 100).map(lambda ends: Share(*ends)),
    Gain: lambda: _ends(-99, 0, 99).map(lambda ends: Gain(*ends)),
    Span: lambda: _ends(0, 40, 100).map(lambda ends: Span(*ends)),
    Money: lambda: amounts(("USD", "EUR", "KZT")),
    Quantity: lambda: amounts(("documents", "% of it", "km/h")),
    int: lambda: st.integers(0, 999_999_999),
}


@cache
def one(type_: Any) -> st.SearchStrategy[Any]:
    """Give the strategy of one value of a field's type."""
    if type_ in _OF:
        return _OF[type_]()
    if typing.get_origin(type_) is Literal:
        return st.sampled_from(typing.get_args(type_))
    if is_reference(type_):
        return st.sampled_from(IDS)
    return record(type_) if dataclasses.is_dataclass(type_) else words


def value(field: Field) -> st.SearchStrategy[Any]:
    """Give the strategy of a field: one value, or a few."""
    inner = one(field.type)
    return st.lists(inner, min_size=1, max_size=3).map(tuple) if field.many else inner


@st.composite
def record(draw: st.DrawFn, type_: Any) -> Any:
    """Draw a record with its required fields and any of the others."""
    return type_(**draw(filled(type_)))


@st.composite
def filled(draw: st.DrawFn, type_: Any) -> dict[str, Any]:
    """Draw the fields of a record."""
    wanted = [field for field in fields_of(type_) if field.required or field.needed or draw(st.integers(0, 3)) == 0]
    return {field.name: draw(claims(type_) if field.type is Claim else value(field)) for field in wanted}


@st.composite
def claims(draw: st.DrawFn, type_: Any) -> tuple[Claim, ...]:
    """Draw rival claims for a kind; a kind without rival fields has none."""
    rivals = rival_fields(type_)
    if not rivals:
        return ()
    keys = draw(st.lists(st.sampled_from(sorted(rivals)), min_size=1, max_size=3, unique=True))
    count = draw(st.integers(1, 3))
    return tuple(
        Claim(
            label=draw(
                st.one_of(st.none(), st.text("abc-", min_size=1, max_size=5).filter(lambda text: text.strip("-") == text))
            ),
            evidence=tuple(draw(st.lists(places(), min_size=1, max_size=2))),
            values=tuple((key, draw(value(rivals[key]))) for key in sorted(keys)),
        )
        for _ in range(count)
    )


@st.composite
def entries(draw: st.DrawFn) -> AnyEntry:
    """Draw an entry of any kind."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    made: AnyEntry = KINDS[kind](
        id=draw(st.sampled_from([id_ for id_ in IDS if id_.startswith(kind)])), **draw(filled(KINDS[kind]))
    )
    return made


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger of a few entries, which may refer to each other and to nothing."""
    found = {entry.id: entry for entry in draw(st.lists(entries(), max_size=8))}
    dossier = Dossier(title=names("A dossier"), state=typing.cast("Any", draw(st.sampled_from(IDS))))
    return ledger_of(found.values(), dossier)


def _right(read: Any) -> Any:
    assert not isinstance(read, Mistake), read
    return read
