"""Write the reference page of the Python names that are meant to be used: `python tools/reference_api.py`."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import multivector
from multivector.lenses import LENSES
from multivector.model.claims import Claimed, claimed, known, settled, standing
from multivector.model.evidence import mark_of
from multivector.model.problems import Place, Problem
from multivector.model.results import Caveat, Parameter, Result
from multivector.report import write_report

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "python.md"
_HEAD = """# Python

Generated from the source; do not edit.

These names are meant to be used by others. [In Python](../how-to/in-python.md) shows how; the kinds of entry and their fields are
in the [format](format.md), where a field `part-of` is the attribute `part_of`, and `from` and `is` are `from_` and `is_`.

"""
_SECTIONS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("Loading", (multivector.load, multivector.Loaded, Problem, Place)),
    ("The ledger", (multivector.Ledger,)),
    ("Values that rival each other", (claimed, standing, settled, Claimed, known, mark_of)),
    ("Lenses", tuple(LENSES.values())),
    ("Results", (Result, Parameter, Caveat)),
    ("Reports", (write_report,)),
)


def page() -> str:
    """Give the text of the page."""
    parts = [_HEAD]
    for title, things in _SECTIONS:
        parts.append(f"## {title}\n\n")
        parts += [_record(thing) if inspect.isclass(thing) else _function(thing) for thing in things]
    return "".join(parts).rstrip() + "\n"


def _function(function: Callable[..., Any]) -> str:
    name = f"multivector.lenses.{function.__name__}" if function in LENSES.values() else _path(function)
    return f"### {function.__name__}\n\n```python\n{name}{_signature(function)}\n```\n\n{_prose(function)}\n\n"


def _record(record: type) -> str:
    told = _told(record)
    fields = dataclasses.fields(record) if dataclasses.is_dataclass(record) else ()
    rows = "".join(f"| `{field.name}` | `{_type(field.type)}` | {told.get(field.name, '')} |\n" for field in fields)
    rows += "".join(_member(name, member) for name, member in vars(record).items() if not name.startswith("_"))
    return f"### {record.__name__}\n\n`{_path(record)}`\n\n{_prose(record)}\n\n| name | type | |\n| --- | --- | --- |\n{rows}\n"


def _told(record: type) -> dict[str, str]:
    """Give what stands under a record's fields as text."""
    (definition,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101  # it is the source of a class
    return {
        field.target.id: " ".join(inspect.cleandoc(text.value.value).split())
        for field, text in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


def _member(name: str, member: object) -> str:
    """Give the row of a property or method; nothing for the fields' own descriptors."""
    function = member.fget if isinstance(member, property) else member.func if isinstance(member, cached_property) else member
    if not inspect.isfunction(function):
        return ""
    signature = inspect.signature(function)
    shown = f"({', '.join(list(signature.parameters)[1:])})" if function is member else ""
    told = inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0]
    return f"| `{name}{shown}` | `{_type(signature.return_annotation)}` | {' '.join(told.split())} |\n"


def _signature(function: Callable[..., Any]) -> str:
    """Give the signature without quotes around its types; a default that is a function has no text of its own."""
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    return re.sub(r"<function .*?>(?=[,)])", "...", text)


def _path(thing: Any) -> str:  # noqa: ANN401
    name = thing.__name__
    return f"multivector.{name}" if name in multivector.__all__ else f"{thing.__module__}.{name}"


def _type(annotation: object) -> str:
    return str(annotation).replace("'", "").replace("|", "\\|")


def _prose(thing: object) -> str:
    """Give a docstring with its arguments and errors as lists."""
    text = inspect.cleandoc(inspect.getdoc(thing) or "")
    text = re.sub(r"^(Args|Raises|Attributes):$", r"*\1*\n", text, flags=re.MULTILINE)
    text = re.sub(r"^ {4}(\w+): ", r"- `\1`: ", text, flags=re.MULTILINE)
    return re.sub(r"^ {8}", "  ", text, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
