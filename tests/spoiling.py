"""Bad files by the hundred, made from a good one: one slip of the pen, one bad byte or one attack each, always the same."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Edit = tuple[int, int, str]
    """From which offset to which, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad file: what was done to it, and the ids of the entries that must be read all the same."""

    name: str
    data: bytes
    survive: frozenset[str] = frozenset()


_BEGIN = re.compile(r"^- [a-z]+: ([a-z0-9-]+)$", re.MULTILINE)
_FIRST_FIELD = re.compile(r"^- [a-z]+: [a-z0-9-]+\n(?=  [a-z])", re.MULTILINE)
_FIELD = re.compile(r"^  (?=[a-z])", re.MULTILINE)

_LINES: dict[str, tuple[str, ...]] = {
    "": (
        "between: [a, b", "between: {a, b", "between: [a, b}", "between: {a: b]", "between: a]", "note: ]x[", "note: a: b",
        "note: 'it''s", 'note: "so', 'note: "a" b', 'note: "\\q"', 'note: "\\ud800"', 'note: "\\U00110000"', "note: &x y",
        "note: *x", "note: !x y", "note: !!binary aGk=", "note: @x", "note: %x", "note: `x`", "note: |9\n    x", "note: - x",
        "note:", "note: ''", "note: {}", "note: []", "note: [a, b]", "note: {english: x}", "note: {en: [x]}", "note: {en: }",
        "note: x\n  note: x", "agenda: nonsense", "agenda: {a: b}", "agenda: trade\n   x", "agenda:x", "agenda", "- agenda",
        "? agenda", "? [a]\n  : b", "{a: b}: c", "<<: {note: x}", "notes: x", "Note: x", "note : x\n  note: y",
        "evidence: Herald", "evidence: SOURCE@5-3", "evidence: [SOURCE@1]", "evidence: {source: SOURCE, start: 5}",
        "evidence: {source: SOURCE, start: -1, end: 5}", "evidence: {source: SOURCE, start: 1e3, end: 5}",
        f"evidence: {{source: SOURCE, start: {'9' * 400}, end: 1}}", "evidence: {end: 5}",
        "evidence: {source: SOURCE, credibility: 7}", "evidence: {source: SOURCE, does: says}", "claims: x", "claims: []",
        "claims: [x]", "claims: [{}]", "claims: [{evidence: SOURCE}]", "adopted: {claim: SOURCE}",
        "adopted: {claim: entry, on: today, reason: the only one}", "<script>alert(1)</script>: x", f"{'k' * 500}: x",
        "\tnote: x", " note: x", "note: [" + "[" * 100, "note: " + "{a: " * 100, "note: " + "[" * 40 + "]" * 40,
        "---\n  note: x", "...\n  note: x", "\n%YAML 1.2\n  note: x", "note: \x1b[31m", "note: \u202e", "note: \0",
        "note: \ufeffx",
    ),
    "deal": (
        "claims: [{amount: 5 USD}]", "amount: NaN USD", "amount: Infinity USD", "amount: 1e999999999 USD", "amount: -5 USD",
        f"amount: {'9' * 5000} USD", "amount: ٣ USD", "amount: 1,5 USD", "amount: 5 dollars", "amount: 5..3 USD",
        "amount: [5 USD, 6 USD]", "amount: 5", "amount: USD", "quantity: 5 USD", "buyer: Borland", "flow: gift",
    ),
    "event": tuple(
        f"stages: {{on: {date}, is: framework}}"
        for date in ("0000-01-01", "2025-02-30", "2025-13", "99999", "١٩٩٩", "2025-W03", "-5", "..", "2026/2025", "1/2/3", "NaN")
    ),
}  # fmt: skip
"""Lines of which each makes an entry wrong that has no such field yet, by kind ("" any)."""


def bad_files(good: str) -> Iterator[Bad]:
    """Give every bad file that can be made of the text of a good one."""
    edits = {
        "line": _lines,
        "colon": _each(r"(?<=[a-z]):(?= |$)", ""),
        "bracket-lost": _each(r"[\[{]|[\]}](?![\]}])", ""),
        "bracket-turned": _turned,
        "quote-closed-late": _each(r'"(?=[,}])', ""),
        "tab": _each(_FIELD.pattern, "\t"),
        "one-space-more": _each(_FIELD.pattern, "   "),
        "one-space-less": _each(_FIELD.pattern, " "),
        "field-misspelt": _each(r"(?<=^  )[a-z]", "_"),
        "kind-misspelt": _each(r"(?<=^- )[a-z]+(?=: )", "thing"),
        "id-misspelt": _each(r"(?<=^- )([a-z]+: )(?=[a-z])", r"\1É"),
        "id-lost": _each(r"(?<=:) [a-z0-9-]+$", "", only=_BEGIN),
        "dash-long": _each(r"^- (?=[a-z]+: )", "– "),
    }
    for name, edit in edits.items():
        for at, (start, stop, text) in enumerate(edit(good)):
            yield _bad(f"{name}-{at}", good, start, stop, text)
    yield from _cut(good)
    yield from _whole(good.encode())


def _bad(name: str, good: str, start: int, stop: int, text: str) -> Bad:
    """Make an edit; every entry but the one in which it is must survive, unless it holds what the reader trusts in no file."""
    begins = [(found.start(), found[1]) for found in _BEGIN.finditer(good)]
    hit = max((begin for begin, _ in begins if begin <= start), default=0)
    lost = re.search("[\x00\x1b\u202e\ufeff]", text) is not None or text.startswith("–")
    survive = frozenset(id_ for begin, id_ in begins if begin != hit) if not lost else frozenset()
    return Bad(name, (good[:start] + text + good[stop:]).encode(), survive)


def _lines(good: str) -> Iterator[Edit]:
    """Put each wrong line behind the first of an entry, each into another one."""
    behind = [(found.end(), found[0]) for found in _FIRST_FIELD.finditer(good)]
    for kind, lines in _LINES.items():
        for number, line in enumerate(lines):
            key = f"\n  {line.split(':')[0]}:"
            free = [at for at, first in behind if first.startswith(f"- {kind}") and key not in _entry(good, at)]
            at = free[number % len(free)]
            yield at, at, f"  {line.replace('SOURCE', 'borland-ministry')}\n"


def _entry(good: str, at: int) -> str:
    following = _BEGIN.search(good, at)
    return good[at - 1 : len(good) if following is None else following.start()]


def _each(pattern: str, text: str, only: re.Pattern[str] | None = None) -> Callable[[str], Iterator[Edit]]:
    def edits(good: str) -> Iterator[Edit]:
        for found in re.finditer(pattern, good, re.MULTILINE):
            line = good[good.rfind("\n", 0, found.start()) + 1 : found.end()]
            if only is None or only.fullmatch(line):
                yield found.start(), found.end(), found.expand(text)

    return edits


def _turned(good: str) -> Iterator[Edit]:
    for found in re.finditer(r"[\[\]{}]", good):
        yield found.start(), found.end(), {"[": "{", "{": "[", "]": "}", "}": "]"}[found[0]]


def _cut(good: str) -> Iterator[Bad]:
    """Cut the file off within brackets; what stands before the entry that is cut must survive."""
    for number, found in enumerate(re.finditer(r"[\[{](?=[^\]}]{3})", good)):
        begins = [(begin.start(), begin[1]) for begin in _BEGIN.finditer(good, 0, found.start())]
        yield Bad(f"cut-{number}", good[: found.end() + 2].encode(), frozenset(id_ for _, id_ in begins[:-1]))


def _whole(good: bytes) -> Iterator[Bad]:
    """Give files that are no text, or so hostile that nothing of them need survive."""
    letters = [at for at in range(0, len(good), 97) if good[at] < 0x80 and good[at + 1] < 0x80]
    for at in letters:
        yield Bad(f"bit-flipped-{at}", good[:at] + bytes([good[at] | 0x80]) + good[at + 1 :])
        yield Bad(f"nul-{at}", good[:at] + b"\0" + good[at + 1 :])
    text = good.decode()
    for code in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp037", "utf-8-sig"):
        data = text.encode(code, errors="replace")
        yield Bad(code, data + data if code == "utf-8-sig" else data)
    for name, data in {
        "table-before": b"title: x\n" + good,
        "table-behind": good + b"title: x\n",
        "json": b'{"actor": "a"}',
        "one-text": b"hello",
        "two-files": good + b"---\n" + good,
        "twice": good + good,
        "zipped": gzip.compress(good, mtime=0),
        "torn-letter": "- actor: қ".encode()[:-1],
        "two-encodings": good + "- actor: Қ".encode() + "Казахстан".encode("cp1251"),
        "laughs": b"- &a x\n" + b"".join(b"- &a%d [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" % n for n in range(500)),
        "brackets": b"- " + b"[" * 300_000,
        "braces": b"- " + b"{a: " * 100_000,
        "dashes": b"- " * 300_000,
        "stairs": b"".join(b"  " * depth + b"-\n" for depth in range(700)),
        "long-entry": b"- actor: a\n  note: " + b"x" * 1_100_000,
        "long-key": b"- " + b"x" * 500_000 + b": y",
        "colons": b"- " + b"a: " * 200_000,
        "quotes": b"- '" + b"'" * 500_001,
        "backslashes": b'- "' + b"\\" * 500_000,
        "control": bytes(range(1, 9)) + good,
    }.items():
        yield Bad(name, data)
