"""Entities and facts of the factRuEval-2016 development set, by the definition of its scorer (`factrueval.py`).

The scorer is held against itself first: the gold scores 1 against itself, and known damage costs what it must. `against` is the
name tagger alone. Rules and words were made on every other document (`made-on`), and later looked over on NEREL's training set;
of the rest (`held-out`) only figures and counts of causes were looked at, but these more than once. Nothing was fitted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factrueval import Fact, Score, document, left_out, may_match, near, normal, quality, score_all, score_entities, score_held

from multivector.reader import tagging
from multivector.reader.actors import known
from multivector.reader.facts import facts
from multivector.reader.frames import drafts
from multivector.reader.reading import read
from multivector.reader.tokens import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factrueval import Document

    from multivector.reader.actors import Known
    from multivector.reader.tagging import Weights

DEVSET = Path(__file__).parents[2] / "shared" / "data" / "factrueval" / "devset"
DAY = date(2012, 1, 1)
BARS = {"overall": 0.9, "org": 0.85}
LEAST_FACTS = 0.6
TYPES = {
    "purchase": "купля/продажа",
    "loan": "займ/возвращение займа",
    "investment": "инвестиции",
    "fine": "наложение/выплата штрафа",
}


def checked(documents: Sequence[Document]) -> None:
    """Check the scorer: the gold scores 1 against itself, and known damage costs what it must."""
    whole, halved, empty, told = Score(), Score(), Score(), Score()
    for one in documents:
        mine = [(mention.kind, mention.tokens) for mention in one.mentions]
        asked = [(mention.kind, mention.tokens) for at, mention in enumerate(one.mentions) if not left_out(one, at, {})]
        whole += score_held(one, mine)["overall"]
        empty += score_held(one, [])["overall"]
        halved += score_held(one, [*asked, *(("per" if kind == "loc" else "loc", held) for kind, held in asked)])["overall"]
        told += score_all(one.facts, one.facts)["overall"]
    say("facts-scorer-entities-gold", whole.f1, "F1 of the gold against itself", 1.0)
    say("facts-scorer-entities-none", empty.recall, "recall of nothing", None)
    say("facts-scorer-entities-doubled", halved.precision, "precision of the gold with as much again of another kind", None)
    say("facts-scorer-facts-gold", told.f1, "F1 of the gold against itself; a name of two letters is near any other", 0.98)

    def fact(**values: str) -> Fact:
        return Fact("occupation", tuple((name, frozenset((value,))) for name, value in values.items()))

    gold = fact(who="анна кирос", position="президент", where="республика перу")
    known_costs = {
        1.0: [gold],
        0.8: [fact(who="анна кирос", where="республика перу")],
        1.5 / 3.5: [fact(who="анна кирос", position="президент", where="королевство испания")],
        2 / 3: [fact(who="анна кирос", position="президент"), fact(where="республика перу")],
    }
    assert all(abs(quality(gold, ours) - cost) < 1e-9 for cost, ours in known_costs.items())  # noqa: PLR2004  # rounding
    assert not may_match(gold, fact(position="президент"))


@dataclass(frozen=True)
class Read:
    """What is read of a document: by the tagger alone, and by us."""

    tagger: tuple[tuple[str, int, int], ...]
    entities: tuple[tuple[str, int, int], ...]
    facts: tuple[Fact, ...]
    parts: tuple[tuple[str, str], ...]


def our_reading(text: str, names: Known, weights: Weights) -> Read:
    """Read a document as the product does."""
    cut_ = cut(text)
    tagged = tagging.tag(weights, cut_.sentence_words())
    found = facts(cut_, tagged, drafts(text, read(text, DAY, names), cut_, tagged))
    told: list[tuple[str, list[tuple[str, str]]]] = []
    for held in found.occupations:
        position = [("position", held.position.of(text))] if held.position is not None else []
        told.append(("occupation", [("who", held.who.span.of(text)), *position, ("where", held.where.of(text))]))
    told += [("ownership", [("owner", one.owner.span.of(text)), ("property", one.holding.of(text))]) for one in found.ownerships]
    for dealt in found.dealings:
        parties = [("participant", span.of(text)) for span in dealt.parties]
        kind, purpose = ("meeting", []) if dealt.purpose == "meeting" else ("deal", [("type", TYPES[dealt.purpose])])
        told.append((kind, [*parties, *purpose]))
    return Read(
        tuple((one.kind.lower(), cut_.starts[one.first], cut_.ends[one.end - 1]) for one in tagged.names),
        tuple((one.kind.lower(), one.span.start, one.span.end) for one in found.entities),
        tuple(Fact(kind, tuple((name, frozenset((normal(value),))) for name, value in pairs)) for kind, pairs in told),
        tuple((normal(one.part.span.of(text)), normal(one.whole.span.of(text))) for one in found.memberships),
    )


def summed(parts: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Add the scores of documents."""
    total: dict[str, Score] = defaultdict(Score)
    for part in parts:
        for kind, score in part.items():
            total[kind] += score
    return total


def report(name: str, scores: dict[str, Score], against: dict[str, Score] | None, bars: Mapping[str, float]) -> None:
    """Print the figures of each kind."""
    for kind, score in scores.items():
        unit = f"F1: precision {score.precision:.3f}, recall {score.recall:.3f}, of {score.gold}; {score.ours} ours"
        say(f"{name}-{kind}", score.f1, unit, bars.get(kind), None if against is None else against[kind].f1)


def say(name: str, value: float, unit: str, bar: float | None, against: float | None = None) -> None:
    """Print a figure as one JSON object; `against` is the tagger alone."""
    line = {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "against": "" if against is None else f"tagger {against:.4f}",
        "ratio": None if not against else round(value / against, 3),
        "bar": bar,
        "holds": None if bar is None else value >= bar,
    }
    print(json.dumps(line, ensure_ascii=False))


def main() -> None:
    """Measure and print."""
    if not DEVSET.exists():
        print("skipped: the corpus is not beside the project")
        return
    try:
        weights = tagging.load()
    except ModuleNotFoundError:
        print("skipped: the weights, which come in the wheel of natasha, are not installed")
        return
    documents = [document(file) for file in sorted(DEVSET.glob("*.facts"), key=lambda file: int(file.stem.removeprefix("book_")))]
    checked(documents)
    names = known()
    found = [our_reading(one.text, names, weights) for one in documents]
    pairs = list(zip(documents, found, strict=True))
    for half, chosen, bars in (("all", pairs, True), ("made-on", pairs[::2], False), ("held-out", pairs[1::2], False)):
        alone = summed(score_entities(gold, ours.tagger) for gold, ours in chosen)
        report(
            f"entities-{half}", summed(score_entities(gold, ours.entities) for gold, ours in chosen), alone, BARS if bars else {}
        )
        told = summed(score_all(gold.facts, ours.facts) for gold, ours in chosen)
        report(f"facts-{half}", told, None, {"overall": LEAST_FACTS} if bars else {})
    parts = [(part, ours.parts) for gold, ours in pairs for part in gold.parts]
    hit = sum(any({near_any(one, mine[0]), near_any(other, mine[1])} == {True} for mine in ours) for (one, other), ours in parts)
    say("facts-all-parts", hit / len(parts), f"recall of {len(parts)} parts of a whole, which the scorer leaves out", None)


def near_any(values_: frozenset[str], value: str) -> bool:
    """Tell whether a value is one of some."""
    return any(near(one, value) for one in values_)


if __name__ == "__main__":
    main()
