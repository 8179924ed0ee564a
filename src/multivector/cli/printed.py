"""What a text says, as lines for people or JSON for programs: its drafts, or the amounts, dates and actors that it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from multivector.files.lines import Lines
from multivector.model.evidence import mark_of
from multivector.reader.actors import Mention
from multivector.reader.dates import When
from multivector.reader.match import holding
from multivector.reader.quoted import RULE as MODEL
from multivector.reader.rows import row_of
from multivector.views.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from multivector.model.money import Amount
    from multivector.reader.drafts import Draft
    from multivector.reader.match import Figure, Match
    from multivector.reader.reading import Reading
    from multivector.reader.rows import Origin, Row
    from multivector.reader.spans import Found

_LONGEST = 70
_Told = tuple[str, str, tuple[str, ...], int, int]


def drafts_as_json(file: Path, kept: Path, origin: Origin, drafts: Sequence[Draft], found: Sequence[Match]) -> Iterator[str]:
    """Give each draft as a row of the table of drafts, with what the dossier holds of it (nothing, if none was asked)."""
    for number, draft in enumerate(drafts):
        row = row_of(draft, number, origin) | (_matched(found[number]) if found else {})
        yield json.dumps(row | ({} if kept == file else {"kept": str(kept)}), ensure_ascii=False)


def drafts_as_lines(kept: Path, origin: Origin, drafts: Sequence[Draft], found: Sequence[Match]) -> Iterator[str]:
    """Give each draft as a line: where it stands, what it is, what it says, its words, and what the dossier holds of it."""
    lines = Lines(origin.text)
    for number, draft in enumerate(drafts):
        row = row_of(draft, number, origin)
        place = lines.place(str(kept), draft.evidence[0].start)
        says = "; ".join(filter(None, _says(row)))
        held = _held(found[number]) if found else ""
        yield f"{visible(str(place))}: {visible(says)}  {row['at']}  {_shown(row['words'])}{held}"


def places_as_json(file: Path, kept: Path, reading: Reading, known: Mapping[Figure, tuple[str, ...]]) -> Iterator[str]:
    """Give each amount, date and actor as a record."""
    for kind, value, holders, start, end in _places(reading, known):
        words = reading.text[start:end]
        row: dict[str, Any] = {"file": str(file), "kind": kind, "value": value, "start": start, "end": end}
        row |= {"at": f"@{start}-{end}#{mark_of(words)}", "words": words, "in": list(holders)}
        yield json.dumps(row | ({} if kept == file else {"text": str(kept)}), ensure_ascii=False)


def places_as_lines(kept: Path, reading: Reading, known: Mapping[Figure, tuple[str, ...]]) -> Iterator[str]:
    """Give each amount, date and actor as a line."""
    lines = Lines(reading.text)
    for kind, value, holders, start, end in _places(reading, known):
        words = reading.text[start:end]
        place = visible(str(lines.place(str(kept), start)))
        yield f"{place}: {kind} {value}  @{start}-{end}#{mark_of(words)}  {_shown(words)}{_inside(holders)}"


def _says(row: Row) -> Iterator[str | None]:
    """Word what a draft says, part by part."""
    denied = "" if row["polarity"] == "positive" else ", negative"
    trust = "by a model" if row["rule"] == MODEL else f"{row['confidence']:.2f}"
    yield f"{row['kind']} {row['form']}, {row['modality']}{denied}, {trust}"
    yield ", ".join(_party(each) for each in row["parties"])
    yield row["amount"]
    yield row["date"] if row["date_relation"] in {None, "at"} else f"{row['date_relation']} {row['date']}"
    yield row["stage"]
    if row["attribution"] != "author":
        yield f"says {row['speaker'] or row['speaker_words'] or row['attribution']}"
    if row["missing"]:
        yield f"no {', '.join(row['missing'])}"


def _matched(match: Match) -> dict[str, Any]:
    differs = [{"field": each.field, "draft": each.draft, "entry": each.entry} for each in match.differs]
    return {"match": match.verdict, "entry": match.entry, "differs": differs, "same_figure": list(_same_figure(match))}


def _same_figure(match: Match) -> tuple[str, ...]:
    """Give the entries that hold the same figure, where there is too little to say that they tell of the same."""
    return tuple(each.entry for each in match.candidates if "amount" in each.reasons) if match.entry is None else ()


def _held(match: Match) -> str:
    """Word what a dossier holds of a draft."""
    if match.entry is None:
        alike = ", ".join(_same_figure(match))
        return f"  same figure: {alike}" if alike else ""
    differs = "; ".join(f"{each.field} {each.draft}, not {each.entry}" for each in match.differs)
    return f"  {match.verdict}: {match.entry}{f' ({visible(differs)})' if differs else ''}"


def _party(each: dict[str, Any]) -> str:
    who = each["actor"] or f"“{each['words']}”"
    return who if each["role"] == "party" else f"{each['role']} {who}"


def _places(reading: Reading, known: Mapping[Figure, tuple[str, ...]]) -> list[_Told]:
    rows = [_told("amount", amount, _holders(amount.value, known)) for amount in reading.amounts]
    rows += [_told("date", when) for when in reading.dates]
    rows += [_told("actor", actor) for actor in reading.actors]
    return sorted(rows, key=lambda row: row[3:])


def _told(kind: str, found: Found[Any], holders: tuple[str, ...] = ()) -> _Told:
    value: Amount | When | Mention = found.value
    return kind, _value(value) + ("?" if found.rule.endswith("?") else ""), holders, found.span.start, found.span.end


def _value(value: Amount | When | Mention) -> str:
    if isinstance(value, When):
        return str(value.date) if value.relation == "at" else f"{value.relation} {value.date}"
    if isinstance(value, Mention):
        return value.actor or f"one of {', '.join(value.candidates)}" if value.actor or value.candidates else "unknown"
    return str(value)


def _holders(amount: Amount | None, known: Mapping[Figure, tuple[str, ...]]) -> tuple[str, ...]:
    return () if amount is None else holding(amount, known)


def _inside(holders: tuple[str, ...]) -> str:
    return f"  in {', '.join(holders)}" if holders else ""


def _shown(words: str) -> str:
    words = visible(words[: 4 * _LONGEST].replace("\n", " "))
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
