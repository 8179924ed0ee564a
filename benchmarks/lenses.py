"""The lenses on evidence, time and generations, together on the demonstration dossier, one core, and every lens beside them.

The floor is what it takes to read the same dossier from disk. Seconds are of the processor, of the first call in a fresh process,
in which nothing is kept from an earlier one.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from multivector.lenses import LENSES
from multivector.load import load

DOSSIER = Path(__file__).parents[1] / "dossiers" / "kazakhstan"
TOGETHER = ("niches", "pending", "signals", "hypotheses", "generations")
MOST = 2.0


def main() -> None:
    """Measure and print."""
    begin = time.process_time()
    ledger = load(DOSSIER).ledger
    reading = time.process_time() - begin
    taken = {}
    for name, lens in LENSES.items():
        begin = time.process_time()
        lens(ledger)
        taken[name] = time.process_time() - begin
        print(f"{name:12} {taken[name]:.2f} s")
    together = sum(taken[name] for name in TOGETHER)
    figure = {"name": "lenses", "value": round(together, 2), "unit": f"CPU seconds, {', '.join(TOGETHER)}"}
    floor = {"against": f"reading the dossier: {reading:.2f} s", "ratio": round(together / reading, 2)}
    print(json.dumps({**figure, **floor, "bar": MOST, "holds": together <= MOST}))


if __name__ == "__main__":
    main()
