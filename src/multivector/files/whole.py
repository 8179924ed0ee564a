"""Write a file whole or not at all: a failure, an interruption or a full disk leaves the old one as it was."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write to a neighbour first, which then takes the file's name and keeps its permissions. A link stays one.

    Raises:
        OSError: the folder cannot be written to, or another write of this file by this process is under way.
        UnicodeEncodeError: the text holds half a character.
    """
    data = text.encode()
    file = file.resolve()
    neighbour = file.with_name(f".{file.name}.{os.getpid()}")
    out = neighbour.open("xb")
    try:
        with out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            neighbour.chmod(file.stat().st_mode & 0o777)
        neighbour.replace(file)
    except BaseException:
        neighbour.unlink()
        raise
