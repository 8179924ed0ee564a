"""Decide on drafts one by one in the terminal: source to the left, what it would add to the right.

Keys: a accept, r reject, e edit, s skip, n as a new entry or as what it matches, u undo, q quit, ? help. Accepting writes to the
dossier at once: a new entry into the file of --into, further evidence and rival claims into the entry that is meant; u takes the
last acceptance or rejection back to the byte. The text goes to `texts/`, so that its places can be checked. Rejections are
remembered in `rejected.jsonl`. Without a terminal the keys are read from the lines of the input. The editor is that of $VISUAL or
$EDITOR.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multivector.cli import waiting
from multivector.desk.run import run as go
from multivector.desk.screen import WIDE, screen
from multivector.reader.confidence import confidence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from multivector.desk.desk import Card, Desk
    from multivector.desk.review import State

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_END, _BREAK = "\x04", "\x03"
_ESCAPED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?")
"""An arrow or another key of several bytes, which means nothing here."""
_ROWS = 10_000
"""Rows of an output that is no terminal."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    waiting.add(parser)
    parser.add_argument("--json", action="store_true", help="print what waits, a JSON record a draft, and decide nothing")


def run(arguments: argparse.Namespace) -> int:
    """Review drafts."""
    desk, whole = waiting.desk_of(arguments)
    if desk is None:
        return 1
    items = desk.waiting()
    if arguments.json:
        for item in items:
            print(json.dumps(_row(desk, desk.card(item)), ensure_ascii=False))
        return 0 if whole else 1
    if not items:
        print("Nothing waits for a decision.")
        return 0 if whole else 1
    at_terminal = sys.stdout.isatty()
    colour = at_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def show(state: State, card: Card | None) -> None:
        size = shutil.get_terminal_size() if at_terminal else os.terminal_size((WIDE, _ROWS))
        text = None if card is None else desk.told[card.item.text].text
        draft = None if card is None else desk.draft(card.item)
        shown = screen(state, card, text, draft, (size.columns, size.lines), colour=colour)
        sys.stdout.write((_CLEAR if at_terminal else "") + shown + ("" if at_terminal else "\n"))
        sys.stdout.flush()

    with _keys() as keys:
        go(desk, items, keys, show, _edited)
    return 0 if whole else 1


def _row(desk: Desk, card: Card) -> dict[str, Any]:
    draft, text = desk.draft(card.item), desk.told[card.item.text].text
    candidates = [
        {
            "entry": each.entry,
            "verdict": each.verdict,
            "reasons": each.reasons,
            "differs": [{"field": diff.field, "draft": diff.draft, "entry": diff.entry} for diff in each.differs],
        }
        for each in card.match.candidates
    ]
    places = [{"start": span.start, "end": span.end, "words": span.of(text.content)} for span in draft.evidence]
    row = {"document": text.name, "number": card.item.number, "kind": draft.kind, "form": draft.form}
    row |= {"confidence": confidence(draft), "verdict": card.match.verdict, "candidates": candidates}
    return row | {"missing": dict(card.proposal.missing), "evidence": places, "text": card.proposal.text}


@contextmanager
def _keys() -> Iterator[Iterator[str]]:
    """Give the keys as they are pressed; from the lines of the input where that is no terminal."""
    if not sys.stdin.isatty():
        yield (key for line in sys.stdin for key in line if not key.isspace())
        return
    try:
        import termios  # noqa: PLC0415  # Windows has none: there keys are followed by Enter
        import tty  # noqa: PLC0415
    except ImportError:
        yield (key for line in sys.stdin for key in line if not key.isspace())
        return
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield _pressed()
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _pressed() -> Iterator[str]:
    while data := os.read(sys.stdin.fileno(), 64):
        for key in _ESCAPED.sub("", data.decode("utf-8", "replace")):
            if key in {_END, _BREAK}:
                return
            if not key.isspace():
                yield key


def _edited(text: str) -> str:
    """Give a text as the person leaves it in the editor.

    Raises:
        OSError: there is no editor, or it failed.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "entry.yaml"
        file.write_text(text, encoding="utf-8")
        with _as_before():
            code = subprocess.run([*command, str(file)], check=False).returncode  # noqa: S603  # the person's own editor
        if code:
            raise OSError(code, f"the editor {command[0]} failed; set EDITOR", None)
        try:
            return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise OSError(0, "the editor left no UTF-8 text", None) from error


@contextmanager
def _as_before() -> Iterator[None]:
    """Give the editor a terminal that reads lines, and take it back."""
    try:
        import termios  # noqa: PLC0415  # Windows has none
        import tty  # noqa: PLC0415
    except ImportError:
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    now = termios.tcgetattr(sys.stdin)
    lines = termios.tcgetattr(sys.stdin)
    lines[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, lines)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, now)
        tty.setcbreak(sys.stdin)
