"""XML text -> a plain tree with places, from a parser that refuses document types, and with them entities of any kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from multivector.model.problems import Place

_DEEPEST = 20
_MOST = 500_000


class NotWellFormedError(Exception):
    """The text is no XML that we take; says what is wrong, where, and what to do."""

    def __init__(self, message: str, place: Place, help_: str) -> None:
        """Keep the place and what to do."""
        super().__init__(message)
        self.place = place
        self.help = help_


@dataclass(slots=True)
class Element:
    """An element: its name, its own text without spaces around it, its place and what is in it."""

    tag: str
    place: Place
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def first(self, tag: str) -> Element:
        """Give the first child of a name, or an empty one at this place."""
        return next((one for one in self.children if one.tag == tag), Element(tag, self.place))

    def all(self, within: str, tag: str) -> list[Element]:
        """Give all children of a name of the first child of another."""
        return [one for one in self.first(within).children if one.tag == tag]


def elements(text: str, file: str) -> Element:
    """Read a text and give its root.

    Raises:
        NotWellFormedError: it is no XML, or has a document type, or is deeper or larger than any scenario.
    """
    parser = expat.ParserCreate(encoding="utf-8")
    top = Element("", Place(file, 1, 1))
    open_, count = [top], 0

    def place() -> Place:
        return Place(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        del attributes
        count += 1
        if len(open_) > _DEEPEST or count > _MOST:
            raise NotWellFormedError("elements are nested too deep, or are too many", place(), "this is no scenario")
        made = Element(tag, place())
        open_[-1].children.append(made)
        open_.append(made)

    def end(tag: str) -> None:
        del tag
        open_[-1].text = open_[-1].text.strip()
        open_.pop()

    def letters(data: str) -> None:
        open_[-1].text += data

    def refuse(*_: object) -> None:
        raise NotWellFormedError("a document type may hold anything and is not read", place(), "delete the line `<!DOCTYPE …>`")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = letters
    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003  # its own signature
    except expat.ExpatError as error:
        at = Place(file, error.lineno, error.offset + 1)
        raise NotWellFormedError(f"this is no XML: {expat.ErrorString(error.code)}", at, "mend it, or export it anew") from None
    return top.children[0]
