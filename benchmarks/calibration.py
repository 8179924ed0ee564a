"""Drafts that a person judged, and how well the chances given to drafts hold on documents that were not used to fit them.

Judgements stand in tests/cases/reader/judgements.tsv: document, place, kind, form, what the text says of it, parties, rule and
verdict (1: a person who looks at the sentence accepts it: kind, whether it came about, and parties are right). No text of a
corpus stands there. A judgement whose draft is no longer made falls away; drafts without a judgement are counted. The documents
are in two halves by the checksum of their names, and each half is given the chances that were fitted on the other; the articles
that may be looked at while rules are made are in neither.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from articles import FOLDER, articles
from chances import fit
from nerel import documents

from multivector.engines.reliability import calibration_error, corp
from multivector.reader import read
from multivector.reader.actors import known
from multivector.reader.drafting import weights
from multivector.reader.reading import dateline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from multivector.reader.drafts import Draft

    Floats = NDArray[np.float64]

ROOT = Path(__file__).parents[1]
JUDGEMENTS = ROOT / "tests" / "cases" / "reader" / "judgements.tsv"
DEVSET = ROOT.parent / "shared" / "data" / "factrueval" / "devset"
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[012])\d(?!\d)")
_ANY_YEAR = "2015"
DRAWS, BINS, BAR = 1000, 10, 0.08
COLUMNS = ("document", "start", "end", "kind", "form", "says", "parties", "rule", "verdict")
Key = tuple[str, int, int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft of a document."""

    document: str
    draft: Draft
    text: str

    @property
    def key(self) -> Key:
        """Tell by what a judgement of it is found again."""
        draft = self.draft
        parties = ",".join(sorted({(party.actor or "?").removeprefix("iso3:") for party in draft.parties})) or "-"
        said = f"{draft.modality} {draft.polarity}"
        return self.document, draft.head.start, draft.head.end, draft.kind, draft.form, said, parties

    @property
    def language(self) -> str:
        """Tell in which of our languages its document is written."""
        return "en" if "/en-" in self.document else "ru"


def texts() -> Iterator[tuple[str, str, dt.date]]:
    """Give all documents that are judged: name, text, day."""
    for part in ("train", "dev"):
        yield from ((f"nerel/{part}/{one.name}", one.text, day_of(one.text)) for one in documents(part))
    for file in sorted(DEVSET.glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        yield f"factrueval/{file.stem}", text, day_of(text)
    yield from ((f"held/{one.name}", one.text, one.day) for one in articles("held"))
    for file in sorted((FOLDER / "plain").glob("*.txt")):
        text = file.read_bytes().decode("utf-8")
        yield f"plain/{file.stem}", text, dt.date.fromisoformat(text[:10])


def day_of(text: str) -> dt.date:
    """Guess the day of a text of a corpus: the full date in its head, or the end of the latest year that it names."""
    return dateline_of(text) or dt.date(int(max(_YEAR.findall(text), default=_ANY_YEAR)), 12, 31)


def cases() -> list[Case]:
    """Read all documents."""
    russian, names = weights(), known()
    return [Case(name, draft, text) for name, text, day in texts() for draft in read(text, day, names, russian).drafts]


def judgements() -> dict[Key, bool]:
    """Read what was judged."""
    rows = (line.split("\t") for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines()[1:]) if JUDGEMENTS.exists() else ()
    return {(row[0], int(row[1]), int(row[2]), row[3], row[4], row[5], row[6]): row[8] == "1" for row in rows}


def part(document: str, parts: int) -> int:
    """Tell in which part of all documents one is, by the checksum of its name."""
    return zlib.crc32(document.encode()) % parts


def crossed(judged: Sequence[Case], so: Floats, parts: int) -> tuple[Floats, Floats]:
    """Give each draft the chance that is fitted on the other parts of the documents, and the share that is right there."""
    chances, share = np.zeros(len(judged)), np.zeros(len(judged))
    of = np.array([part(case.document, parts) for case in judged])
    for at in sorted(set(of.tolist())):
        here, others = np.flatnonzero(of == at).tolist(), np.flatnonzero(of != at).tolist()
        model = fit([judged[other].draft for other in others], so[others].astype(bool).tolist())
        chances[here] = [model.chance(judged[one].draft) for one in here]
        share[here] = so[others].mean()
    return chances, share


@dataclass(frozen=True, slots=True)
class Report:
    """How well chances hold on documents that were not used to fit them."""

    error: float
    low: float
    high: float
    """An interval of 90 %, by drawing documents; it lies somewhat high, since what is drawn twice shows a larger error."""
    by_chance: float
    """The error that chances which hold exactly would show on as many drafts."""
    brier: float
    baseline_error: float
    baseline_brier: float


def report(chances: Floats, verdicts: Floats, groups: Sequence[str], plain: Floats, rng: np.random.Generator) -> Report:
    """Measure chances beside those of a plain baseline, with an interval of 90 % by drawing documents."""
    names = sorted(set(groups))
    members = {name: [at for at, group in enumerate(groups) if group == name] for name in names}
    drawn = []
    for _ in range(DRAWS):
        some = [at for name in rng.choice(names, len(names)) for at in members[name]]
        drawn.append(calibration_error(chances[some], verdicts[some]))
    null = [calibration_error(chances, (rng.random(len(chances)) < chances).astype(float)) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.05, 0.95])
    return Report(
        calibration_error(chances, verdicts), float(low), float(high), float(np.mean(null)), corp(chances, verdicts).score,
        calibration_error(plain, verdicts), corp(plain, verdicts).score,
    )  # fmt: skip


def figures(cases_: Sequence[Case], verdicts: dict[Key, bool]) -> Iterator[dict[str, Any]]:
    """Give the figures of chances that were fitted on the other half of the documents."""
    judged = [case for case in cases_ if case.key in verdicts]
    so = np.array([verdicts[case.key] for case in judged], dtype=np.float64)
    chances, share = crossed(judged, so, 2)
    second = np.array([part(case.document, 2) == 1 for case in judged])
    told = report(chances, so, [case.document for case in judged], share, np.random.default_rng(1))
    gone = len(verdicts) - len({case.key for case in judged})
    yield row("judged", len(judged), f"drafts judged, {int(second.sum())} of them in the second half; {so.mean():.3f} are right")
    yield row("unjudged", len(cases_) - len(judged), f"drafts that nobody judged; {gone} judgements whose draft is gone")
    interval = f"{BINS} bins of equal count, fitted on the other half; 90 % by documents {told.low:.3f} to {told.high:.3f}"
    yield {**row("ece", told.error, interval), "bar": BAR, "holds": told.error <= BAR}
    yield row("ece-by-chance", told.by_chance, "of chances that hold exactly, on as many drafts")
    yield row("ece-debiased", max(0.0, told.error - told.by_chance), "what is above that")
    yield row("ece-constant", told.baseline_error, "of one constant, the share of the other half")
    yield row("brier", told.brier, f"mean square error; {told.baseline_brier:.4f} of the constant")
    for name, half in (("first", ~second), ("second", second)):
        yield row(f"ece-{name}", calibration_error(chances[half], so[half]), f"the {name} half alone, {int(half.sum())} drafts")
    yield row("ece-eighths", calibration_error(crossed(judged, so, 8)[0], so), "each eighth of the documents by the other seven")
    english = np.array([case.language == "en" for case in judged])
    articles_ = np.array([case.document.startswith(("held/", "plain/")) for case in judged])
    for name, here in (("russian", ~english), ("english", english), ("articles", articles_), ("corpora", ~articles_)):
        if here.any():
            said, right = float(chances[here].mean()), float(so[here].mean())
            yield row(f"over-{name}", said - right, f"{said:.3f} said, {right:.3f} right, {int(here.sum())} drafts")


def row(name: str, value: float, unit: str) -> dict[str, Any]:
    """Give a figure as a row of the house."""
    return {"name": f"confidence-{name}", "value": round(value, 4), "unit": unit, "against": "", "ratio": None, "bar": None,
            "holds": None}  # fmt: skip
