"""A PDF with a text layer -> its text, page by page, if `pypdf` is there to read it."""

from __future__ import annotations

import importlib
import io
import logging
from typing import TYPE_CHECKING, Any

from multivector.reader.documents.records import Extract, day_in, refusal

if TYPE_CHECKING:
    from datetime import date

    from multivector.model.problems import Mistake

_MOST_PAGES = 1000
_MOST_TEXT = 4 << 20
"""Pages, and code points, after which reading ends."""


def pdf(data: bytes) -> Extract | Mistake:
    """Read a PDF."""
    damaged = refusal("damaged", "it is no PDF, or a damaged one", "print it to PDF anew, or give its text")
    if b"%PDF-" not in data[:1024]:
        return damaged
    try:
        pypdf = importlib.import_module("pypdf")
    except ImportError:
        return refusal(
            "no-pdf", "PDF is read by the package pypdf, which is not installed", "`pip install pypdf`, or give the text"
        )
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return refusal("password", "it has a password", "save it without one, or give its text")
        texts, unread = _pages(reader)
        title, made = _properties(reader)
    except Exception:  # noqa: BLE001  # pypdf raises whatever a damaged file makes Python raise
        return damaged
    text = "\n".join(texts)
    if not text.strip():
        return refusal("no-text", "it has no text layer: its pages are pictures", "have the text recognised first")
    doubts = (f"only the first {len(texts)} of {len(texts) + unread} pages were read",) if unread else ()
    return Extract(text, title=title, made=made, doubts=doubts)


def _pages(reader: Any) -> tuple[list[str], int]:  # noqa: ANN401  # pypdf may be absent, and so its types
    """Give the texts of the first pages, and how many more there are."""
    texts: list[str] = []
    size, count = 0, len(reader.pages)
    for number in range(min(count, _MOST_PAGES)):
        if size > _MOST_TEXT:
            break
        texts.append(str(reader.pages[number].extract_text()))
        size += len(texts[-1])
    return texts, count - len(texts)


def _properties(reader: Any) -> tuple[str, date | None]:  # noqa: ANN401  # likewise
    found = reader.metadata or {}
    return str(found.get("/Title") or ""), day_in(str(found.get("/CreationDate") or "").removeprefix("D:")[:8])
