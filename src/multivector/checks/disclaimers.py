"""An outlet's words of caution stand with all of its opinions.

What: texts of type `opinion` without a disclaimer, where another text of their outlet has one.
Why: words that an outlet demands must travel with every quote of such a text.
Example: two columns of one newspaper, only one of which says that the author's view may differ from the editors'.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from multivector.checks._shared import place_of
from multivector.model.entries import Source
from multivector.model.problems import Mistake, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from multivector.model.ledger import Ledger


def check(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Problem]:  # noqa: ARG001
    """Report opinions without the disclaimer that other texts of their outlet have."""
    carried: dict[str, list[Source]] = defaultdict(list)
    for source in ledger.of(Source):
        if source.part_of is not None:
            carried[source.part_of].append(source)
    for outlet, sources in carried.items():
        other = next((source for source in sources if source.disclaimer is not None), None)
        if other is None:
            continue
        for source in sources:
            if source.type == "opinion" and source.disclaimer is None:
                message = f"this opinion has no disclaimer, but {other.id!r}, also in {outlet!r}, has one"
                help_ = "copy `disclaimer:` if the outlet prints it with this text too"
                yield Mistake("no-disclaimer", message, help_).at(place_of(source), "warning")
