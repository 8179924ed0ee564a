"""How well articles are read: the seed article, and ten of our own, of which four were held back while rules were made.

Entries are paired one to one with drafts of a fitting kind and polarity that meet their evidence; recall is the share that is
paired. A draft is right where it meets any entry that it fits. Money and dates count where a span that overlaps has the value of
the gold; states and blocs where a mention that overlaps has its code, without a ledger (of the seed: all mentions, with one). A
trap is sprung where a draft says what the text does not. `-v` prints what was missed and what is wrong, never of articles held
back, and leaves the corpora and the confidence out. Without the seed article and the corpora beside the project, only our own
articles are measured.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import calibration
import reading_actors
import reading_dates
import reading_drafts
import reading_money
from articles import Article, amount, articles, moment
from nerel import FOLDER
from pairing import fits, meets, pairs, springs, status_right

from multivector.load import load
from multivector.reader import read
from multivector.reader.actors import known
from multivector.reader.drafting import weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.model.dates import Date
    from multivector.reader.actors import Known
    from multivector.reader.dates import When
    from multivector.reader.drafting import Drafts

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed"
GROUPS = {"iso3:EU": "eu"}
KINDS = (
    "agreement", "visit", "meeting", "commitment", "deadline", "prediction", "hypothesis", "interpretation", "claim", "statement",
    "signal", "gesture", "proposal", "legislation", "competition", "non_event", "withholding",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it is annotated, and as it was read."""

    article: Article
    drafts: Drafts

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Give the pairs of entries and drafts, by number."""
        return pairs(self.drafts.drafts, self.article.entries)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the house: what was measured, of what, and its bar."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    against: str = ""
    peer: float | None = None
    least: bool = True

    @property
    def row(self) -> dict[str, Any]:
        """Give its line."""
        holds = None if self.bar is None else (self.value >= self.bar if self.least else self.value <= self.bar)
        ratio = round(self.value / self.peer, 2) if self.peer else None
        return {"name": self.name, "value": round(self.value, 4), "unit": self.unit, "against": self.against, "ratio": ratio,
                "bar": self.bar, "holds": holds}  # fmt: skip


def seed() -> Article | None:
    """Give the seed article in the form of our own; None where it is not there."""
    if not SEED.exists():
        return None
    gold = json.loads((SEED / "article.gold.json").read_text(encoding="utf-8"))
    text = (SEED / "article.ru.txt").read_bytes().decode("utf-8")
    hedges = {"approx": "about ", None: ""}
    money = tuple(
        {**row, "value": amount(f"{hedges[row['hedge']]}{row['value'] / 1e9:g}bn {row['currency']}")} for row in gold["money"]
    )
    dates = tuple({**row, "value": moment(row.get("edtf") or row["value"])} for row in gold["dates"] if row["value"])
    actors = {row["id"]: row for row in gold["actors"]}
    day = dt.date.fromisoformat(gold["doc"]["date"]["value"])
    return Article("seed", "ru", text, day, actors, money, dates, tuple(gold["entries"]), ())


@cache
def parts() -> dict[str, tuple[Read, ...]]:
    """Give all articles, read: the seed with its ledger's actors, our own with none."""
    russian, names = weights(), known()
    own = {part: tuple(articles(part)) for part in ("dev", "held")}
    done = {part: tuple(Read(one, read(one.text, one.day, names, russian)) for one in some) for part, some in own.items()}
    first = seed()
    if first is None:
        return done
    return {"seed": (Read(first, read(first.text, first.day, _of_kazakhstan(), russian)),), **done}


@cache
def _of_kazakhstan() -> Known:
    return known(load(ROOT / "dossiers" / "kazakhstan").ledger)


def recall(part: str, some: Sequence[Read]) -> Iterator[Figure]:
    """Give the shares of entries that are found, by kind and together."""
    all_ = Counter(entry["kind"] for one in some for entry in one.article.entries)
    hit = Counter(one.article.entries[at]["kind"] for one in some for at, _ in one.pairs)
    bars = {("seed", "agreement"): 11 / 12}
    for kind in KINDS:
        if all_[kind]:
            yield Figure(f"quality-{part}-{kind}", hit[kind] / all_[kind], f"{hit[kind]} of {all_[kind]}", bars.get((part, kind)))
    found, total = hit.total(), all_.total()
    yield Figure(f"quality-{part}-entries", found / total, f"{found} of {total} entries of all kinds", 0.7)


def precision(part: str, some: Sequence[Read]) -> Iterator[Figure]:
    """Give the shares of drafts that fit an entry, and of paired ones with the right status and parties."""
    right = sum(any(fits(draft, entry) and meets(draft, entry) for entry in one.article.entries)
                for one in some for draft in one.drafts.drafts)  # fmt: skip
    drafts = sum(len(one.drafts.drafts) for one in some)
    yield Figure(f"quality-{part}-precision", right / max(drafts, 1), f"{right} of {drafts} drafts fit an entry that they meet")
    paired = [(one, one.article.entries[at], one.drafts.drafts[number]) for one in some for at, number in one.pairs]
    told = [status for _, entry, draft in paired if (status := status_right(draft, entry)) is not None]
    yield Figure(
        f"quality-{part}-status", sum(told) / max(len(told), 1), f"{sum(told)} of {len(told)} pairs have the right status"
    )
    named = [
        party.actor in whom(one.article, entry, part)
        for one, entry, draft in paired
        if entry.get("actors")
        for party in draft.parties
        if party.actor is not None and party.role != "about"
    ]
    yield Figure(
        f"quality-{part}-parties",
        sum(named) / max(len(named), 1),
        f"{sum(named)} of {len(named)} parties of pairs are the gold's",
    )


def whom(article: Article, entry: dict[str, Any], part: str) -> set[str]:
    """Give our ids of all who take part in an entry: themselves and their states."""
    names = {name for value in entry["actors"].values() for name in ([value] if isinstance(value, str) else value)}
    ids: set[str] = set()
    ledger = load(ROOT / "dossiers" / "kazakhstan").ledger if part == "seed" else None
    for name in names & article.actors.keys():
        row = {"id": name, **article.actors[name]}
        ids |= reading_actors.right_ids(row, ledger) | {f"iso3:{name}", f"iso3:{row.get('state')}"}
        if ledger is not None and row.get("state"):
            ids |= reading_actors.right_ids({"id": "", "type": "state", "iso3": row["state"]}, ledger)
    return ids


def values(part: str, some: Sequence[Read]) -> Iterator[Figure]:
    """Give the shares of amounts and dates whose value is read."""
    money = [
        any(at.value == row["value"] for at in one.drafts.reading.amounts if overlaps(at.span, row))
        for one in some
        for row in one.article.money
    ]
    yield Figure(f"quality-{part}-money", sum(money) / len(money), f"{sum(money)} of {len(money)} amounts", 0.98)
    found = sum(len(one.drafts.reading.amounts) for one in some)
    real = sum(any(overlaps(at.span, row) for row in one.article.money) for one in some for at in one.drafts.reading.amounts)
    yield Figure(f"quality-{part}-money-precision", real / max(found, 1), f"{real} of {found} amounts read are in the gold")
    dates = [
        any(agrees(at.value, row["value"]) for at in one.drafts.reading.dates if overlaps(at.span, row))
        for one in some
        for row in one.article.dates
    ]
    yield Figure(f"quality-{part}-dates", sum(dates) / len(dates), f"{sum(dates)} of {len(dates)} dates")


def agrees(when: When, gold: Date) -> bool:
    """Tell whether a date is the gold's, or begins with it, or, for a date by which something is due, ends with it."""
    ends = when.relation in {"by", "before", "until"} and when.date.latest == gold.latest
    return when.date.text == gold.text or when.date.earliest == gold.earliest or ends


def overlaps(span: Any, row: dict[str, Any]) -> bool:  # noqa: ANN401  # spans of every kind
    """Tell whether a span meets a place of the gold."""
    return bool(span.start < row["end"] and row["start"] < span.end)


def states(part: str, some: Sequence[Read]) -> Iterator[Figure]:
    """Give how many mentions of states and blocs are found with their code, and how many codes are wrong."""
    if part == "seed":
        met_, total, _ = reading_actors.seed(_of_kazakhstan(), load(ROOT / "dossiers" / "kazakhstan").ledger)
        yield Figure("quality-seed-mentions", met_ / total, f"{met_} of {total} mentions of anybody", 0.95)
        return
    hit = all_ = wrong = coded = 0
    for one in some:
        mentions = [(place, name) for name, row in one.article.actors.items() for place in row["mentions"]
                    if row["type"] in {"state", "bloc"}]  # fmt: skip
        codes = {name: {f"iso3:{name}", name.lower()} for _, name in mentions}
        for place, name in mentions:
            met = [at.value.actor for at in one.drafts.reading.actors if overlaps(at.span, place) and at.value.actor]
            all_, hit = all_ + 1, hit + any(actor in codes[name] for actor in met)
            coded, wrong = coded + bool(met), wrong + (bool(met) and not any(actor in codes[name] for actor in met))
    yield Figure(f"quality-{part}-states", hit / all_, f"{hit} of {all_} mentions of states and blocs", 0.95)
    yield Figure(f"quality-{part}-states-code", 1 - wrong / max(coded, 1), f"of {coded} mentions with a code", 0.99)


def traps(part: str, some: Sequence[Read]) -> Iterator[Figure]:
    """Give how many traps are sprung."""
    if part == "seed":
        entries = {entry["id"]: entry for entry in some[0].article.entries}
        known_ = [one for one in reading_drafts.sprung(some[0].drafts.drafts, entries).values() if one is not None]
        sprung, all_ = sum(known_), len(known_)
    else:
        told = [is_sprung(one, trap) for one in some for trap in one.article.traps]
        sprung, all_ = sum(told), len(told)
    yield Figure(f"quality-{part}-traps", sprung, f"of {all_} traps sprung", 0, least=False)


def is_sprung(one: Read, trap: dict[str, Any]) -> bool:
    """Tell whether the drafts of an article fall into a trap."""
    most: int = trap.get("most", 0)
    return sum(springs(draft, trap) for draft in one.drafts.drafts) > most


def corpora() -> Iterator[Figure]:
    """Give the figures of the corpora, from the benchmarks that measure them."""
    if not FOLDER.exists():
        return
    with contextlib.redirect_stdout(io.StringIO()):
        money = reading_money.spans("dev")
        dates = reading_dates.agreement("dev", reading_dates.all_times)
        nerel = reading_actors.nerel("dev", known(), verbose=False)
        right, all_ = reading_money.right()
    for name, value in money.items():
        bar, peer = reading_money.LEAST[name], reading_money.NATASHA[name]
        yield Figure(f"nerel-money-{name}", value, "F1 on NEREL dev", bar, "Natasha", peer)
    for name, value, bar in zip(("overlap", "exact"), dates or (), (reading_dates.OVERLAP, reading_dates.EXACT), strict=False):
        yield Figure(f"nerel-dates-{name}", value, "F1 on NEREL dev", bar, "naive patterns", reading_dates.PEERS[name])
    yield Figure("nerel-countries", nerel["exact"], "recall of exact spans", 0.95, "Natasha", reading_actors.NATASHA)
    yield Figure("nerel-countries-code", nerel["precision"], "precision of the code", 0.99)
    yield Figure("money-cases", right / all_, f"{right} of {all_} written forms", 0.98)


def tell(part: str, some: Sequence[Read]) -> None:
    """Print what was missed and what is wrong."""
    for one in some:
        hit = {at for at, _ in one.pairs}
        for at, entry in enumerate(one.article.entries):
            if at not in hit:
                print(f"missed {one.article.name} {entry['kind']} {entry['id']}: {entry['evidence'][0]['text'][:100]}")
        for draft in one.drafts.drafts:
            if not any(fits(draft, entry) and meets(draft, entry) for entry in one.article.entries):
                said = " / ".join(span.of(one.article.text)[:160] for span in draft.evidence)
                print(f"wrong {one.article.name} {draft.rule} {draft.modality} {draft.polarity}: {said}")
        for trap in one.article.traps:
            if is_sprung(one, trap):
                print(f"sprung {one.article.name}: {trap['why']}")
    if part == "seed":
        entries = {entry["id"]: entry for entry in some[0].article.entries}
        print("sprung seed:", [name for name, one in reading_drafts.sprung(some[0].drafts.drafts, entries).items() if one])


def trusted() -> Iterator[dict[str, Any]]:
    """Give how well the confidence of drafts holds on documents that were not used to fit it."""
    if FOLDER.exists() and calibration.DEVSET.exists():
        yield from calibration.figures(calibration.cases(), calibration.judgements())


def figures() -> Iterator[dict[str, Any]]:
    """Give all figures of the articles."""
    for part, some in parts().items():
        for measure in (recall, precision, values, states, traps):
            yield from (figure.row for figure in measure(part, some))


def everything() -> Iterator[dict[str, Any]]:
    """Give all figures."""
    yield from figures()
    yield from (figure.row for figure in corpora())
    yield from trusted()


def main() -> None:
    """Measure and print."""
    if weights() is None:
        print("skipped: the weights, which come in the wheel of natasha, are not installed")
        return
    verbose = "-v" in sys.argv
    for part, some in parts().items():
        if verbose and part != "held":
            tell(part, some)
    for row in figures() if verbose else everything():
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
