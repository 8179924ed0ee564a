"""Texts with hand-made drafts, and dossiers to decide on them in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from multivector.desk.desk import Desk
from multivector.desk.entry import Options
from multivector.desk.items import Text, Told
from multivector.model.dates import Date, parse_date
from multivector.model.money import Amount, parse_amount
from multivector.reader.calendar.records import When
from multivector.reader.drafts import Attribution, Draft, Party
from multivector.reader.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = Path(__file__).parents[1] / "dossiers" / "small"
DAY = date(2031, 6, 28)
ODD = (
    "grain terminal", "a: b", "x # y", "- z", "{q}", "two\nlines", "nul\x00l", "\x1b[31mred", "\u202ebidi", 'say "no"', "'tis",
    "<script>alert(1)</script>", "null", "нефтяной терминал", "мұнай терминалы", "!!python/object", "&a *b", "| >", "\u2028",
)  # fmt: skip
"""Words as articles may hold them, and as a careless writer of YAML would be harmed by."""
FORMS: dict[str, tuple[str, ...]] = {
    "event": ("visit", "meeting", "call", "law", "occurrence"),
    "deal": ("agreement", "purchase", "package-part"),
    "commitment": ("undertaking",),
    "signal": ("gesture", "reading"),
    "message": ("statement", "toast", "proposal"),
    "withholding": ("figure", "document"),
    "expectation": ("signing", "deadline", "prediction"),
    "missed": ("deadline",),
    "capacity": ("competition", "supply"),
    "question": ("hypothesis", "interpretation", "claim"),
}
CODES = ("aldoria", "borland", "cestria", "bor-wings", "president-vale", "iso3:KAZ", "iso3:FRA", "eu", None)


def made(kind: Any, form: Any, words: str, before: str, parties: Sequence[Any] = (), **values: Any) -> tuple[str, Draft]:
    """Add a sentence to a text; give the text and the draft of it. Amounts and dates are given as text."""
    text = f"{before}They spoke of {words} there. "
    start = len(before) + len("They spoke of ")
    topic = Span(start, start + len(words))
    who = Span(len(before), len(before) + 4)
    if isinstance(values.get("amount"), str):
        read = parse_amount(values["amount"])
        assert isinstance(read, Amount)
        values["amount"] = read
    if isinstance(values.get("date"), str):
        when = parse_date(values["date"])
        assert isinstance(when, Date)
        values["date"] = When(when, "at", relative=False)
    people = tuple(Party(actor, who, role) for actor, role in parties)
    draft = Draft(kind, form, values.pop("rule", "deal-signed"), (topic,), topic, people, topic=topic, **values)
    return text, draft


def told(*drafts: tuple[Any, Any, str, Sequence[Any], dict[str, Any]], name: str = "herald-2031-06-28") -> Told:
    """Make a text of these drafts, one sentence each."""
    text, found = "", []
    for kind, form, words, parties, values in drafts:
        text, draft = made(kind, form, words, text, parties, **values)
        found.append(draft)
    return Told(Text(name, text, DAY), tuple(found))


@st.composite
def tellings(draw: st.DrawFn, most: int = 3) -> Told:
    """Draw a text with drafts of any kind, about things with odd names, some a part of or about another."""
    drafts = []
    for number in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(sorted(FORMS)))
        roles = st.sampled_from(["party", "by", "to", "speaker", "visitor", "host", "payer", "recipient", "supplier", "audience"])
        parties = draw(st.lists(st.tuples(st.sampled_from(CODES), roles), max_size=3))
        values: dict[str, Any] = {
            "amount": draw(st.sampled_from([None, "about 3bn USD", "6bn USD", "undisclosed", "40 aircraft"])),
            "date": draw(st.sampled_from([None, "2031-06-27", "2031-07", "2031/2035"])),
            "modality": draw(st.sampled_from(["done", "planned", "possible", "denied"])),
            "stage": draw(st.sampled_from([None, "pledge", "commitment"])) if kind == "deal" else None,
            "binding": draw(st.sampled_from([None, "must"])) if kind == "commitment" else None,
            "part_of": draw(st.sampled_from([None, *range(number)])) if kind == "deal" else None,
            "about": draw(st.sampled_from([None, *range(number)])) if kind != "deal" else None,
            "rule": draw(st.sampled_from(["deal-signed", "model"])),
            "attribution": draw(
                st.sampled_from([Attribution("author"), Attribution("speaker", Party("president-vale", Span(0, 4), "speaker"))])
            ),
        }
        drafts.append((kind, draw(st.sampled_from(FORMS[kind])), draw(st.sampled_from(ODD)), parties, values))
    return told(*drafts)


def dossier(folder: Path) -> Path:
    """Copy the small dossier."""
    root = folder / "dossier"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(SMALL, root)
    return root


def desk(root: Path, *texts: Told, **options: Any) -> Desk:
    return Desk(root, texts, Options(**options))


def contents(root: Path) -> dict[str, bytes]:
    """Give the bytes of every file."""
    return {str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}
