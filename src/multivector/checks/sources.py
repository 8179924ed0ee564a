"""Sources are described so that they can be found and judged.

What: addresses, hashes and language codes of the right form; reliability on the outlet rather than on one text.
Why: an address that cannot be opened and a hash that fits nothing only look like proof; reliability is earned by a
record, which one text does not have.
Example: `url: www.trend.az` without `https://`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Source
from multivector.model.names import LANGUAGE
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger

_URL = re.compile(r"https?://[^\s/?#.]+\.[^\s]+", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_SHOWN = 60


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report malformed addresses, hashes and languages, and reliability in the wrong place."""
    for source in ledger.of(Source):
        if source.url is not None and not _URL.fullmatch(source.url):
            message = f"{source.url[:_SHOWN]!r} is not the address of a page"
            yield Mistake("bad-url", message, "write it whole: https://example.org/page").at(place_of(source, "url"))
        if source.sha256 is not None and not _SHA256.fullmatch(source.sha256):
            help_ = "64 hex digits, as `sha256sum` prints them"
            yield Mistake("bad-sha256", "this is not a SHA-256 hash", help_).at(place_of(source, "sha256"))
        if source.language is not None and not LANGUAGE.fullmatch(source.language):
            message = f"{source.language[:_SHOWN]!r} is not a language"
            yield Mistake("bad-language", message, "use an ISO 639 code: en, ru, kk").at(place_of(source, "language"))
        if source.reliability is not None and source.part_of is not None:
            message = f"{source.id!r} is one text; reliability belongs to its outlet, {source.part_of!r}"
            help_ = "put `reliability:` there; how credible this text's claims are, their evidence says"
            place = place_of(source, "reliability")
            yield Mistake("reliability-on-text", message, help_).at(place, "warning")
