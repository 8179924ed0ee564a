"""Write the published schemas from the records: `python tools/schemas.py`."""

from __future__ import annotations

import json
from pathlib import Path

from multivector.files.contract import dossier_schema, kind_schema, ledger_schema
from multivector.model.entries import KINDS

FOLDER = Path(__file__).parents[1] / "src" / "multivector" / "files" / "schema"


def schemas() -> dict[str, str]:
    """Give every schema's text by file name."""
    found = {f"{kind}.json": kind_schema(kind) for kind in KINDS}
    found |= {"entries.json": ledger_schema(), "dossier.json": dossier_schema()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in found.items()}


if __name__ == "__main__":
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
