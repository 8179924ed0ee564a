"""Tokens, sentences, names, morphology and syntax of the factRuEval development set, beside razdel and slovnet themselves.

Each side runs on one core with one BLAS thread, in fresh processes that take turns; the fastest run of each counts. Seconds
are of the processor. Loading is everything from the start of the interpreter to weights that are ready; memory is the most
that the whole process held. Both sides must count as many tokens and as many names.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Reading = Callable[[str], tuple[int, int]]

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "factrueval" / "devset"
LEAST_RATE, LEAST_RATIO, MOST_SECONDS, MOST_MEBIBYTES = 25_000, 1.0, 2.0, 450
"""Bars; the whole reader is to reach 20,000 tokens a second, so this rate leaves a fifth of the time for the rest of it."""
ROUNDS, PASSES = 3, 3


def ours() -> Reading:
    """Load our own models; give what reads a text and counts its tokens and names."""
    tagging: Any = importlib.import_module("multivector.reader.tagging")
    cut: Any = importlib.import_module("multivector.reader.tokens").cut
    weights = tagging.load()

    def read(text: str) -> tuple[int, int]:
        tagged = tagging.tag(weights, cut(text).sentence_words())
        return len(tagged.tags), len(tagged.names)

    return read


def slovnet() -> Reading:
    """Load slovnet's models; give what reads a text with them and razdel."""
    packs: Any = importlib.import_module("multivector.reader.tagging.packs")
    razdel, models, navec = (importlib.import_module(name) for name in ("razdel", "slovnet", "navec"))
    folder = packs.data_folder()
    embedding = navec.Navec.load(folder / packs.EMBEDDING)
    names = models.NER.load(folder / packs.NER).navec(embedding)
    morphology = models.Morph.load(folder / packs.MORPHOLOGY).navec(embedding)
    syntax = models.Syntax.load(folder / packs.SYNTAX).navec(embedding)

    def read(text: str) -> tuple[int, int]:
        words = [[token.text for token in razdel.tokenize(sentence.text)] for sentence in razdel.sentenize(text)]
        tagged = sum(len(markup.tokens) for markup in morphology.map(words))
        assert tagged == sum(len(markup.tokens) for markup in syntax.map(words))
        return tagged, len(names(text).spans)

    return read


SIDES = {"ours": ours, "slovnet": slovnet}


def measure(side: str) -> None:
    """Read the corpus in this process, held to one core where the system can, and print what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    read = SIDES[side]()
    loaded = time.process_time()
    texts = [file.read_bytes().decode("utf-8") for file in sorted(FOLDER.glob("*.txt"))]
    read(texts[0])
    seconds = []
    for _ in range(PASSES):
        begin = time.process_time()
        counted = [read(text) for text in texts]
        seconds.append(time.process_time() - begin)
    tokens, names = (sum(column) for column in zip(*counted, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": loaded, "rate": tokens / min(seconds), "mebibytes": peak, "tokens": tokens, "names": names}))


def run(side: str) -> dict[str, Any]:
    """Measure one side in a fresh process on one core."""
    command = [sys.executable, __file__, "--measure", side]
    variables = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    found = subprocess.run(command, check=True, capture_output=True, text=True, env=variables).stdout
    result: dict[str, Any] = json.loads(found)
    return result


def row(name: str, value: float, unit: str, bar: float, *, holds: bool, against: str = "", ratio: float | None = None) -> str:
    """Give a figure as one line."""
    return json.dumps(
        {"name": name, "value": value, "unit": unit, "against": against, "ratio": ratio, "bar": bar, "holds": holds}
    )


def main() -> None:
    """Measure both sides by turns, compare, print."""
    missing = [name for name in ("razdel", "threadpoolctl", "natasha") if importlib.util.find_spec(name) is None]
    if missing or not any(FOLDER.glob("*.txt")):
        print(f"nothing to measure: {', '.join(missing) or 'the corpus factRuEval'} not found")
        return
    peers = all(importlib.util.find_spec(name) for name in ("slovnet", "navec"))
    runs: dict[str, list[dict[str, Any]]] = {side: [] for side in (SIDES if peers else ["ours"])}
    for _ in range(ROUNDS):
        for side, found in runs.items():
            found.append(run(side))
    best = {side: max(found, key=lambda each: each["rate"]) for side, found in runs.items()}
    for side, each in best.items():
        print(
            f"{side:8} {each['rate']:8,.0f} tokens/s, loaded in {each['load']:.2f} s, {each['mebibytes']:.0f} MiB; "
            f"{each['tokens']:,} tokens, {each['names']:,} names"
        )
    mine, ratio = best["ours"], None
    if peers:
        peer = best["slovnet"]
        assert (mine["tokens"], mine["names"]) == (peer["tokens"], peer["names"])
        ratio = round(mine["rate"] / peer["rate"], 2)
    rate, load, peak = (
        round(mine["rate"]),
        min(each["load"] for each in runs["ours"]),
        max(each["mebibytes"] for each in runs["ours"]),
    )
    fast = rate >= LEAST_RATE and ratio is not None and ratio >= LEAST_RATIO
    print(row("reading_load", round(load, 2), "CPU seconds from start to ready", MOST_SECONDS, holds=load <= MOST_SECONDS))
    print(row("reading_memory", round(peak), "MiB at most", MOST_MEBIBYTES, holds=peak <= MOST_MEBIBYTES))
    print(row("reading_speed", rate, "tokens per CPU second", LEAST_RATE, holds=fast, against="razdel and slovnet", ratio=ratio))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        main()
