"""Codes elsewhere have the form that their list gives them.

What: ISO 3166 alpha-2 and alpha-3, Correlates of War and Gleditsch-Ward numbers, Wikidata items, legal entity identifiers.
Why: a code in the wrong list joins the dossier's actor with another's figures.
Example: `iso2 KAZ`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Actor
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger
    from multivector.model.parts import Scheme

_FORMS: dict[Scheme, tuple[re.Pattern[str], str]] = {
    "iso2": (re.compile(r"[A-Z]{2}"), "two capital letters: KZ"),
    "iso3": (re.compile(r"[A-Z]{3}"), "three capital letters: KAZ"),
    "cow": (re.compile(r"[1-9]\d{0,2}", re.ASCII), "a number up to 999: 705"),
    "gw": (re.compile(r"[1-9]\d{0,3}", re.ASCII), "a number up to 9999: 705"),
    "wikidata": (re.compile(r"Q[1-9]\d{0,11}", re.ASCII), "the letter Q and a number: Q232"),
    "lei": (re.compile(r"[0-9A-Z]{18}\d\d", re.ASCII), "20 capital letters and digits (ISO 17442)"),
}


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report codes that their list cannot hold."""
    for actor in ledger.of(Actor):
        for position, code in enumerate(actor.codes):
            form, words = _FORMS[code.scheme]
            if not form.fullmatch(code.code) or (code.scheme == "lei" and not _lei(code.code)):
                mistake = Mistake("bad-code", f"{code.code!r} is not a code of the list {code.scheme}", f"it is {words}")
                yield mistake.at(place_of(actor, "codes", position))


def _lei(code: str) -> bool:
    """Check the two last digits (ISO 7064, MOD 97-10)."""
    return int("".join(str(int(character, 36)) for character in code)) % 97 == 1
