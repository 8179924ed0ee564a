"""Fit how far drafts are trusted to drafts that a person judged, and tell how well that holds on documents not used for it.

    .venv/bin/python tools/calibrate.py          tell how a fit on one half serves the other; fit on both; write the table
    .venv/bin/python tools/calibrate.py sheet    print the drafts that nobody judged, each with its sentence, to be judged

What is judged, and how the halves are made, is told in benchmarks/calibration.py; the model in benchmarks/chances.py.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from calibration import DEVSET, cases, figures, judgements  # noqa: E402 - the tool is run from the root, uninstalled
from chances import fit, table  # noqa: E402 - likewise

from multivector.reader.drafting import weights  # noqa: E402 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from calibration import Case

TABLE = ROOT / "src" / "multivector" / "reader" / "words" / "confidence.toml"


def sheet(unjudged: Iterable[Case]) -> Iterator[str]:
    """Give each draft with the words around it."""
    for number, case in enumerate(unjudged):
        draft, text = case.draft, case.text
        parties = ", ".join(f"{party.role}:{party.actor}[{party.span.of(text)}]" for party in draft.parties)
        first, last = min(span.start for span in draft.evidence), max(span.end for span in draft.evidence)
        around = text[max(0, first - 80) : first] + "⟦" + text[first:last] + "⟧" + text[last : last + 60]
        said = f"{draft.form} {draft.modality} {draft.polarity} by {draft.attribution.by}"
        figures = f"{draft.amount or ''} {draft.date.date if draft.date else ''}"
        told = f"«{draft.head.of(text)}» | {parties} | {figures} | {' '.join(around.split())}"
        yield f"{number}. {case.document} {draft.rule} | {said} | {told}"


def main() -> None:
    """Fit, report and write; or print what is to be judged."""
    if not DEVSET.exists() or weights() is None:
        print("skipped: the corpora are not beside the project, or the weights are not installed")
        return
    read_, verdicts = cases(), judgements()
    if sys.argv[1:] == ["sheet"]:
        print("\n".join(sheet(case for case in read_ if case.key not in verdicts)))
        return
    judged = [case for case in read_ if case.key in verdicts]
    model = fit([case.draft for case in judged], [verdicts[case.key] for case in judged])
    TABLE.write_text(table(model), encoding="utf-8")
    for row in figures(read_, verdicts):
        print(json.dumps(row))
    print("rules without a judgement:", ", ".join(sorted({case.draft.rule for case in read_} - set(model.rules))) or "none")


if __name__ == "__main__":
    main()
