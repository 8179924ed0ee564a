"""Actors in news text: states found and rightly coded in NEREL, the mentions of the seed article, and what that costs.

NEREL marks as COUNTRY names and adjectives of states. Recall counts its spans that are found, exactly and overlapping. Codes are
judged by an oracle that knows nothing of our tables: English and Russian territory names of CLDR, compared with the words of the
gold span by their beginnings. What it cannot judge is not counted; where it disagrees, the word is listed. No peer finds codes in
Russian text; Natasha finds .695 of the spans (exact), without codes. Building is measured cold.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from nerel import FOLDER, documents

from multivector.load import load
from multivector.reader.actors import Known, actors, known
from multivector.reader.gazetteer import states

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

ROOT = Path(__file__).parents[1]
SEED = ROOT.parent / "shared" / "seed"
NATASHA = 0.695
LEAST_RECALL, LEAST_PRECISION, LEAST_SEED, LEAST_RATE, MOST_SECONDS = 0.95, 0.99, 0.95, 2.0, 0.3
DAY = date(2025, 11, 17)

IRREGULAR_NAMES = """
RU: росс, русс, рф
US: сша, соединенных штат, соединенные штат, соединенными штат, америк, american, us, u.s., usa, america
GB: british, британ, велик, соединенного королев, англ, шотланд, уэльс, северной ирланд
ZA: юар, южноафр, южно-афр, южной афр
CN: кнр
KP: кндр, северокор, северной кор, северную кор
KR: южнокор, южной кор, южная кор, республика корея, республики корея
DE: фрг, немец, герман
AE: оаэ
CZ: чеш, чех
NL: голланд
BY: белорус
MD: молдав
KG: киргиз, кыргыз
SZ: свазиленд
DK: датск, дани
PS: палест
XK: косов
GD: гренад
HU: венгер
FI: финск
SE: швед
GE: грузин
RS: сербск
EG: аре
SY: сар
--: приднестр, осет, абхаз, совет, ссср, югослав, чехослов, гдр, конго, республики серб, днр, донецк, рюо, пмр, рус, древн, коре
FR: француз
SA: саудовск
GR: греческ
TR: турец
AM: армянск
MK: македон
NZ: новой зеланд, новую зеланд, новая зеланд
BA: босни
"""
"""What the beginnings of CLDR's names do not tell, by the beginning of the words; `--` where CLDR has no code to compare."""
IRREGULAR = {
    start: "" if line[:2] == "--" else line[:2] for line in IRREGULAR_NAMES.split("\n") for start in line[4:].split(", ") if start
}


def folded(text: str) -> str:
    """Fold a gold span."""
    return " ".join(text.lower().replace("ё", "е").split())


class Oracle:
    """Codes of gold words by CLDR."""

    def __init__(self) -> None:
        """Read the names of territories."""
        self.names: list[tuple[str, str]] = []
        for lang in ("ru", "en"):
            for code, name in Locale(lang).territories.items():
                if code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
                    self.names.append((folded(name), code))

    def code(self, words: str) -> str | None:
        """Give the alpha-2 code of what the words name; None where that is not to be told."""
        words = folded(words)
        for prefix in (
            "республики ",
            "республика ",
            "республике ",
            "королевства ",
            "королевство ",
            "исламской республики ",
            "kingdom of ",
        ):
            words = words.removeprefix(prefix)
        special = max((start for start in IRREGULAR if words.startswith(start)), key=len, default=None)
        if special is not None:
            return IRREGULAR[special] or None
        best: dict[int, set[str]] = {}
        for name, code in self.names:
            length = next((i for i, (a, b) in enumerate(zip(words, name, strict=False)) if a != b), min(len(words), len(name)))
            if length >= min(4, len(name) - 1) and length >= min(len(name), len(words)) - 5:
                best.setdefault(length, set()).add(code)
        codes = best[max(best)] if best else set()
        return next(iter(codes)) if len(codes) == 1 else None


def nerel(part: str, names: Known, *, verbose: bool) -> dict[str, float]:
    """Measure on a part of NEREL."""
    oracle, alpha2 = Oracle(), {"iso3:" + k: v for k, v in codes().items()}
    gold = exact = overlap = judged = right = nations = nations_met = 0
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    unjudged: Counter[str] = Counter()
    partial: Counter[str] = Counter()
    for document in documents(part):
        found = actors(document.text, names)
        places = {(f.span.start, f.span.end): f.value for f in found}
        for start, end in document.labelled("COUNTRY"):
            words = folded(document.text[start:end])
            gold += 1
            met = [(p, v) for p, v in places.items() if p[0] < end and start < p[1]]
            exact += (start, end) in places
            overlap += bool(met)
            if not met:
                missed[
                    words + "   ←" + document.text[max(0, start - 25) : end + 15].replace("\n", "/") if verbose else words
                ] += 1
            elif (start, end) not in places:
                partial[f"{words} ~ {[document.text[p[0] : p[1]] for p, _ in met]}"] += 1
            for mention in [v for _, v in met if v.actor is not None][:1]:
                code = oracle.code(words)
                if code is None or mention.actor not in alpha2:
                    unjudged[f"{words} = {mention.actor}"] += 1
                    continue
                judged += 1
                right += alpha2[mention.actor] == code
                if alpha2[mention.actor] != code:
                    wrong[f"{words}: ours {mention.actor}, oracle {code}"] += 1
        for start, end in document.labelled("NATIONALITY"):
            nations += 1
            nations_met += any(p[0] < end and start < p[1] for p in places)
    for title, counter in (("missed", missed), ("partly", partial), ("disagreements", wrong), ("not judged", unjudged)):
        print(
            f"{part}: {title} ({sum(counter.values())}): "
            + "; ".join(f"{w} ×{n}" for w, n in counter.most_common(400 if verbose else 40))
        )
    return {
        "exact": exact / gold, "overlap": overlap / gold, "precision": right / judged, "judged": judged, "gold": gold,
        "nationality": nations_met / nations,
    }  # fmt: skip


def codes() -> dict[str, str]:
    """Give alpha-2 by alpha-3."""
    return {state.id.removeprefix("iso3:"): state.iso2 for state in states() if state.status != "part"}


def seed(names: Known, ledger: Ledger | None) -> tuple[int, int, list[str]]:
    """Count the mentions of the seed article that are met by a mention of the right actor, and list the others."""
    text = (SEED / "article.ru.txt").read_text(encoding="utf-8")
    gold = json.loads((SEED / "article.gold.json").read_text(encoding="utf-8"))["actors"]
    found = actors(text, names, DAY)
    hits, total, missing = 0, 0, []
    for actor in gold:
        fitting = right_ids(actor, ledger)
        for mention in actor["mentions"]:
            total += 1
            met = [f for f in found if f.span.start < mention["end"] and mention["start"] < f.span.end]
            if any(f.value.actor in fitting for f in met):
                hits += 1
            else:
                missing.append(f"{mention['text']} ({actor['id']}): {[f.value.actor for f in met]}")
    return hits, total, missing


def right_ids(actor: dict[str, Any], ledger: Ledger | None) -> set[str]:
    """Give our ids for an actor of the gold; a body of a state that no ledger holds is its state."""
    groups = {
        "WEST": "the-west",
        "CENTRAL_ASIA": "central-asia",
        "CASPIAN_LITTORAL": "caspian-littoral",
        "C5P1": "c5-plus-one",
        "EU": "eu",
        "deere": "john-deere",
    }
    ids = {actor["id"], f"person:{actor['id']}", groups.get(actor["id"], "")}
    iso3 = actor.get("iso3") or (actor.get("state") if actor["type"] in {"gov", "company_group"} else None)
    if ledger is None and actor["type"] == "person" and actor.get("state"):
        iso3 = actor["state"]  # without a ledger nobody is known: "the president of Kazakhstan" is Kazakhstan's
    if iso3:
        ids.add(f"iso3:{iso3}")
        if ledger is not None:
            ids |= {a.id for a in ledger.entries if any(c.code == iso3 for c in getattr(a, "codes", ()))}
    return ids - {""}


def rate(names: Known) -> float:
    """Give MB/s over NEREL's training texts, joined, or over the seed article repeated."""
    texts = [document.text for document in documents("train")] or [(SEED / "article.ru.txt").read_text(encoding="utf-8")] * 50
    size = sum(len(text.encode()) for text in texts)
    best = 0.0
    for _ in range(3):
        begin = time.process_time()
        for text in texts:
            actors(text, names, DAY)
        best = max(best, size / (time.process_time() - begin) / 1e6)
    return best


def say(
    name: str, value: float, unit: str, bar: float | None, *, against: str = "", ratio: float | None = None, least: bool = True
) -> None:
    """Print a figure as one JSON object."""
    holds = None if bar is None else value >= bar if least else value <= bar
    print(
        json.dumps(
            {"name": name, "value": round(value, 4), "unit": unit, "against": against, "ratio": ratio, "bar": bar, "holds": holds}
        )
    )


def main() -> None:
    """Measure and print."""
    if not FOLDER.exists() or not SEED.exists():
        print("skipped: the corpora are not beside the project")
        return
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    ledger = load(ROOT / "dossiers" / "kazakhstan").ledger
    begin = time.process_time()
    names = known(ledger)
    seconds = time.process_time() - begin
    figures = nerel(part, known(), verbose="-v" in sys.argv)
    hits, total, missing = seed(names, ledger)
    print(f"seed, with the ledger, not found: {'; '.join(missing)}")
    bare_hits, _, bare_missing = seed(known(), None)
    print(f"seed, without a ledger, not found: {'; '.join(bare_missing)}")
    against = "Natasha, exact spans"
    say(
        f"actors-{part}-recall-exact",
        figures["exact"],
        f"of {figures['gold']} COUNTRY spans",
        LEAST_RECALL,
        against=against,
        ratio=round(figures["exact"] / NATASHA, 2),
    )
    say(f"actors-{part}-recall-overlap", figures["overlap"], f"of {figures['gold']} COUNTRY spans", LEAST_RECALL)
    say(
        f"actors-{part}-code-precision",
        figures["precision"],
        f"of {figures['judged']} spans that CLDR can judge",
        LEAST_PRECISION,
    )
    say(f"actors-{part}-nationality", figures["nationality"], "of NATIONALITY spans, overlapping", None)
    say("actors-seed-with-ledger", hits / total, f"of {total} mentions", LEAST_SEED)
    say("actors-seed-without-ledger", bare_hits / total, f"of {total} mentions", None)
    say("actors-rate", rate(names), "MB/s", LEAST_RATE)
    say("actors-build", seconds, "CPU seconds, Kazakhstan dossier", MOST_SECONDS, least=False)


if __name__ == "__main__":
    main()
