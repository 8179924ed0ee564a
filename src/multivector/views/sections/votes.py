"""How alike states vote, told: a line a year and pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from multivector.views.blocks import Section, Table, line
from multivector.views.locale import number
from multivector.views.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHOWN = ("agreement", "s_squared", "kappa_squared", "pi_squared")


def votes_section(rows: Sequence[Mapping[str, Any]], state: str, lang: str) -> Section:
    """Tell measures by year and pair; what cannot be told is a dash."""
    table = Table(
        head=(
            say(lang, "votes.head-year"),
            say(lang, "votes.head-with"),
            say(lang, "votes.head-both"),
            say(lang, "votes.head-agreement"),
            "S",
            "κ",
            "π",
        ),
        rows=tuple(
            (
                line(str(row["year"])),
                line(row["with"]),
                line(str(row["n"])),
                *(line("–" if row[name] is None else number(lang, row[name], 3)) for name in _SHOWN),
            )
            for row in rows
        ),
        caption=say(lang, "votes.table"),
        figures=frozenset({0, 2, 3, 4, 5, 6}),
    )
    return Section("votes", say(lang, "votes.title", state=state), (table,))
