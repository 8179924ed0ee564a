"""A short text in one or several languages, such as a name, a gloss or a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNSTATED = ""
"""The language of a text that was given without one."""
LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Names:
    """Texts by language (ISO 639 code, or `""` where the author gave none), in the order of their codes."""

    texts: tuple[tuple[str, str], ...]

    def get(self, lang: str) -> str | None:
        """Give the text in this very language."""
        return dict(self.texts).get(lang)

    def best(self, lang: str) -> str:
        """Give the text in this language; else the unstated, the English, or the first one."""
        texts = dict(self.texts)
        return next((texts[code] for code in (lang, UNSTATED, "en") if code in texts), self.texts[0][1])

    def __str__(self) -> str:
        """Give the text for a reader of English."""
        return self.best("en")


def names(text: str = "", /, **texts: str) -> Names:
    """Make names from one text without language, or from texts by language code."""
    given = {UNSTATED: text} if text else texts
    return Names(tuple(sorted(given.items())))
