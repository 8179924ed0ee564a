"""First drafts: the seed article against its gold entries, and Meeting and Deal of the factRuEval development set.

Seed: an entry is found where a draft of a fitting kind meets its evidence; a draft is right where it meets any entry of a fitting
kind. A trap is sprung where a draft says what the gold says that the text does not. A trap on direction is passed only where a
draft says which way the money goes.

factRuEval (MIT): a fact is found where one draft names two of its participants (all, of one); a draft that names two parties is
right where it finds a fact. Its drafts that name fewer can be neither.

The figures are not those of an unseen text: the words were chosen with the seed article in view, and those for loans, receptions,
stakes, mergers, sales that were decided and meetings in relative clauses after a look at what was missed in the development set.
Nothing was fitted, so nothing is cross-validated.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nerel import f1

from multivector.load import load
from multivector.reader import tagging
from multivector.reader.actors import Known, known
from multivector.reader.frames import drafts
from multivector.reader.reading import read
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from multivector.reader.drafts import Draft
    from multivector.reader.tagging import Weights

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed"
DEVSET = ROOT.parent / "shared" / "data" / "factrueval" / "devset"
DAY = date(2025, 11, 17)
LEAST_AGREEMENTS, LEAST_ENTRIES, LEAST_FACTS = 11, 0.7, 0.6
TRAPS = 12
FITTING = {
    "visit": {"visit"},
    "meeting": {"meeting", "call"},
    "agreement": {"agreement", "purchase", "package-part"},
    "commitment": {"purchase", "agreement", "undertaking"},
    "signal": {"reading", "gesture", "statement"},
    "gesture": {"gesture"},
    "statement": {"statement", "toast", "proposal"},
    "proposal": {"proposal"},
    "deadline": {"deadline"},
    "prediction": {"signing", "deadline", "visit", "prediction"},
    "competition": {"competition", "supply"},
    "hypothesis": {"hypothesis", "interpretation"},
    "interpretation": {"interpretation", "hypothesis"},
    "claim": {"claim", "interpretation"},
    "legislation": {"law"},
    "legal_status": {"law"},
}
"""Kinds of the gold, and the forms of drafts that fit them."""


def drafted(text: str, day: date, names: Known, weights: Weights) -> tuple[Draft, ...]:
    """Draft a text."""
    cut_ = cut(text)
    return drafts(text, read(text, day, names), cut_, tagging.tag(weights, cut_.sentence_words()))


def meets(draft: Draft, entry: dict[str, Any]) -> bool:
    """Tell whether a draft's evidence overlaps that of an entry."""
    return any(mine.start < its["end"] and its["start"] < mine.end for mine in draft.evidence for its in entry["evidence"])


def fits(draft: Draft, entry: dict[str, Any]) -> bool:
    """Tell whether a draft could be this entry: its kind, and whether the thing came about."""
    if entry["kind"] == "non_event":
        return draft.polarity == "negative"
    if entry["kind"] == "deadline":
        return draft.kind == ("missed" if entry["status"] == "missed" else "expectation")
    refused = entry.get("polarity", "").startswith("not ") or "denied" in entry.get("assertion", "")
    return (draft.polarity == "negative") == refused and draft.form in FITTING.get(entry["kind"], set())


def kept(draft: Draft, entry: dict[str, Any]) -> bool:
    """Tell whether a draft says of an entry what the gold says as a field of it: that it was not published."""
    return draft.kind == "withholding" and entry.get("disclosure") == "undisclosed"


def pairs(found: Sequence[Draft], entries: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pair entries and drafts one to one, those first that have the fewest others to go with."""
    able = {
        at: [number for number, draft in enumerate(found) if fits(draft, entry) and meets(draft, entry)]
        for at, entry in enumerate(entries)
    }
    taken: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for number in able[at]:
            if number in tried:
                continue
            tried.add(number)
            if number not in taken or place(taken[number], tried):
                taken[number] = at
                return True
        return False

    for at in able:
        place(at, set())
    return sorted((at, number) for number, at in taken.items())


def astray(found: Sequence[Draft], payers: set[str], payees: set[str]) -> bool | None:
    """Tell whether drafts send money the wrong way; None where none of them says which way it goes."""
    roles = [(party.actor or "", party.role) for draft in found if draft.kind == "deal" for party in draft.parties]
    said = [(actor, role) for actor, role in roles if role in {"buyer", "payer", "supplier", "recipient"}]
    wrong = [(actor, role) for actor, role in said if actor not in (payers if role in {"buyer", "payer"} else payees)]
    return bool(wrong) if said else None


def sprung(found: Sequence[Draft], entries: dict[str, dict[str, Any]]) -> dict[str, bool | None]:
    """Tell of each trap whether the drafts fall into it; None where they cannot say either."""

    def on(name: str) -> list[Draft]:
        return [draft for draft in found if meets(draft, entries[name])]

    def affirmed(name: str) -> bool:
        return any(draft.polarity == "positive" and draft.modality in {"done", "planned"} for draft in on(name))

    deals = [draft for draft in found if draft.kind == "deal"]
    signed = [draft for draft in on("e_cyber") if draft.form == "agreement" and draft.modality == "done"]
    shared = [draft for draft in deals if meets(draft, {"evidence": entries["e_cyber"]["evidence"][:1]}) and draft in deals]
    return {
        "e_us_package": sum(draft.amount is not None and draft.amount.low == Decimal("17e9") for draft in deals) > 1,
        "e_kaz_invest_us": astray(on("e_kaz_invest_us"), payers={"kz", "tokayev"}, payees={"us"}),
        "e_offers": any(draft.kind == "deal" and draft.modality == "done" for draft in on("e_offers")),
        "e_nvidia": astray(on("e_nvidia"), payers={"kz", "tokayev"}, payees={"nvidia", "us"})
        or any(draft.part_of is not None and found[draft.part_of] in on("e_kaz_invest_us") for draft in on("e_nvidia")),
        "e_no_contracts": affirmed("e_no_contracts"),
        "e_cyber": not signed or len(shared) not in {3, 4},
        "e_npp": any(draft.kind == "deal" and draft.modality == "done" for draft in on("e_npp")),
        "e_npp_not_announced": affirmed("e_npp_not_announced"),
        "e_npp_deadline": not any(draft.kind == "missed" for draft in on("e_npp_deadline")),
        "e_lgbt_curtsey": affirmed("e_lgbt_curtsey"),
        "h_silence": affirmed("h_silence"),
        "e_comp_rus": not any(draft.polarity == "positive" for draft in on("e_nvidia"))
        or any(draft.polarity == "negative" and draft.kind == "deal" for draft in on("e_comp_rus")),
    }


def seed(names: Known, weights: Weights, *, verbose: bool) -> None:
    """Measure the seed article."""
    text = (SEED / "article.ru.txt").read_bytes().decode("utf-8")
    entries = json.loads((SEED / "article.gold.json").read_text(encoding="utf-8"))["entries"]
    found = drafted(text, DAY, names, weights)
    paired = pairs(found, entries)
    hit = {at for at, _ in paired}
    for kind, bar in (("agreement", LEAST_AGREEMENTS), ("visit", None), ("meeting", None), ("deadline", None)):
        of = [at for at, entry in enumerate(entries) if entry["kind"] == kind]
        say(f"drafts-seed-{kind}", sum(at in hit for at in of), f"of {len(of)} entries", bar)
    say("drafts-seed-entries", len(hit) / len(entries), f"of {len(entries)} entries of all kinds", LEAST_ENTRIES)
    right = [
        draft for draft in found if any((fits(draft, entry) or kept(draft, entry)) and meets(draft, entry) for entry in entries)
    ]
    say("drafts-seed-precision", len(right) / len(found), f"of {len(found)} drafts, by overlap with a fitting entry", None)
    traps = sprung(found, {entry["id"]: entry for entry in entries})
    assert len(traps) == TRAPS
    judged = [one for one in traps.values() if one is not None]
    say("drafts-seed-traps-sprung", sum(judged), f"of {len(judged)} traps that drafts can spring", None)
    say(
        "drafts-seed-traps-passed",
        judged.count(False),
        f"of {TRAPS} traps; one on direction is passed only by a draft that gives one",
        TRAPS,
    )
    print(f"sprung: {', '.join(name for name, one in traps.items() if one) or 'none'}")
    missed = [entry["id"] for at, entry in enumerate(entries) if at not in hit and entry["kind"] in {*FITTING, "non_event"}]
    print(f"not found, of the kinds that are drafted: {', '.join(missed)}")
    if verbose:
        for draft in found:
            print("right" if draft in right else "WRONG", draft.rule, draft.modality, *(span.of(text) for span in draft.evidence))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the corpus: for each participant the places where it is spoken of."""

    kind: str
    participants: tuple[tuple[tuple[int, int], ...], ...]


def facts(name: str) -> Iterator[Fact]:
    """Give the meetings and deals of a document."""
    file = DEVSET / name
    spans = {row[0]: (int(row[2]), int(row[2]) + int(row[3])) for row in rows(file.with_suffix(".spans"))}
    mentions = {row[0]: [spans[one] for one in row[2:] if one in spans] for row in rows(file.with_suffix(".objects"))}
    objects: dict[str, tuple[tuple[int, int], ...]] = {}
    for block in file.with_suffix(".coref").read_text(encoding="utf-8").split("\n\n"):
        ids = block.strip().split("\n")[0].split()
        objects |= {f"obj{ids[0]}": tuple(place for one in ids[1:] for place in mentions.get(one, ()))} if ids else {}
    for block in file.with_suffix(".facts").read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        kind = lines[0].split()[-1] if lines[0] else ""
        if kind in {"Meeting", "Deal"}:
            ids = [line.split()[1] for line in lines[1:] if line.startswith("Participant ")]
            yield Fact(kind, tuple(objects.get(one, ()) for one in ids))


def rows(file: Path) -> list[list[str]]:
    """Give the fields of the lines of a file, before the remark on each."""
    return [line.split(" # ")[0].split() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def shared(draft: Draft, fact: Fact) -> int:
    """Count the participants of a fact that a draft names."""
    spans = [party.span for party in draft.parties]
    return sum(
        any(span.start < end and start < span.end for span in spans for start, end in places) for places in fact.participants
    )


def corpus(names: Known, weights: Weights, *, verbose: bool) -> None:
    """Measure the development set."""
    counts = {kind: [0, 0, 0, 0] for kind in ("Meeting", "Deal")}
    tokens, seconds = 0, 0.0
    for file in sorted(DEVSET.glob("*.facts")):
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        cut_ = cut(text)
        reading, tagged = read(text, DAY, names), tagging.tag(weights, cut_.sentence_words())
        begin = time.process_time()
        found = [draft for draft in drafts(text, reading, cut_, tagged) if draft.polarity == "positive"]
        seconds += time.process_time() - begin
        tokens += len(cut_.words)
        gold = list(facts(file.stem))
        for kind, of in counts.items():
            forms = FITTING["meeting" if kind == "Meeting" else "agreement"]
            mine = [draft for draft in found if draft.form in forms and len(draft.parties) > 1]
            its = [fact for fact in gold if fact.kind == kind]
            right = [draft for draft in mine if any(shared(draft, fact) >= min(2, len(fact.participants)) for fact in its)]
            hit = [fact for fact in its if any(shared(draft, fact) >= min(2, len(fact.participants)) for draft in mine)]
            of[0] += len(hit)
            of[1] += len(its)
            of[2] += len(right)
            of[3] += len(mine)
            for draft in mine if verbose else ():
                print(kind, "right" if draft in right else "WRONG", draft.rule, draft.modality, draft.evidence[0].of(text),
                      [party.span.of(text) for party in draft.parties])  # fmt: skip
    for kind, (hits, all_, rights, drafts_) in counts.items():
        say(f"drafts-devset-{kind.lower()}-recall", hits / all_, f"{hits} of {all_} facts by two participants", None)
        say(
            f"drafts-devset-{kind.lower()}-precision",
            rights / max(drafts_, 1),
            f"{rights} of {drafts_} drafts of two parties",
            None,
        )
    hits, all_, rights, drafts_ = (sum(of[at] for of in counts.values()) for at in range(4))
    say("drafts-devset-f1", f1(hits, all_, rights, drafts_), "of both kinds; the bar is that of all kinds of facts", LEAST_FACTS)
    say("drafts-rate", tokens / seconds, "tokens per CPU second, frames alone", None)


def say(name: str, value: float, unit: str, bar: float | None) -> None:
    """Print a figure as one JSON object."""
    holds = None if bar is None else value >= bar
    print(
        json.dumps(
            {"name": name, "value": round(value, 4), "unit": unit, "against": "", "ratio": None, "bar": bar, "holds": holds}
        )
    )


def main() -> None:
    """Measure and print."""
    try:
        weights = tagging.load()
    except ModuleNotFoundError:
        print("skipped: the weights, which come in the wheel of natasha, are not installed")
        return
    verbose = "-v" in sys.argv
    if SEED.exists():
        seed(known(load(ROOT / "dossiers" / "kazakhstan").ledger), weights, verbose=verbose)
    else:
        print("skipped: the seed article is not beside the project")
    if DEVSET.exists():
        corpus(known(), weights, verbose=verbose)
    else:
        print("skipped: the corpus is not beside the project")


if __name__ == "__main__":
    main()
