"""Write the reference page of the commands from their parsers: `python tools/reference_commands.py`."""

from __future__ import annotations

import argparse
from pathlib import Path

from multivector.cli import parser

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
_HEAD = """# Commands

Generated from `multivector.cli`; do not edit.

"""


def page() -> str:
    """Give the text of the page."""
    main = parser()
    (commands,) = (action for action in main._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    shown = "".join(_command(name, command) for name, command in sorted(commands.choices.items()))
    return f"{_HEAD}{main.description}\n\n{main.epilog}\n\n{shown}".rstrip() + "\n"


def _command(name: str, command: argparse.ArgumentParser) -> str:
    actions = [action for action in command._actions if action.dest != "help"]  # noqa: SLF001
    rows = "".join(map(_row, actions))
    usage = " ".join(["multivector", name, *map(_usage, actions)])
    told = (command.description or "").strip()
    return f"## {name}\n\n```text\n{usage}\n```\n\n{told}\n\n| argument | meaning |\n| --- | --- |\n{rows}\n"


def _usage(action: argparse.Action) -> str:
    """Give an argument as a usage line has it; `argparse` itself folds the line by the width of the terminal."""
    name = " ".join(filter(None, (*action.option_strings[:1], _value(action)))) if action.option_strings else action.dest.upper()
    return name if action.required else f"[{name}]"


def _value(action: argparse.Action) -> str:
    """Give what stands for an option's value; nothing for a switch."""
    return "" if action.nargs == 0 else str(action.metavar or action.dest.upper())


def _row(action: argparse.Action) -> str:
    name = f"{', '.join(action.option_strings)} {_value(action)}".strip() if action.option_strings else action.dest.upper()
    choices = f" One of {', '.join(f'`{choice}`' for choice in action.choices)}." if action.choices else ""
    return f"| `{name}` | {(action.help or '')}.{choices} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
