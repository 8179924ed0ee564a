"""Quoted scalars and `[flow]`, `{flow: style}` collections: text, offset -> located data and the offset behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multivector.model.located import Node, Rows, Table, Text
from multivector.model.problems import Mistake

DEEPEST = 20
"""How deep data may nest; the format itself needs six levels."""

# Only single characters repeat possessively here: Python before 3.11.5 goes astray in possessive groups. The alternatives
# of a repeated group begin differently and take all they can, so that each text is split in one way only, in linear time.
_SPACE = re.compile(r"(?:[ \t\n]++(?:#[^\n]*+)?)*")
_PLAIN = re.compile(r"(?:[^ \t\n,\[\]{}:#]++|:(?=[^ \t\n,\[\]{}])|#|[ \t]++(?=[^ \t\n,\[\]{}:#]|:[^ \t\n,\[\]{}]))+")
_PAIR = re.compile(rf"""[ \t\n]*+([a-z][a-z-]*+):[ ]++(?:"([^"\\\n]*+)"|([^\W_](?:{_PLAIN.pattern})?))[ \t]*+([,}}])""")
"""A pair as nearly all are written, read in one step; whatever else there is goes the longer way."""
_DOUBLE = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*)"', re.DOTALL)
_SINGLE = re.compile(r"'([^']*+(?:''[^']*+)*)'")
_FOLD = re.compile(r"[ \t]++(?:\n([ \t\n]*+))?|\n([ \t\n]*+)")
"""A run of spaces, whole, so that a long one is gone through once; with the line ends that follow it, if any do."""
_ESCAPE = re.compile(rf"\\(x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|\n[ \t\n]*+|.)|{_FOLD.pattern}", re.DOTALL)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ",
    '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LAST_CODE_POINT = 0x10FFFF
REFUSED = {
    "&": Mistake("alias", "anchors (&) are not used in a dossier", "write the value out: every entry must be readable alone"),
    "*": Mistake("alias", "aliases (*) are not used in a dossier", "write the value out, or put the text in quotes"),
    "!": Mistake("tag", "tags (!) are not used in a dossier", "delete it: the schema gives the types; or put the text in quotes"),
    "?": Mistake("complex-key", "keys that are tables or lists are not used in a dossier", "write `key: value`"),
}


class Stop(Exception):  # noqa: N818  # it stops the reading of one item; it is no error of the program
    """Reading cannot go on behind this mistake at this offset."""

    def __init__(self, at: int, mistake: Mistake) -> None:
        """Keep where and what."""
        super().__init__(mistake.message)
        self.at = at
        self.mistake = mistake


@dataclass(frozen=True, slots=True)
class Flow:
    """The text at hand, how far the item goes, and the mistakes that do not stop its reading."""

    text: str
    end: int
    mistakes: list[tuple[int, Mistake]]

    def quoted(self, at: int) -> tuple[Text, int]:
        """Read the quoted scalar at an offset; give it and the offset behind it."""
        match = (_DOUBLE if self.text[at] == '"' else _SINGLE).match(self.text, at, self.end)
        if match is None:
            raise Stop(at, Mistake("syntax", "the quotation mark is not closed", "close it, or leave both out"))
        body = match[1]
        if self.text[at] == "'":
            body = _folded(body).replace("''", "'")
        elif "\\" in body:
            body = _ESCAPE.sub(lambda found: _unescape(found, at), body)
        else:
            body = _folded(body)
        return Text(body, at), match.end()

    def node(self, at: int, depth: int) -> tuple[Node, int]:
        """Read whatever stands at an offset in flow style."""
        first = self.text[at]
        if first in "[{":
            if depth > DEEPEST:
                raise Stop(
                    at,
                    Mistake("depth", f"data nest deeper than {DEEPEST}", "an entry needs six levels at most: check the brackets"),
                )
            return self._rows(at, depth) if first == "[" else self._table(at, depth)
        if first in "\"'":
            return self.quoted(at)
        return self._plain(at)

    def _rows(self, at: int, depth: int) -> tuple[Rows, int]:
        rows = Rows(at=at)
        here = self._skip(at + 1)
        while not self._closed(here, "]"):
            item, here = self.node(here, depth + 1)
            here = self._skip(here)
            if self.text[here : here + 1] == ":":
                raise Stop(
                    here,
                    Mistake("syntax", "a table in a list needs braces here", "write [{key: value}], or put the text in quotes"),
                )
            rows.append(item)
            here = self._comma(here, "]")
        return rows, here + 1

    def _table(self, at: int, depth: int) -> tuple[Table, int]:
        table = Table(at=at)
        here = self._skip(at + 1)
        while not self._closed(here, "}"):
            pair = _PAIR.match(self.text, here, self.end)
            if pair is not None:
                plain = pair[2] is None
                found = Text(pair[3], pair.start(3)) if plain else Text(pair[2], pair.start(2) - 1)
                insert(table, Text(pair[1], pair.start(1)), found, self.mistakes)
                if pair[4] == "}":
                    return table, pair.end()
                here = self._skip(pair.end())
                continue
            key, behind = self.node(here, depth + 1)
            if not isinstance(key, Text):
                raise Stop(here, REFUSED["?"])
            here = self._skip(behind)
            if self.text[here : here + 1] != ":":
                raise Stop(
                    min(here, self.end - 1),
                    Mistake("syntax", "here a colon is missing", "write {key: value}; put texts with commas in quotes"),
                )
            here = self._skip(here + 1)
            value: Node = Text("", here)
            if here < self.end and self.text[here] not in ",}":
                value, here = self.node(here, depth + 1)
                here = self._skip(here)
            insert(table, key, value, self.mistakes)
            here = self._comma(here, "}")
        return table, here + 1

    def _plain(self, at: int) -> tuple[Text, int]:
        first = self.text[at]
        if first in REFUSED and (first != "?" or self.text[at + 1 : at + 2] in " \t\n"):
            self.mistakes.append((at, REFUSED[first]))
        elif first in "#|>%@`,]}" or (first == "-" and self.text[at + 1 : at + 2] in " \t\n"):
            raise Stop(
                at,
                Mistake(
                    "syntax", f"a value cannot begin with {first!r} here", "put it in quotes, or close the bracket before it"
                ),
            )
        match = _PLAIN.match(self.text, at, self.end)
        if match is None:
            raise Stop(at, Mistake("syntax", f"a value cannot begin with {first!r} here", "put it in quotes"))
        return Text(match[0], at), match.end()

    def _skip(self, at: int) -> int:
        if at < self.end and self.text[at] not in " \t\n#":
            return at
        match = _SPACE.match(self.text, at, self.end)
        return at if match is None else match.end()

    def _closed(self, at: int, bracket: str) -> bool:
        if at >= self.end:
            raise Stop(self.end - 1, Mistake("syntax", f"{bracket!r} is missing", "close the bracket"))
        return self.text[at] == bracket

    def _comma(self, at: int, bracket: str) -> int:
        if self._closed(at, bracket):
            return at
        if self.text[at] != ",":
            raise Stop(
                at,
                Mistake(
                    "syntax", f"here a comma or {bracket!r} is missing", "put texts with commas, colons or brackets in quotes"
                ),
            )
        return self._skip(at + 1)


def insert(table: Table, key: Text, value: Node, mistakes: list[tuple[int, Mistake]]) -> None:
    """Add a pair to a table; the first of two equal keys stays."""
    if key == "<<":
        mistakes.append((key.at, Mistake("complex-key", "merge keys (<<) are not used in a dossier", "write the fields out")))
    elif key in table:
        mistakes.append(
            (
                key.at,
                Mistake("duplicate-key", f"the key {str(key)[:60]!r} stands here twice", "keep one; rival values are claims"),
            )
        )
    else:
        table[key] = value


def _folded(body: str) -> str:
    """Fold the line ends of a scalar: one becomes a space, more become one fewer."""
    return _FOLD.sub(lambda found: _fold(found[0], found[1] or found[2] or ""), body) if "\n" in body else body


def _fold(found: str, following: str) -> str:
    return ("\n" * following.count("\n") or " ") if "\n" in found else found


def _unescape(found: re.Match[str], at: int) -> str:
    code = found[1]
    if code is None:
        return _fold(found[0], found[2] or found[3] or "")
    if code[0] == "\n":
        return "\n" * (code.count("\n") - 1)
    if code[0] in "xuU" and len(code) > 1:
        number = int(code[1:], 16)
        if number > _LAST_CODE_POINT or 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004  # surrogates are no characters
            raise Stop(at, Mistake("syntax", f"\\{code} is no character", "write the character itself"))
        return chr(number)
    if code in _ESCAPES:
        return _ESCAPES[code]
    raise Stop(at, Mistake("syntax", f"\\{code} means nothing in double quotes", "double the backslash, or use single quotes"))
