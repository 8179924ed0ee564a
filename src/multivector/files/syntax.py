"""Text -> located data: the subset of YAML in which dossiers are written, read without implicit types.

Block and flow collections, plain, quoted and block scalars, comments. Anchors, aliases, tags, merge keys, complex
keys and further documents are refused with a message. Each top-level item is read alone, so that a mistake costs
its item and not the file; reading takes time linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multivector.files.flow import DEEPEST, REFUSED, Flow, Stop, insert
from multivector.model.located import Node, Rows, Table, Text
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from multivector.files.lines import Lines

LONGEST_ITEM = 1 << 20
"""Characters that one entry may have."""

_ITEM = re.compile(r"^-(?=[ \n]|\Z)", re.MULTILINE)
_CONTENT = re.compile(r"^( *+)([^ \t\n#][^\n]*)$", re.MULTILINE)
_TAB = re.compile(r"^ *\t[ \t]*(?=[^ \t\n#])", re.MULTILINE)
_DOCUMENT = re.compile(r"^(?:---|\.\.\.)(?=[ \t\n]|\Z)|^%", re.MULTILINE)
_BODY = r"(?:[^ \t\n:#]++|:(?=[^ \t\n])|#|[ \t]++(?=[^ \t\n:#]|:[^ \t\n]))+"
_PLAIN = re.compile(_BODY)
_KEY = re.compile(rf"({_BODY})[ \t]*:(?=[ \t\n]|\Z)")
_QUOTED_KEY = re.compile(r"[ \t]*:(?=[ \t\n]|\Z)")
_REST = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\n|\Z)")
_HEADER = re.compile(r"[|>]([+-]?)[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\n|\Z)")
_PAIR = re.compile(
    r"([a-z][a-z-]*+):[ ]++([^\W_](?:[^ \t\n:#]++|:(?=[^ \t\n])|(?<=[^ \t\n])#|[ ]++(?=[^ \t\n:#]|:[^ \t\n]))*)(?=\n|\Z)"
)
"""A pair as most are written, read in one step; whatever else there is goes the longer way."""
_QUOTE = "put the text in quotes"


def parse(text: str, file: str, lines: Lines) -> tuple[Node | None, list[Problem]]:
    """Read a file's text. Never raises: whatever cannot be read is a problem, and its top-level item is left out.

    Gives None for a file that holds nothing but comments.
    """
    mistakes: list[tuple[int, Mistake]] = []
    begin = _front(text, mistakes)
    starts = [match.start() for match in _ITEM.finditer(text, begin)]
    head = _item(text, begin, starts[0] if starts else len(text), mistakes)
    root: Node | None = head
    if starts and head is None:
        rows = Rows(at=starts[0])
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            item = _item(text, start, end, mistakes)
            if isinstance(item, Rows):
                rows.extend(item)
        root = rows
    elif starts:
        mistakes.append(
            (
                starts[0],
                Mistake(
                    "syntax", "a list cannot follow a table at the margin", "indent the list, or delete what stands before it"
                ),
            )
        )
    return root, [mistake.at(lines.place(file, at)) for at, mistake in mistakes]


def _front(text: str, mistakes: list[tuple[int, Mistake]]) -> int:
    """Give the offset behind a first `---`; report any other mark of documents."""
    begin = 0
    for match in _DOCUMENT.finditer(text):
        alone = _REST.match(text, match.end()) is not None
        if begin == 0 and match[0] == "---" and alone and _CONTENT.search(text, 0, match.start()) is None:
            begin = match.end()
        else:
            mistakes.append(
                (
                    match.start(),
                    Mistake(
                        "documents", f"{match[0]!r}: a file is one document without directives", "delete it, or make it two files"
                    ),
                )
            )
    return begin


def _item(text: str, begin: int, end: int, mistakes: list[tuple[int, Mistake]]) -> Node | None:
    """Read the text of one top-level item; None where there is nothing, or where it could not be read."""
    if end - begin > LONGEST_ITEM:
        mistakes.append(
            (
                begin,
                Mistake(
                    "too-large",
                    f"one entry has more than {LONGEST_ITEM} characters",
                    "is a quotation mark or bracket not closed?",
                ),
            )
        )
        return None
    tabs = [match.start() for match in _TAB.finditer(text, begin, end)] if "\t" in text[begin:end] else []
    mistakes += [(at, _tab()) for at in tabs]
    block = _Block(text, begin, end, mistakes)
    if tabs or not block.starts:
        return None
    try:
        return block.whole()
    except Stop as stop:
        mistakes.append((min(stop.at, max(end - 1, 0)), stop.mistake))
        return None


class _Block:
    """A reader over the lines of one item that hold something; `row` is the line at hand."""

    def __init__(self, text: str, begin: int, end: int, mistakes: list[tuple[int, Mistake]]) -> None:
        found = [match.span(2) for match in _CONTENT.finditer(text, begin, end) if _DOCUMENT.match(text, match.start()) is None]
        self.text = text
        self.end = end
        self.starts = [start for start, _ in found]
        self.stops = [stop for _, stop in found]
        self.indents = [start - text.rfind("\n", 0, start) - 1 for start, _ in found]
        self.row = 0
        self.mistakes = mistakes
        self.flow = Flow(text, end, mistakes)

    def whole(self) -> Node:
        node = self._node(self.starts[0], self.indents[0], -1, 0)
        if self.row < len(self.starts):
            raise Stop(self.starts[self.row], _indentation())
        return node

    def _node(self, at: int, column: int, parent: int, depth: int) -> Node:
        """Read what begins at an offset of the line at hand, within something at column `parent`."""
        if depth > DEEPEST:
            raise Stop(
                at,
                Mistake("depth", f"data nest deeper than {DEEPEST}", "an entry needs six levels at most: check the indentation"),
            )
        if self._dash(at):
            return self._rows(at, column, depth)
        key = self._key(at)
        return self._table(key, column, depth) if key is not None else self._scalar(at, parent)

    def _rows(self, at: int, column: int, depth: int) -> Rows:
        rows = Rows(at=at)
        while True:
            here = self._past_spaces(at + 1)
            if "\t" in self.text[at + 1 : here]:
                raise Stop(at + 1, _tab())
            if here == self.stops[self.row] or self.text[here] == "#":
                rows.append(self._below(column, column + 1, here, depth))
            else:
                rows.append(self._node(here, column + here - at, column, depth + 1))
            if not self._continues(column):
                return rows
            at = self.starts[self.row]
            if not self._dash(at):
                return rows

    def _table(self, key: tuple[Text, int], column: int, depth: int) -> Table:
        table = Table(at=key[0].at)
        following: tuple[Text, int] | None = key
        while following is not None:
            text, behind = following
            here = self._past_spaces(behind)
            if here == self.stops[self.row] or self.text[here] == "#":
                value = self._below(column, column, behind, depth)
            else:
                value = self._scalar(here, column)
            insert(table, text, value, self.mistakes)
            if not self._continues(column):
                return table
            following = self._next_key(table, column)
        return table

    def _next_key(self, table: Table, column: int) -> tuple[Text, int] | None:
        """Take the pairs that stand on one line each; give the key of the first other pair, or None at the end of the table."""
        while True:
            at = self.starts[self.row]
            pair = _PAIR.match(self.text, at, self.stops[self.row])
            if pair is None or (self.row + 1 < len(self.starts) and self.indents[self.row + 1] > column):
                key = None if self._dash(at) else self._key(at)
                if key is None:
                    raise Stop(at, _no_key(self.text[at : self.stops[self.row]]))
                return key
            insert(table, Text(pair[1], at), Text(pair[2], pair.start(2)), self.mistakes)
            self.row += 1
            if not self._continues(column):
                return None

    def _below(self, column: int, dashes: int, at: int, depth: int) -> Node:
        """Read what stands on the next lines: deeper than `column` (a list may begin at `dashes`), or nothing."""
        self.row += 1
        if self.row < len(self.starts):
            start, indent = self.starts[self.row], self.indents[self.row]
            if indent > column or (indent >= dashes and self._dash(start)):
                return self._node(start, indent, column, depth + 1)
        return Text("", at)

    def _continues(self, column: int) -> bool:
        """Tell whether the line at hand belongs to the collection at this column."""
        if self.row >= len(self.starts) or self.indents[self.row] < column:
            return False
        if self.indents[self.row] > column:
            raise Stop(self.starts[self.row], _indentation())
        return True

    def _key(self, at: int) -> tuple[Text, int] | None:
        """Read `key:` at an offset; give it and the offset behind its colon."""
        first = self.text[at]
        if first in "\"'":
            quoted = self.flow.quoted(at) if self.text.find(first, at + 1, self.stops[self.row]) > 0 else None
            colon = None if quoted is None else _QUOTED_KEY.match(self.text, quoted[1], self.stops[self.row])
            return None if quoted is None or colon is None else (quoted[0], colon.end())
        if first == "?" and self.text[at + 1 : at + 2] in {" ", "\n", ""}:
            raise Stop(at, REFUSED["?"])
        match = _KEY.match(self.text, at, self.stops[self.row]) if first not in "[{|>%@`,]}" else None
        if match is None:
            return None
        if first in REFUSED and first != "?":
            self.mistakes.append((at, REFUSED[first]))
        return Text(match[1], at), match.end()

    def _scalar(self, at: int, parent: int) -> Node:
        """Read a value that is no block collection; whatever it consists of must be deeper than `parent`."""
        first = self.text[at]
        if first in "[{\"'":
            node, behind = self.flow.quoted(at) if first in "\"'" else self.flow.node(at, 0)
            self._close(behind)
            return node
        if first in "|>":
            return self._block_scalar(at, parent)
        if first in REFUSED and (first != "?" or self.text[at + 1 : at + 2] in " \t\n"):
            self.mistakes.append((at, REFUSED[first]))
        elif first in "%@`,]}" or (first == "-" and self._dash(at)):
            raise Stop(at, Mistake("syntax", f"a text cannot begin with {first!r}", _QUOTE))
        return self._plain(at, parent)

    def _plain(self, at: int, parent: int) -> Text:
        parts = []
        here = at
        while True:
            match = _PLAIN.match(self.text, here, self.stops[self.row])
            behind = here if match is None else match.end()
            rest = _REST.match(self.text, behind, self.stops[self.row])
            if match is None or rest is None:
                raise Stop(behind, Mistake("syntax", "a colon within a text needs quotes around the text", _QUOTE))
            parts.append(match[0])
            self.row += 1
            if self.row == len(self.starts) or self.indents[self.row] <= parent or "#" in rest[0]:
                return Text(parts[0] if len(parts) == 1 else "".join(parts), at)
            between = self.text[behind : self.starts[self.row]]
            if "#" in between:  # a comment ends a text: YAML joins nothing across it
                return Text("".join(parts), at)
            parts.append("\n" * (between.count("\n") - 1) or " ")
            here = self.starts[self.row]

    def _block_scalar(self, at: int, parent: int) -> Text:
        """Read `|` or `>` text: the lines below that are deeper than `parent`, as deep as the first of them."""
        header = _HEADER.match(self.text, at, self.stops[self.row])
        if header is None:
            help_ = "write `|` or `>` alone, and the text below, indented"
            raise Stop(at, Mistake("syntax", "this is no header of a text of several lines", help_))
        behind = self.stops[self.row] + 1
        ended = self.text[behind - 1 : behind] == "\n"
        lines: list[str] = []
        deep = widest = 0
        while behind < self.end:
            stop = self.text.find("\n", behind, self.end)
            line = self.text[behind : stop if stop >= 0 else self.end]
            if line.strip(" "):
                indent = len(line) - len(line.lstrip(" "))
                if parent < indent < widest and not deep:
                    raise Stop(behind + indent, _indentation())
                deep = deep or max(indent, parent + 1)
                if indent < deep:
                    break
            widest = max(widest, len(line))
            lines.append(line[deep:] if deep else "")
            behind, ended = (stop + 1, True) if stop >= 0 else (self.end, False)
        while self.row < len(self.starts) and self.starts[self.row] < behind:
            self.row += 1
        return Text(_unfold(lines, header[0][0] == ">", header[1], ended=ended), at)

    def _close(self, behind: int) -> None:
        """Go to the line behind a value that ended at an offset; nothing but a comment may follow it."""
        if _REST.match(self.text, behind, self.end) is None:
            stop = self.text.find("\n", behind, self.end)
            rest = self.text[behind : stop if stop >= 0 else self.end].strip(" \t")
            mistake = Mistake("syntax", f"{rest[:20]!r} cannot follow here", "put the whole text in quotes")
            raise Stop(self.text.index(rest, behind), mistake)
        while self.row < len(self.starts) and self.starts[self.row] < behind:
            self.row += 1

    def _dash(self, at: int) -> bool:
        return self.text[at] == "-" and self.text[at + 1 : at + 2] in {" ", "\n", "", "\t"}

    def _past_spaces(self, at: int) -> int:
        stop = self.stops[self.row]
        while at < stop and self.text[at] in " \t":
            at += 1
        return at


def _unfold(lines: list[str], folded: bool, keep: str, *, ended: bool) -> str:  # noqa: FBT001
    """Join the lines of a block scalar; `keep` says what becomes of the line ends behind the last (+ all, - none)."""
    filled = [row for row, line in enumerate(lines) if line]
    parts = ["\n" * (filled[0] if filled else 0)]
    for row, following in zip(filled, [*filled[1:], None], strict=False):
        parts.append(lines[row])
        if following is not None:
            blank = following - row - 1
            flows = folded and lines[row][0] not in " \t" and lines[following][0] not in " \t"
            parts.append(("\n" * blank or " ") if flows else "\n" * (blank + 1))
    if keep == "+":
        parts.append("\n" * (len(lines) - (filled[-1] if filled else 0) - (not ended and bool(lines))))
    elif keep != "-" and filled and (ended or filled[-1] + 1 < len(lines)):
        parts.append("\n")
    return "".join(parts)


def _indentation() -> Mistake:
    return Mistake(
        "syntax", "this line is indented differently from its neighbours", "begin it in the same column as the line it belongs to"
    )


def _tab() -> Mistake:
    return Mistake("tab", "a tab cannot indent", "use spaces")


def _no_key(line: str) -> Mistake:
    if ":" in line and ": " not in line:
        return Mistake("syntax", "a colon needs a space behind it", "write `key: value`")
    return Mistake(
        "syntax", "here a key and a colon are missing", "write `key: value`, or indent the line if it continues a text"
    )
