"""Write the locale tables from CLDR, by Babel: `python tools/locale_tables.py`. Babel is not needed at run time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from babel import Locale

TABLES = Path(__file__).parents[1] / "src" / "multivector" / "views" / "locale" / "tables.json"
LANGUAGES = ("ru", "en", "kk")


def tables() -> str:
    """Give the text of the tables."""
    return json.dumps({language: _table(language) for language in LANGUAGES}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _table(language: str) -> dict[str, Any]:
    locale = Locale.parse("en_GB" if language == "en" else language)
    months, alone = locale.months["format"], locale.months["stand-alone"]
    return {
        "decimal": locale.number_symbols["latn"]["decimal"],
        "group": locale.number_symbols["latn"]["group"],
        "months": [months["wide"][month] for month in range(1, 13)],
        "months-alone": [alone["wide"][month] for month in range(1, 13)],
        "months-short": [alone["abbreviated"][month].rstrip(".") for month in range(1, 13)],
        "plurals": sorted(locale.plural_form.tags | {"other"}),
    }


if __name__ == "__main__":
    TABLES.write_text(tables(), encoding="utf-8")
