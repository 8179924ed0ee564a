"""The bytes of a document -> its text: plain text in any usual encoding, HTML, Word (docx), and PDF with a text layer.

Nothing is fetched and nothing is executed. Whatever the bytes, the answer is a document or a mistake, never an exception.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from multivector.reader.documents.encodings import decoded
from multivector.reader.documents.languages import doubt_of_language
from multivector.reader.documents.pages import page
from multivector.reader.documents.pdf import pdf
from multivector.reader.documents.records import MAX_BYTES, MAX_MIB, Document, Extract, Form, legible, refusal
from multivector.reader.documents.word import word

if TYPE_CHECKING:
    from multivector.model.problems import Mistake

__all__ = ["ENDINGS", "MAX_BYTES", "Document", "text_of"]

_FORMS: dict[str, Form] = {".txt": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}
ENDINGS = frozenset(_FORMS)
"""The endings of names by which documents are known."""

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024
"""Bytes within which a page says that it is one."""


def text_of(data: bytes, name: str) -> Document | Mistake:
    """Read a document; its name counts where its bytes leave open what it is."""
    if len(data) > MAX_BYTES:
        return refusal("too-large", f"the file is larger than {MAX_MIB} MiB", "split it into several files")
    form = _form(data, name)
    if form == "text":
        return _plain(data)
    found = {"html": page, "docx": word, "pdf": pdf}[form](data)
    if not isinstance(found, Extract):
        return found
    text = legible(found.text).strip(" \t\n")
    if not text:
        return refusal(
            "no-text", "there is no text in the document", "if it is a picture of a text, have the text recognised first"
        )
    doubts = (*found.doubts, *doubt_of_language(text))
    title = " ".join(legible(found.title).split())
    return Document(text, form, found.encoding, title, found.date, found.made, doubts)


def _form(data: bytes, name: str) -> Form:
    """Tell what a document is; a text that only begins like something else stays what its name says."""
    named = _FORMS.get(PurePath(name).suffix.lower())
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", _OLD_WORD)):
        return "docx"
    if named is None:
        return "html" if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")) else "text"
    return named


def _plain(data: bytes) -> Document | Mistake:
    """Read a plain text: UTF-8 code point by code point as it is; any other is made legible."""
    read = decoded(data)
    if not isinstance(read, tuple):
        return read
    text, encoding, doubts = read
    if encoding != "utf-8":
        text = legible(text)
    return Document(text, "text", encoding, doubts=(*doubts, *doubt_of_language(text)), as_it_is=encoding == "utf-8")
