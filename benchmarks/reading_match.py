"""Matching: the drafts of the seed article against the demonstration dossier, which holds what that article says.

The right entries of a draft are those of its kind that cite this article at a place which overlaps its evidence; the matcher does
not look at places. A draft is matched right where it is taken for further evidence of, or a rival claim on, a right entry; wrong,
where it is taken for another; and not judged where no entry of its kind cites the place. Beside it the entries that hold the same
amount, which is all that the matcher knew at first.

Also the time that 100 drafts take against 20,000 entries.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from multivector.load import load
from multivector.model.entries import Actor, Deal, kind_of
from multivector.model.fields import ActorId
from multivector.model.ledger import ledger_of
from multivector.model.money import Amount, Money
from multivector.model.names import names
from multivector.model.walk import evidence_of
from multivector.reader.actors import known
from multivector.reader.drafting import read, weights
from multivector.reader.drafts import Draft, Party
from multivector.reader.match import figures, holding, index, matches
from multivector.reader.spans import Span

if TYPE_CHECKING:
    from multivector.model.entries import AnyEntry

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed" / "article.ru.txt"
SOURCE, DAY = "rtvi-2025-11-17", date(2025, 11, 17)
KINDS = {"missed": "expectation"}
ENTRIES, DRAFTS = 20_000, 100


def right(draft: Draft, entry: AnyEntry) -> bool:
    """Tell whether an entry of the draft's kind cites the article where the draft does."""
    if kind_of(entry) != KINDS.get(draft.kind, draft.kind):
        return False
    places = [each for _, each in evidence_of(entry) if each.source == SOURCE and each.start is not None and each.end is not None]
    return any(mine.start < (each.end or 0) and (each.start or 0) < mine.end for mine in draft.evidence for each in places)


def seed(*, verbose: bool) -> dict[str, int]:
    """Match the seed article and count."""
    ledger = load(ROOT / "dossiers" / "kazakhstan").ledger
    text = SEED.read_text(encoding="utf-8")
    drafts = read(text, DAY, known(ledger), weights()).drafts
    amounts = figures(ledger)
    count = dict.fromkeys(
        ("drafts", "held", "matched", "right", "wrong", "not judged", "held, deals and events", "right, deals and events"), 0
    )
    count |= {"right by amount alone": 0, "given by amount alone": 0}
    for draft, found in zip(drafts, matches(drafts, text, index(ledger), DAY), strict=True):
        wanted = {entry.id for entry in ledger if right(draft, entry)}
        of_interest = draft.kind in {"deal", "event"}
        count["drafts"] += 1
        count["held"] += bool(wanted)
        count["held, deals and events"] += of_interest and bool(wanted)
        count["matched"] += found.entry is not None
        count["right"] += found.entry in wanted
        count["wrong"] += found.entry is not None and bool(wanted) and found.entry not in wanted
        count["not judged"] += found.entry is not None and not wanted
        count["right, deals and events"] += of_interest and found.entry in wanted
        alone = holding(draft.amount, amounts) if draft.amount is not None else ()
        count["given by amount alone"] += len(alone)
        count["right by amount alone"] += len(set(alone) & wanted)
        if verbose and (found.candidates or wanted):
            mark = " " if found.entry is None else "+" if found.entry in wanted else "!" if wanted else "?"
            print(f"{mark} {draft.kind:11} {draft.form:13} {draft.head.of(text)[:24]!r:27} {sorted(wanted)} -> {found.verdict}")
            for each in found.candidates:
                differs = "; ".join(f"{diff.field}: {diff.draft} / {diff.entry}" for diff in each.differs)
                print(f"      {each.verdict:8}{each.entry:40} {' '.join(each.reasons)}  {differs}")
    return count


def speed() -> tuple[float, float]:
    """Give the seconds that it takes to make 20,000 entries ready, and to match 100 drafts against them."""
    words = [f"{a}{b}{a}k{b}n" for a in "bdfgklmnprtv" for b in "aiou"]
    actors = [Actor(id=f"state-{number}", type="state", name=names(f"State{number}")) for number in range(40)]
    deals = [
        Deal(
            id=f"deal-{number}",
            name=names(en=f"{words[number % 48]} {words[number * 7 % 47]}"),
            between=(ActorId("state-0"), ActorId(f"state-{number % 39 + 1}")),
            amount=Money(Amount(Decimal(number % 997 + 1) * 10**6, Decimal(number % 997 + 1) * 10**6, "USD")),
        )
        for number in range(ENTRIES)
    ]
    begin = time.process_time()
    known_ = index(ledger_of([*actors, *deals]))
    ready = time.process_time()
    text, drafts = "", []
    for number in range(DRAFTS):
        name = str(deals[number * 199].name)
        start = len(text)
        text += f"State state {name}. "
        place, who = Span(start + 12, start + 12 + len(name)), Span(start, start + 5)
        parties = tuple(Party(actor, who) for actor in deals[number * 199].between)
        drafts.append(Draft("deal", "agreement", "r", (place,), place, parties, deals[number * 199].amount, topic=place))
    made = time.process_time()
    found = matches(drafts, text, known_)
    done = time.process_time()
    assert all(each.candidates for each in found)
    return ready - begin, done - made


if __name__ == "__main__":
    counted = seed(verbose="-v" in sys.argv)
    for name, value in counted.items():
        print(f"{name:28}{value}")
    made_ready, matched = speed()
    print(f"{ENTRIES:,} entries made ready in {made_ready:.2f} s; {DRAFTS} drafts matched in {matched:.3f} s")
    bar = 0.9
    share = counted["right"] / max(counted["right"] + counted["wrong"], 1)
    peer = counted["right by amount alone"] / max(counted["given by amount alone"], 1)
    row = {"name": "matched right of matches judged", "value": round(share, 3), "unit": "share"}
    row |= {"against": "entries with the same amount", "ratio": round(share / peer, 2), "bar": bar, "holds": share >= bar}
    print(json.dumps(row))
