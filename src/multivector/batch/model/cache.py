"""Answers that were given before, one file each, under the hash of what was asked of whom. A damaged file is no answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from multivector.files.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 8_000_000
"""Bytes of a file; an answer in ASCII is smaller."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers."""

    folder: Path

    def get(self, text: str, prompt: str, model: str) -> str | None:
        """Give the answer that was kept; None where there is none, or it cannot be trusted."""
        key = _hash(text, prompt, model)
        try:
            with self._file(key).open("rb") as stream:
                kept = json.loads(stream.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(kept, dict) or not isinstance(reply := kept.get("reply"), str):
            return None
        return reply if kept.get("key") == key and kept.get("hash") == _hash(reply) else None

    def put(self, text: str, prompt: str, model: str, reply: str) -> None:
        """Keep an answer, whole or not at all.

        Raises:
            OSError: the folder cannot be written to.
        """
        key = _hash(text, prompt, model)
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps({"key": key, "hash": _hash(reply), "model": model, "reply": reply}) + "\n")

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _hash(*parts: str) -> str:
    """Give the hash of some texts, each with its length, so that no two lists of texts run together."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
