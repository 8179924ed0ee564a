"""What was rejected, beside the ledger and under git with it, so that the same sentence does not come again.

`rejected.jsonl` holds one line for each rejection, keyed by what was said and not where: the folded words of the evidence with
the kind and form of the draft. The same words in another document, or read again tomorrow, are the same rejection.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from multivector.desk.words import clean
from multivector.files.whole import write_whole
from multivector.reader.stems import fold

if TYPE_CHECKING:
    from pathlib import Path

    from multivector.reader.drafts import Draft

FILE = "rejected.jsonl"
_DIGITS = 24
_SHOWN = 200


def key_of(draft: Draft, text: str) -> str:
    """Give the key of what a draft says."""
    words = " … ".join(" ".join(fold(span.of(text)).split()) for span in draft.evidence)
    return sha256(f"{draft.kind}\n{draft.form}\n{words}".encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def rejected(folder: Path) -> frozenset[str]:
    """Give the keys of all that was rejected in a dossier; a line that is none of ours is passed over."""
    file = folder / FILE
    if not file.is_file():
        return frozenset()
    return frozenset(filter(None, map(_key, file.read_text(encoding="utf-8", errors="replace").splitlines())))


def reject(folder: Path, draft: Draft, text: str, document: str) -> None:
    """Add a rejection.

    Raises:
        OSError: the file cannot be written.
        UnicodeDecodeError: the file is not UTF-8.
    """
    file = folder / FILE
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    words = clean(" … ".join(span.of(text) for span in draft.evidence), _SHOWN)
    row = {"key": key_of(draft, text), "kind": draft.kind, "form": draft.form, "words": words, "document": clean(document)}
    gap = "" if not before or before.endswith("\n") else "\n"
    write_whole(file, f"{before}{gap}{json.dumps(row, ensure_ascii=False)}\n")


def _key(line: str) -> str:
    try:
        key = json.loads(line)["key"]
    except (ValueError, KeyError, TypeError):
        return ""
    return key if isinstance(key, str) else ""
