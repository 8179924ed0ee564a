"""Write the reference page of problems from the cases of the tests: `python tools/reference_problems.py`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

from multivector import checks

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "problems.md"
CASES = ROOT / "tests" / "cases" / "checks"
_CODE = re.compile(r'Mistake\(\s*"([a-z0-9-]+)"')
_READING = {
    "Reading files": ("load.py", "files/text.py"),
    "Syntax": ("files/syntax.py", "files/flow.py"),
    "Entries and their fields": ("files/build.py",),
    "Values": ("files/values.py", "model"),
}
_HEAD = """# Problems

Generated from the cases in `tests/cases/checks`; do not edit.

`multivector check` reports everything at once. An *error* means that something was left out of the ledger, or cannot be true; a
*warning* that something is probably wrong; an *info* that something could be better. Each has a code that never changes. Below
stand, for each code, a dossier that provokes it and the words that `check` prints.

"""


def page() -> str:
    """Give the text of the page."""
    shown: set[str] = set()
    parts = [_HEAD]
    for title, places in _READING.items():
        codes = sorted({code for place in places for code in _codes(ROOT / "src" / "multivector" / place)} - shown)
        parts += [f"## {title}\n\n", *map(_case, codes)]
        shown |= set(codes)
    for name in _in_order():
        module = importlib.import_module(f"{checks.__name__}.{name}")
        all_ = _codes(Path(str(module.__file__)))
        codes = [code for code in all_ if code not in shown]
        parts += [
            f"## Check: {name}\n\n{_prose(module.__doc__ or '')}",
            f"- *Codes:* {', '.join(f'[{code}](#{code})' for code in all_)}\n\n",
            *map(_case, codes),
        ]
        shown |= set(codes)
    return "".join(parts)


def _in_order() -> list[str]:
    """Give the names of the checks as `CHECKS` lists them."""
    names = [check.__module__.rpartition(".")[2] for check in checks.CHECKS]
    known = {module.name for module in pkgutil.iter_modules(checks.__path__) if not module.name.startswith("_")}
    return [name for name in names if name in known]


def _codes(place: Path) -> list[str]:
    files = sorted(place.glob("*.py")) if place.is_dir() else [place]
    return list(dict.fromkeys(code for file in files for code in _CODE.findall(file.read_text("utf-8"))))


def _prose(doc: str) -> str:
    """Give a check's docstring as paragraphs: its rule, then what, why and an example as a list."""
    rule, *rest = doc.strip().split("\n\n")
    marked = [re.sub(r"^(What|Why|Example|Reference): ", r"- *\1:* ", part, flags=re.MULTILINE) for part in rest]
    return "\n\n".join([rule, *marked]) + "\n"


def _case(code: str) -> str:
    files = sorted(path for path in (CASES / code).rglob("*") if path.is_file() and path.name != "message.txt")
    parts = [f"### {code}\n\n"]
    for file in files:
        text = _printable(file.read_bytes().decode("utf-8", errors="replace"))
        name = file.relative_to(CASES / code).as_posix()
        parts.append(
            f"{text}\n" if name == "bad.txt" else f"`{name}`\n\n{_fenced(text, 'yaml' if file.suffix == '.yaml' else 'text')}"
        )
    return "".join([*parts, _fenced((CASES / code / "message.txt").read_text("utf-8"), "text")])


def _fenced(text: str, language: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```\n\n"


def _printable(text: str) -> str:
    """Show characters that cannot be seen by their number."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lambda found: f"<U+{ord(found[0]):04X}>", text)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
