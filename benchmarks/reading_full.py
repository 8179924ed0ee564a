"""Documents to drafts, the whole reader, beside Natasha with all of its parts, or razdel and slovnet where that is not to be had.

Natasha is installed into a temporary environment by this script. Each side reads the factRuEval development set on one core
with one BLAS thread, in fresh processes that take turns; the fastest run of each counts, of Natasha the only one. Seconds are
of the processor. Then two processes read at the same time, each on a core of its own. Loading is everything from the start of
the interpreter to actors and weights that are ready. `-v` says where the time goes.
"""

from __future__ import annotations

import cProfile
import importlib
import importlib.util
import inspect
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reading_speed import row, slovnet

if TYPE_CHECKING:
    from collections.abc import Callable

    Reading = Callable[[str], int]

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FOLDER = SHARED / "data" / "factrueval" / "devset"
ARTICLE = SHARED / "seed" / "article.ru.txt"
LEAST_RATE, LEAST_RATIO, LEAST_PAIR = 20_000, 1.0, 1.9
MOST_MILLISECONDS, MOST_SECONDS, MOST_MEBIBYTES = 80, 2.0, 450
ROUNDS, PASSES = 3, 3
NATASHA = (
    "natasha==1.6.0", "navec", "slovnet", "razdel", "numpy", "yargy", "ipymarkup", "intervaltree", "sortedcontainers",
    "pymorphy2", "pymorphy2-dicts-ru", "dawg-python", "docopt", "setuptools<80",
)  # fmt: skip
DAY = date(2025, 11, 17)
PARTS = (
    ("tokens", "reader/tokens.py", ("cut",)),
    ("amounts", "reader/money.py", ("money",)),
    ("dates", "reader/dates.py", ("dates",)),
    ("actors", "reader/actors.py", ("actors",)),
    ("tags", "reader/tagging/__init__.py", ("tag",)),
    ("frames", "reader/frames/__init__.py", ("drafts",)),
)
"""The parts of the reader: their names, and where their work begins."""


def ours() -> Reading:
    """Make our reader ready; give what reads a text and counts its tokens."""
    drafting: Any = importlib.import_module("multivector.reader.drafting")
    tokens: Any = importlib.import_module("multivector.reader.tokens")
    actors: Any = importlib.import_module("multivector.reader.actors")
    load: Any = importlib.import_module("multivector.load").load
    weights, names = drafting.weights(), actors.known(load(ROOT / "dossiers" / "kazakhstan").ledger)

    counted: dict[str, int] = {}

    def read(text: str) -> int:
        drafting.read(text, DAY, names, weights)
        if text not in counted:  # in the first pass, which is not measured
            counted[text] = len(tokens.cut(text).words)
        return counted[text]

    return read


def natasha() -> Reading:
    """Make Natasha ready with all of its parts; give what reads a text and counts its tokens."""
    if not hasattr(inspect, "getargspec"):  # its dictionary of word forms asks for what Python 3.11 dropped
        inspect.getargspec = lambda function: inspect.getfullargspec(function)[:4]  # type: ignore[attr-defined]
    module: Any = importlib.import_module("natasha")
    embedding, morphology = module.NewsEmbedding(), module.MorphVocab()
    taggers = [module.NewsMorphTagger(embedding), module.NewsSyntaxParser(embedding), module.NewsNERTagger(embedding)]
    extractors = [module.NamesExtractor(morphology), module.DatesExtractor(morphology), module.MoneyExtractor(morphology)]
    segmenter = module.Segmenter()

    def read(text: str) -> int:
        document = module.Doc(text)
        document.segment(segmenter)
        document.tag_morph(taggers[0])
        document.parse_syntax(taggers[1])
        document.tag_ner(taggers[2])
        for token in document.tokens:
            token.lemmatize(morphology)
        for span in document.spans:
            span.normalize(morphology)
        for extractor in extractors:
            list(extractor(text))
        return len(document.tokens)

    return read


def models() -> Reading:
    """Make razdel and slovnet ready; they do a part of the work only."""
    read = slovnet()
    return lambda text: read(text)[0]


SIDES = {"ours": ours, "natasha": natasha, "models": models}


def texts() -> list[str]:
    """Give the texts of the corpus."""
    return [file.read_bytes().decode("utf-8") for file in sorted(FOLDER.glob("*.txt"))]


def measure(side: str, core: int, *, together: bool) -> None:
    """Read the corpus in this process on one core, and print what it took; wait for a line of input before, if not alone."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[core % len(cores)]})
    read = SIDES[side]()
    loaded = time.process_time()
    corpus = texts()
    tokens = sum(map(read, corpus))
    if together:
        print("ready", flush=True)
        sys.stdin.readline()
    seconds = [_seconds(read, corpus) for _ in range(PASSES)]
    article = ARTICLE.read_bytes().decode("utf-8") if ARTICLE.exists() else ""
    warm = min(_seconds(read, [article]) for _ in range(10))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    best = sum(seconds) / PASSES if together else min(seconds)
    print(json.dumps({"load": loaded, "rate": tokens / best, "warm": warm * 1000, "mebibytes": peak, "tokens": tokens}))


def _seconds(read: Reading, corpus: list[str]) -> float:
    begin = time.process_time()
    for text in corpus:
        read(text)
    return time.process_time() - begin


def installed(folder: Path) -> str | None:
    """Install Natasha into an environment of its own; give its interpreter, None if that cannot be done."""
    python = folder / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
        install = [str(python), "-m", "pip", "install", "-q", "--no-deps", *NATASHA]
        subprocess.run(install, check=True, capture_output=True)
        subprocess.run([str(python), "-c", "import natasha"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(python)


def begun(side: str, core: int, *, python: str = sys.executable, together: bool = False) -> subprocess.Popen[str]:
    """Begin to measure a side in a fresh process."""
    command = [python, __file__, "--measure", side, str(core), "together" if together else "alone"]
    variables = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Give what a process has measured."""
    out, _ = process.communicate("\n")
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found


def pair() -> float:
    """Read in two processes at the same time; give their rates together."""
    both = [begun("ours", core, together=True) for core in range(2)]
    for process in both:
        assert process.stdout is not None
        process.stdout.readline()
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return sum(float(ended(process)["rate"]) for process in both)


def profile() -> None:
    """Print which part of the reader takes which part of the time."""
    read, corpus = ours(), texts()
    for text in corpus:
        read(text)
    profiler = cProfile.Profile()
    for text in corpus:
        profiler.runcall(read, text)
    found: Any = pstats.Stats(profiler)
    total = found.total_tt
    for name, file, functions in PARTS:
        spent = sum(value[3] for key, value in found.stats.items() if key[0].endswith(file) and key[2] in functions)
        print(f"{name:8} {spent / total:5.1%}")
    inside = sorted(found.stats.items(), key=lambda each: -each[1][2])[:25]
    for (path, line, function), (calls, _, own, _, _) in inside:
        print(f"{own / total:5.1%} {calls:9,} {Path(path).name}:{line} {function}")


def main() -> None:
    """Measure all sides by turns, compare, print."""
    missing = [name for name in ("razdel", "threadpoolctl", "natasha") if importlib.util.find_spec(name) is None]
    if missing or not any(FOLDER.glob("*.txt")):
        print(f"nothing to measure: {', '.join(missing) or 'the corpus factRuEval'} not found")
        return
    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "models": []}
    for _ in range(ROUNDS):
        for side, found in runs.items():
            found.append(ended(begun(side, 0)))
    with tempfile.TemporaryDirectory() as place:
        python = installed(Path(place))
        if python is not None:
            runs["natasha"] = [ended(begun("natasha", 0, python=python))]
    best = {side: max(found, key=lambda each: each["rate"]) for side, found in runs.items()}
    mine = best["ours"]
    together = max(pair() for _ in range(ROUNDS)) / mine["rate"]
    load = min(each["load"] for each in runs["ours"])
    peak = max(each["mebibytes"] for each in runs["ours"])
    print(row("reading_full_load", round(load, 2), "CPU seconds from start to ready", MOST_SECONDS, holds=load <= MOST_SECONDS))
    print(row("reading_full_memory", round(peak), "MiB at most", MOST_MEBIBYTES, holds=peak <= MOST_MEBIBYTES))
    if ARTICLE.exists():
        warm = round(mine["warm"], 1)
        print(row("reading_full_article", warm, "ms, warm", MOST_MILLISECONDS, holds=warm <= MOST_MILLISECONDS))
    print(row("reading_full_pair", round(together, 2), "times one process", LEAST_PAIR, holds=together >= LEAST_PAIR))
    fast = mine["rate"] >= LEAST_RATE
    for peer, against in (("models", "razdel and slovnet alone"), ("natasha", "Natasha")):
        if peer in best:
            ratio = round(mine["rate"] / best[peer]["rate"], 2)
            rate, warm, peak = (best[peer][key] for key in ("rate", "warm", "mebibytes"))
            print(f"{against}: {rate:,.0f} tokens per CPU second, the column in {warm:.0f} ms, {peak:.0f} MiB")
            name, ours_ = f"reading_full_{peer}", round(mine["rate"])
            print(row(name, ours_, "tokens per CPU second", LEAST_RATE, holds=fast, against=against, ratio=ratio))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], int(sys.argv[3]), together=sys.argv[4] == "together")
    elif "-v" in sys.argv:
        profile()
    else:
        main()
