"""Generated documents to drafts, by a pool of processes and by Dask, each with a worker that is killed midway.

    python3 go.py bench reading_scale            100,000 documents
    .venv/bin/python benchmarks/reading_scale.py 20000 1     fewer, and one round

Every document must be read once, with the same drafts by both, and Dask be no more than 15% slower. Seconds are those of a clock,
from the first unit to the last result, so that each engine pays for what it begins anew. The engines take turns, and the fastest
round of each counts, since whatever else the machine does falls on one or the other.
"""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reading_speed import row

from multivector.batch import tables
from multivector.batch.engines import engine
from multivector.batch.folder import documents, opened
from multivector.batch.run import read_files
from multivector.batch.work import settings_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from multivector.batch.engines import Start
    from multivector.batch.records import Outcome

    Kill = Callable[[], None]

COUNT, WORKERS, ROUNDS, LEAST_RATIO = 100_000, 2, 2, 0.85
_RUSSIAN = (
    ("Казахстан", "Казахстана"), ("Узбекистан", "Узбекистана"), ("Турция", "Турции"), ("Индия", "Индии"),
    ("Бразилия", "Бразилии"), ("Египет", "Египта"), ("Сербия", "Сербии"), ("Монголия", "Монголии"),
)  # fmt: skip
_ENGLISH = ("Kazakhstan", "Uzbekistan", "Turkey", "India", "Brazil", "Egypt", "Serbia", "Mongolia")
_RUSSIAN_TEXTS = (
    """Президент {of_a} посетил столицу соседней страны и провёл переговоры о торговле. {a} и {b} подписали соглашение на {n} млн
долларов. Стороны ожидают, что работы начнутся до конца года, а список поставок министерства согласуют позднее.""",
    """Министр экономики сообщил журналистам, что урожай выше прошлогоднего. Власти {of_a} и {of_b} обсудили строительство дороги
примерно за {n} млрд евро. Подробности не раскрываются, договор пока не подписан.""",
)
_ENGLISH_TEXTS = (
    """The weather kept the delegation at the airport for two hours. {a} and {b} signed an agreement worth about ${n} million on
Tuesday, officials said. The first deliveries are expected by the end of next year.""",
    """The president of {a} met his counterpart from {b} to talk about a railway. It may cost €{n} million. No contract has been
signed, and the ministry gave no figures for the second line.""",
)


def write(file: Path, count: int) -> None:
    """Write a corpus of documents, half in either language, each with words and figures of its own."""
    chance = random.Random(7)  # noqa: S311  # texts, no secrets
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            if number % 2:
                one, other = chance.sample(_RUSSIAN, 2)
                words = {"a": one[0], "b": other[0], "of_a": one[1], "of_b": other[1]}
                text = chance.choice(_RUSSIAN_TEXTS)
            else:
                words = dict(zip("ab", chance.sample(_ENGLISH, 2), strict=True))
                text = chance.choice(_ENGLISH_TEXTS)
            line = {"id": f"d{number}", "date": "2031-04-03", "text": text.format(**words, n=number + 1).replace("\n", " ")}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


@contextmanager
def pool() -> Iterator[tuple[Start, Kill]]:
    """Give a pool of processes, and what kills one of them."""

    def kill() -> None:
        victim = next(child.pid for child in multiprocessing.active_children() if "Spawn" in type(child).__name__)
        os.kill(victim or 0, signal.SIGKILL)

    with engine("processes", WORKERS) as start:
        yield start, kill


@contextmanager
def dask() -> Iterator[tuple[Start, Kill]]:
    """Give a cluster, and what kills one of its workers."""
    distributed: Any = importlib.import_module("distributed")
    silent = {"dashboard_address": ":0", "silence_logs": 50}
    with (
        distributed.LocalCluster(n_workers=WORKERS, threads_per_worker=1, **silent) as cluster,
        engine("dask", WORKERS, cluster.scheduler_address) as start,
    ):
        pids = [worker.pid for worker in cluster.workers.values()]
        yield start, lambda: os.kill(pids[0], signal.SIGKILL)


ENGINES = {"processes": pool, "dask": dask}


def measure(file: Path, out: Path, name: str) -> float:
    """Read the corpus by an engine, kill a worker when half is done, and give the seconds that it took."""
    size, done, killed = file.stat().st_size, 0, False
    assert opened(out) is None
    with ENGINES[name]() as (start, kill):

        def tell(outcome: Outcome) -> None:
            nonlocal done, killed
            assert not outcome.problems, outcome.problems
            done += 0 if outcome.unit is None else outcome.unit.end - outcome.unit.start
            if done * 2 >= size and not killed:
                killed = True
                kill()

        begin = time.monotonic()
        read_files([file], out, settings_for(out, None, None, None), start, tell, workers=WORKERS)
        seconds = time.monotonic() - begin
    assert killed
    return seconds


def read(out: Path) -> dict[str, int]:
    """Give how often each document was read, and in `drafts` how many drafts there are."""
    found: Counter[str] = Counter()
    drafts = 0
    for document in documents(out):
        found[document.document] += 1
        drafts += len(document.rows)
    return dict(found) | {"drafts": drafts}


def main(count: int, rounds: int) -> None:
    """Measure both engines, compare, print."""
    missing = [name for name in ("distributed", "duckdb", "natasha") if importlib.util.find_spec(name) is None]
    if missing:
        print(f"nothing to measure: {', '.join(missing)} not found")
        return
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "corpus.jsonl")
        write(file, count)
        rates = dict.fromkeys(ENGINES, 0.0)
        counts = []
        for turn in range(rounds):
            for name in ENGINES:
                out = Path(place, f"{name}-{turn}")
                seconds = measure(file, out, name)
                rates[name] = max(rates[name], count / seconds)
                counts.append(read(out))
                begin = time.monotonic()
                tables.compact(out)
                print(
                    f"{name:10} {seconds:7.1f} s, {count / seconds:6.0f} documents/s, {counts[-1]['drafts']:,} drafts; "
                    f"tables in {time.monotonic() - begin:.1f} s, {(out / 'drafts.parquet').stat().st_size / 1e6:.1f} MB",
                    flush=True,
                )
    wanted = {f"d{number}" for number in range(count)}
    lost = max(len(wanted - each.keys()) for each in counts)
    doubled = max(sum(times - 1 for name, times in each.items() if name != "drafts") for each in counts)
    same = all(each == counts[0] for each in counts)
    unit = f"of {count:,} documents, a worker killed midway"
    print(row("reading_scale_lost", lost, unit, 0, holds=lost == 0))
    print(row("reading_scale_doubled", doubled, unit, 0, holds=doubled == 0 and same))
    ratio = round(rates["dask"] / rates["processes"], 3)
    holds = ratio >= LEAST_RATIO
    print(
        row("reading_scale", round(rates["dask"]), "documents per second", LEAST_RATIO, holds=holds, against="pool", ratio=ratio)
    )


if __name__ == "__main__":
    given = tuple(map(int, sys.argv[1:3]))
    main(*given, *(COUNT, ROUNDS)[len(given) :])
