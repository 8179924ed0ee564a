"""Pages as programs: the blocks of a page are run in order in the working directory, and what they print is compared.

    ```yaml title="a.yaml"     the block is written to the file `a.yaml` (so is ```text title="…")
    ```yaml in="a.yaml" after="words"    the block is put into that file, behind the one line that begins so
    ```console                 lines that begin with `$ ` are commands, the lines under each are what it prints;
                               a line `…` stands for any lines; a no-break space is written as a space
    ```python                  is run, with the names of the blocks before; a following ```text output block is what it printed

Other blocks are read by people only. `python tests/walkthrough.py` writes what is printed now into every such page.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from multivector.cli import main

ROOT = Path(__file__).parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"
HOW_TO = tuple(sorted((ROOT / "docs" / "how-to").glob("*.md")))
NBSP = "\N{NO-BREAK SPACE}"
_BLOCK = re.compile(r"^```(?P<head>[^\n`]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": f"reader@{who}.example".lower() for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def prepared(page: Path, folder: Path) -> str:
    """Give a page's text; the folder gets what it starts from: the tutorial nothing, how-tos the small dossier."""
    if page != TUTORIAL:
        shutil.copytree(ROOT / "dossiers" / "small", folder / "dossiers" / "small")
    return page.read_text(encoding="utf-8")


def filled(page: str) -> str:
    """Run the blocks of a page in the working directory; give the page with what they print now."""
    printed = ""
    names: dict[str, Any] = {}

    def run(block: re.Match[str]) -> str:
        nonlocal printed
        language, *_ = block["head"].split()
        body, attributes = block["body"], dict(_ATTRIBUTE.findall(block["head"]))
        if "title" in attributes:
            _write(Path(attributes["title"]), body)
        elif "in" in attributes:
            _insert(Path(attributes["in"]), attributes["after"], body)
        elif language == "console":
            body = _console(body)
        elif language == "python":
            printed = _python(body, names)
        elif block["head"] == "text output":
            body = printed
        return f"```{block['head']}\n{body}```"

    return _BLOCK.sub(run, page)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _insert(file: Path, after: str, text: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    (at,) = (number for number, line in enumerate(lines) if line.startswith(after))
    _write(file, "".join([*lines[: at + 1], text, *lines[at + 1 :]]))


def _console(body: str) -> str:
    """Run a console block's commands; keep what is printed there where it still holds."""
    shown = []
    for part in re.split(r"^(?=\$ )", body, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        actual = _command(shlex.split(command.removeprefix("$ ")))
        shown.append(f"{command}\n{expected if same(expected, actual) else actual}")
    return "".join(shown)


def same(expected: str, actual: str) -> bool:
    """Tell whether what is printed is what a page expects."""
    pattern = "".join("(?:.*\n)*" if line == "…\n" else re.escape(line) for line in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, actual) is not None


def _command(words: list[str]) -> str:
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    if words[0] == "multivector":
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            main(words[1:])
        return out.getvalue().replace(NBSP, " ")
    done = subprocess.run(  # noqa: S603  # the page's own command
        words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **_ALONE}
    )
    return done.stdout


def _python(code: str, names: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "page", "exec"), names)  # noqa: S102  # the page's own code
    return out.getvalue()


if __name__ == "__main__":
    for file in (TUTORIAL, *HOW_TO):
        with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
            new = filled(prepared(file, Path(place)))
        file.write_text(new, encoding="utf-8")
