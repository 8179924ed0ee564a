"""KTAB's XML, read without document types, so that nothing can be declared, fetched or multiplied."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from multivector.engines.bargaining import Spatial
from multivector.exchange.ktab.scenario import (
    MOST_ACTORS,
    MOST_DIMENSIONS,
    OPTIONS,
    Cell,
    Follows,
    Row,
    Scenario,
    Wrong,
    few_enough,
    table_of,
)

if TYPE_CHECKING:
    from multivector.exchange.ktab.scenario import Locate
    from multivector.model.problems import Place, Problem

_MOST_ELEMENTS = 400_000
"""More than four for each pair of 250 actors, KTAB's most."""
_MOST_SEED = 1 << 64
_SEED = re.compile(r"[0-9]{1,40}|0[xX][0-9a-fA-F]{1,40}")
_HIDDEN = re.compile(r"[\x7f-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Characters that nobody sees, or that turn the direction of writing: only by their number does a text hold them."""
_ASCII_LIKE = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@dataclass(slots=True)
class _Element:
    """An element: its name, where it stands (in bytes), the text in it, where that starts, and the elements in it."""

    name: str
    start: int
    text: list[str] = field(default_factory=list)
    text_start: int = -1
    inner: list[_Element] = field(default_factory=list)

    @property
    def cell(self) -> Cell:
        """The text without blanks around it; the tag, if there is none."""
        text = "".join(self.text).strip()
        return Cell(text, self.text_start, len(text)) if text else Cell("", self.start, len(self.name) + 2)

    @property
    def tag(self) -> Cell:
        """The tag."""
        return Cell("", self.start, len(self.name) + 2)


class _RefusedError(Exception):
    """Reading ends: what was found is told already."""


def read_xml(text: str, place: Locate) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Read KTAB's XML; None if anything is wrong with it.

    Args:
        text: What stands in the file.
        place: Gives the place of a piece of the text, by where it starts and how long it is.
    """
    data = text.encode("utf-8", "surrogatepass")

    def by_bytes(start: int, width: int) -> Place:
        return place(len(data[:start].decode("utf-8", "surrogatepass")), width)

    wrong = Wrong(by_bytes)
    root = _Reader(data, wrong).root()
    return (None if root is None else _scenario(root, wrong)), tuple(wrong.problems)


class _Reader:
    """Reads the elements; refuses document types, and encodings other than the one that the text was read in."""

    def __init__(self, data: bytes, wrong: Wrong) -> None:
        self.data, self.wrong, self.count = data, wrong, 0
        self.top = _Element("", 0)
        self.open = [self.top]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.XmlDeclHandler = self.declared
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.starts
        self.parser.EndElementHandler = self.ends
        self.parser.CharacterDataHandler = self.written

    def root(self) -> _Element | None:
        """Give the outer element; None if the file is refused."""
        try:
            self.parser.Parse(self.data, True)  # noqa: FBT003  # it takes no name for it
        except _RefusedError:
            return None
        except expat.ExpatError as error:
            at = Cell("", min(max(self.parser.ErrorByteIndex, 0), len(self.data)))
            message = f"the file is no well-formed XML: {expat.ErrorString(error.code)}"
            self.wrong.tell("xml", at, message, "mend it here or shortly before; & and < inside a text are &amp; and &lt;")
            return None
        return self.top.inner[0]

    def refuse(self, code: str, message: str, advice: str, start: int | None = None) -> NoReturn:
        """Tell a mistake, and read no further."""
        at = self.parser.CurrentByteIndex if start is None else max(start, 0)
        self.wrong.tell(code, Cell("", at), message, advice)
        raise _RefusedError

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Compare the encoding that the file declares with the one that it is in."""
        if encoding is not None and encoding.lower() not in _ASCII_LIKE and not self.data.isascii():
            self.refuse("xml", f"the file says that it is in {encoding}, and is in UTF-8", "write UTF-8 into its first line")

    def doctype(self, *_: object) -> None:
        """Refuse a document type."""
        start = self.data.rfind(b"<!DOCTYPE", 0, self.parser.CurrentByteIndex + 1)
        self.refuse(
            "xml", "the file has a document type, which could declare anything", "delete all from <!DOCTYPE to its >", start
        )

    def starts(self, name: str, _attributes: dict[str, str]) -> None:
        """Open an element."""
        self.count += 1
        if self.count > _MOST_ELEMENTS:
            self.refuse("shape", f"the file has more than {_MOST_ELEMENTS} elements", "leave out what KTAB does not read")
        element = _Element(name, self.parser.CurrentByteIndex)
        self.open[-1].inner.append(element)
        self.open.append(element)

    def ends(self, _name: str) -> None:
        """Close an element."""
        self.open.pop()

    def written(self, text: str) -> None:
        """Keep a text."""
        if (hidden := _HIDDEN.search(text)) is not None:
            self.refuse("xml", f"the character U+{ord(hidden[0]):04X} cannot be seen", "delete it")
        element = self.open[-1]
        if element.text_start < 0 and text.strip():
            before = text[: len(text) - len(text.lstrip())]
            element.text_start = self.parser.CurrentByteIndex + len(before.encode())
        element.text.append(text)


def _scenario(root: _Element, wrong: Wrong) -> Scenario | None:
    if root.name != "Scenario":
        wrong.tell("shape", root.tag, f"the outer element is {root.name}, not Scenario", "give a scenario of KTAB")
        return None
    dimensions = [_leaf(each, wrong) for each in _all(_one(root, "Dimensions", wrong), "dName")]
    actors = _all(_one(root, "Actors", wrong), "Actor")
    if wrong.problems or not (
        few_enough(len(dimensions), MOST_DIMENSIONS, "dimensions", root.tag, wrong)
        and few_enough(len(actors), MOST_ACTORS, "actors", root.tag, wrong)
    ):
        return None
    rows = [_row(each, len(dimensions), wrong) for each in actors]
    pairs = _all(_maybe(root, "IdealAdjustment"), "iaPair")
    follows = [Follows(*(_leaf(_one(each, name, wrong), wrong) for name in _PAIR)) for each in pairs]
    options = _options(_maybe(root, "ModelParameters"), wrong)
    seed = _seed(_maybe(root, "prngSeed"), wrong)
    name, description = (_leaf(_one(root, each, wrong, needed=False), wrong).line for each in ("name", "desc"))
    made = None if wrong.problems else table_of(dimensions, rows, follows, wrong)
    if made is None:
        return None
    return Scenario(name, description, made, tuple(row.description.line for row in rows), options, seed)


_PAIR = ("adjustingIdeal", "referencePos", "adjust")


def _row(actor: _Element, k: int, wrong: Wrong) -> Row:
    name, capability = (_leaf(_one(actor, each, wrong), wrong) for each in ("name", "capability"))
    description = _leaf(_one(actor, "description", wrong, needed=False), wrong)
    inner = []
    for outer, each in (("Position", "dCoord"), ("Salience", "dSal")):
        holder = _one(actor, outer, wrong)
        cells = tuple(_leaf(one, wrong) for one in _all(holder, each))
        if len(cells) != k and holder.name:
            message = f"there are {len(cells)} {each} of {name.line}, and {k} dimensions"
            wrong.tell("shape", holder.tag, message, f"give one {each} for every dimension")
        inner.append(cells)
    return Row(name, description, capability, *inner)


def _options(holder: _Element | None, wrong: Wrong) -> Spatial:
    """Read the options that are there; the others keep their defaults."""
    found: dict[str, str] = {}
    for each in holder.inner if holder is not None else ():
        cell = _leaf(each, wrong)
        if each.name not in OPTIONS:
            wrong.tell("option", each.tag, f"there is no option {each.name}", f"there are {', '.join(OPTIONS)}")
            continue
        ours, choices = OPTIONS[each.name]
        if cell.text not in choices:
            wrong.tell("option", cell, f"{each.name} cannot be {cell.text!r}", f"write one of {', '.join(choices)}")
        elif ours in found:
            wrong.tell("option", each.tag, f"{each.name} is given twice", "give it once")
        else:
            found[ours] = cell.text
    return replace(Spatial(), **found)  # type: ignore[arg-type]  # each is one of its own choices


def _seed(element: _Element | None, wrong: Wrong) -> int | None:
    if element is None:
        return None
    cell = _leaf(element, wrong)
    value = (int(cell.text, 16 if cell.text[1:2] in "xX" and len(cell.text) > 1 else 10)) if _SEED.fullmatch(cell.text) else -1
    if 0 <= value < _MOST_SEED:
        return value
    wrong.tell(
        "number", cell, f"the seed is no whole number of 64 bits: {cell.text!r}", "write digits, or 0x and hexadecimal ones"
    )
    return None


def _all(holder: _Element | None, name: str) -> list[_Element]:
    return [] if holder is None else [each for each in holder.inner if each.name == name]


def _maybe(holder: _Element, name: str) -> _Element | None:
    return next(iter(_all(holder, name)), None)


def _one(holder: _Element, name: str, wrong: Wrong, *, needed: bool = True) -> _Element:
    """Give the only element of a name; an empty one where there is none, which is told if it is needed."""
    found = _all(holder, name)
    if len(found) > 1:
        wrong.tell("shape", found[1].tag, f"{holder.name} has {len(found)} elements {name}", "leave one")
    elif needed and not found:
        wrong.tell("shape", holder.tag, f"{holder.name} has no element {name}", f"add <{name}>…</{name}>")
    return found[0] if found else _Element("", holder.start)


def _leaf(element: _Element, wrong: Wrong) -> Cell:
    """Give the text of an element that holds nothing else."""
    if element.inner:
        wrong.tell(
            "shape", element.inner[0].tag, f"{element.name} holds an element {element.inner[0].name}", "leave text alone in it"
        )
    return element.cell
