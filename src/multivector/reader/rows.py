"""A draft <-> one flat row of plain values, which JSON and tables of any kind can hold. Nothing is lost either way.

    row = row_of(draft, 0, Origin("herald-17", "herald.txt", date(2031, 4, 3), text))
    draft_of(row) == draft

A stretch of the text is three columns: its words under the name of the field, and where it begins and ends, in code points. The
names of the columns are what people ask for in queries, so they are for ever; `COLUMNS` says what each holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from multivector.model.dates import Date, parse_date
from multivector.model.evidence import mark_of
from multivector.model.money import Amount, parse_amount
from multivector.reader.calendar.records import When
from multivector.reader.confidence import confidence
from multivector.reader.drafts import Attribution, Draft, Party
from multivector.reader.spans import Span

if TYPE_CHECKING:
    from datetime import date

Row: TypeAlias = "dict[str, Any]"

COLUMNS: dict[str, str] = {
    "document": "the name of the document: that of its line in a corpus, else of its file",
    "file": "the file that was read",
    "line": "the line of the corpus on which the document stands, from 1; none where the file is one document",
    "title": "the title that the document gives",
    "url": "the address that the document gives",
    "day": "the day on which it was written, as 2031-04-03",
    "text": "the SHA-256 of its text (UTF-8), under which the text is kept",
    "number": "the number of the draft among those of its text, from 0",
    "kind": "event, deal, commitment, signal, message, withholding, expectation, missed, capacity or question",
    "form": "what it is within its kind: visit, agreement, deadline …",
    "rule": "the rule that made it",
    "confidence": "the chance that a person would accept it, from 0 to 1",
    "modality": "done, planned, possible or denied",
    "polarity": "positive, or negative where the text says that it is not so",
    "attribution": "whose word it is: author, speaker or many",
    "attribution_words": "the words that attribute it",
    "attribution_start": "where they begin",
    "attribution_end": "where they end",
    "speaker": "the code of the speaker",
    "speaker_words": "how the text names the speaker",
    "speaker_start": "where that begins",
    "speaker_end": "where it ends",
    "speaker_role": "the role of the speaker",
    "actors": "the codes of those who take part, each once",
    "parties": "those who take part: actor (code), role, words, start, end",
    "amount": "the amount as a ledger writes it: about 15bn USD",
    "low": "its lower end in whole units, as a number",
    "high": "its upper end",
    "unit": "its currency, or what is counted",
    "hedge": "how the text qualifies it: exact, about, nearly, over, at least, up to, under, between or undisclosed",
    "date": "the date as a ledger writes it (EDTF)",
    "date_relation": "how it lies to that date: at, by, before, after, since or until",
    "date_relative": "whether it took the day of the text to know the date",
    "earliest": "the first day on which it may be, with the relation; none where it is open",
    "latest": "the last day",
    "stage": "how firm a deal is: pledge, framework, commitment …",
    "binding": "how a commitment binds: must, must-not, may or principle",
    "trigger": "the words that say when a commitment applies",
    "trigger_start": "where they begin",
    "trigger_end": "where they end",
    "flow": "what the money does: purchase, investment, loan, grant, production or trade",
    "sector": "the sector of a deal",
    "localisation": "the words that say what is made in the buyer's country",
    "localisation_start": "where they begin",
    "localisation_end": "where they end",
    "part_of": "the number of the draft that it is a part of",
    "about": "the number of the draft that it speaks of",
    "topic": "the words that say what it is about",
    "topic_start": "where they begin",
    "topic_end": "where they end",
    "head": "the word that names the thing",
    "head_start": "where it begins",
    "head_end": "where it ends",
    "many": "whether that word stands for several things",
    "missing": "the fields that an entry of this kind would have and the text does not give here",
    "evidence": "its places in the text: words, start, end, mark (the first 12 hex digits of the SHA-256 of the words)",
    "at": "the first of these places as a dossier cites it behind the id of a source: @start-end#mark",
    "words": "the words that stand at these places",
}
"""The columns of a row, in their order, and what each holds."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that a draft was made of."""

    document: str
    file: str
    day: date
    text: str
    line: int | None = None
    title: str = ""
    url: str = ""
    hash: str = field(init=False)
    """Of the text, under which it is kept."""

    def __post_init__(self) -> None:
        """Take the hash once for all drafts."""
        object.__setattr__(self, "hash", hash_of(self.text))


def hash_of(text: str) -> str:
    """Give the hash under which a text is kept."""
    return sha256(text.encode()).hexdigest()


def row_of(draft: Draft, number: int, origin: Origin) -> Row:
    """Write the draft of a document that has this number there as a row."""
    text = origin.text
    speaker, amount, when = draft.attribution.speaker, draft.amount, draft.date
    evidence = [_named(span, text) | {"mark": mark_of(span.of(text))} for span in draft.evidence]
    return {
        "document": origin.document, "file": origin.file, "line": origin.line, "title": origin.title, "url": origin.url,
        "day": origin.day.isoformat(), "text": origin.hash, "number": number,
        "kind": draft.kind, "form": draft.form, "rule": draft.rule, "confidence": confidence(draft),
        "modality": draft.modality, "polarity": draft.polarity,
        "attribution": draft.attribution.by, **_stretch("attribution", draft.attribution.span, text, "_words"),
        "speaker": speaker and speaker.actor, **_stretch("speaker", None if speaker is None else speaker.span, text, "_words"),
        "speaker_role": speaker and speaker.role,
        "actors": list(dict.fromkeys(party.actor for party in draft.parties if party.actor is not None)),
        "parties": [{"actor": party.actor, "role": party.role} | _named(party.span, text) for party in draft.parties],
        "amount": None if amount is None else str(amount),
        "low": None if amount is None or amount.low is None else float(amount.low),
        "high": None if amount is None or amount.high is None else float(amount.high),
        "unit": amount and amount.unit, "hedge": amount and amount.hedge,
        "date": when and when.date.text, "date_relation": when and when.relation, "date_relative": when and when.relative,
        "earliest": when and when.earliest and when.earliest.isoformat(),
        "latest": when and when.latest and when.latest.isoformat(),
        "stage": draft.stage, "binding": draft.binding, **_stretch("trigger", draft.trigger, text),
        "flow": draft.flow, "sector": draft.sector, **_stretch("localisation", draft.localisation, text),
        "part_of": draft.part_of, "about": draft.about, **_stretch("topic", draft.topic, text),
        **_stretch("head", draft.head, text), "many": draft.many, "missing": list(draft.missing),
        "evidence": evidence,
        "at": "".join(f"@{place['start']}-{place['end']}#{place['mark']}" for place in evidence[:1]),
        "words": " … ".join(place["words"] for place in evidence),
    }  # fmt: skip


def draft_of(row: Row) -> Draft:
    """Read a row that `row_of` wrote.

    Raises:
        ValueError: the row does not hold a draft.
    """
    try:
        return _draft_of(row)
    except (KeyError, TypeError) as error:
        raise ValueError(f"the row holds no draft: {error}") from error


def _draft_of(row: Row) -> Draft:
    said = _span(row, "speaker")
    return Draft(
        row["kind"], row["form"], row["rule"],
        evidence=tuple(Span(place["start"], place["end"]) for place in row["evidence"]),
        head=Span(row["head_start"], row["head_end"]),
        parties=tuple(Party(each["actor"], Span(each["start"], each["end"]), each["role"]) for each in row["parties"]),
        amount=_amount(row["amount"]),
        date=_when(row),
        stage=row["stage"], modality=row["modality"], polarity=row["polarity"],
        attribution=Attribution(
            row["attribution"],
            None if said is None else Party(row["speaker"], said, row["speaker_role"]),
            _span(row, "attribution"),
        ),
        topic=_span(row, "topic"), many=row["many"], binding=row["binding"], trigger=_span(row, "trigger"),
        flow=row["flow"], sector=row["sector"], localisation=_span(row, "localisation"),
        part_of=row["part_of"], about=row["about"],
    )  # fmt: skip


def _named(span: Span, text: str) -> Row:
    return {"words": span.of(text), "start": span.start, "end": span.end}


def _stretch(name: str, span: Span | None, text: str, words: str = "") -> Row:
    """Write a stretch of the text, or its absence, in three columns."""
    return {
        f"{name}{words}": span and span.of(text),
        f"{name}_start": span and span.start,
        f"{name}_end": span and span.end,
    }


def _span(row: Row, name: str) -> Span | None:
    start = row[f"{name}_start"]
    return None if start is None else Span(start, row[f"{name}_end"])


def _amount(text: str | None) -> Amount | None:
    amount = None if text is None else parse_amount(text)
    if amount is None or isinstance(amount, Amount):
        return amount
    raise ValueError(amount.message)


def _when(row: Row) -> When | None:
    text = row["date"]
    read = None if text is None else parse_date(text)
    if read is None:
        return None
    if isinstance(read, Date):
        return When(read, row["date_relation"], row["date_relative"])
    raise ValueError(read.message)
