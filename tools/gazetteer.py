"""Say where the tables of the reader disagree with others: names of CLDR, capitals of Natural Earth, forms of pymorphy3.

    .venv/bin/python tools/gazetteer.py

Writes nothing. What it prints is for a person to judge: the tables are ours, and the others err too. Natural Earth is read from
the data beside the project, and pymorphy3, which is no dependency, is used where it is importable.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from multivector.reader.gazetteer import State, fold, states  # noqa: E402 - the tool is run from the root, uninstalled
from multivector.reader.inflect import people, russian  # noqa: E402 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterator

NATURAL_EARTH = ROOT.parent / "shared" / "data" / "natural_earth"
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def names() -> Iterator[str]:
    """Compare the usual names with those of CLDR, both ways."""
    ours = {state.iso2: state for state in states() if state.iso2 and state.status not in {"part", "former"}}
    for lang in ("ru", "en", "kk"):
        for code, name in sorted(Locale(lang).territories.items()):
            if len(code) != 2 or not code.isalpha():  # noqa: PLR2004 - alpha-2 codes
                continue
            state = ours.get(code)
            if state is None:
                if lang == "en":
                    yield f"CLDR has {code} {name}, we have not"
                continue
            known = {fold(each).rstrip("=") for each in getattr(state, lang)}
            if known and fold(name).replace("&", "and") not in known:
                yield f"{code} {lang}: CLDR says {name}, we {', '.join(getattr(state, lang)[:3])}"


def capitals() -> Iterator[str]:
    """Compare the capitals with the first-class capitals of Natural Earth."""
    ours = {state.id.removeprefix("iso3:"): state for state in states() if state.status in {"member", "observer", "disputed"}}
    for file in sorted(NATURAL_EARTH.glob("*populated*.geojson")):
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            fields = {key.lower(): value for key, value in feature["properties"].items()}
            state = ours.get(fields.get("adm0_a3", ""))
            if state is None or fields.get("featurecla") != "Admin-0 capital":
                continue
            known = {fold(each) for each in (*state.en_capital, *state.en, *state.capital)}
            if not known & {fold(str(fields.get(key))) for key in ("name", "nameascii", "name_en", "name_ru")}:
                yield f"{state.id}: Natural Earth says {fields.get('name')}, we {', '.join(state.en_capital) or 'nothing'}"


def forms() -> Iterator[str]:
    """Give the forms that pymorphy3 knows of our single words and we do not find, and what of ours it does not know."""
    try:
        analyser = importlib.import_module("pymorphy3").MorphAnalyzer()
    except ImportError:
        yield "pymorphy3 is not installed: forms are not compared"
        return
    for state in states():
        for word, kind in words(state):
            missing = dictionary(analyser, word, plural=kind == "people") - (people(word) if kind == "people" else russian(word))
            if missing:
                yield f"{state.id}: {word}: not found in a text: {', '.join(sorted(missing))}"


def words(state: State) -> Iterator[tuple[str, str]]:
    """Give the Russian words of a state one by one."""
    for kind, texts in (("name", (*state.ru, *state.capital)), ("adjective", state.adjectives), ("people", state.people)):
        yield from ((fold(text), kind) for text in texts if text.isalpha())


def dictionary(analyser: Any, word: str, *, plural: bool) -> set[str]:  # noqa: ANN401 - pymorphy3 publishes no types
    """Give the forms of the likeliest reading of a word as a name, or as an adjective or one of a people."""
    readings = [each for each in analyser.parse(word) if "nomn" in each.tag and each.normal_form == each.word and each.is_known]
    readings = [each for each in readings if "Geox" in each.tag] or readings
    if not readings:
        return set()
    lexeme = readings[0].lexeme
    numbers = {"sing", "plur"} if plural or readings[0].tag.POS == "ADJF" else {readings[0].tag.number}
    wanted = (
        form for form in lexeme if form.tag.POS in {"NOUN", "ADJF"} and form.tag.number in numbers and form.tag.case in CASES
    )
    return {fold(form.word) for form in wanted if not {"Erro", "Arch", "V-oy", "V-ey"} & set(form.tag.grammemes)}


def main() -> None:
    """Print every disagreement and how many there are."""
    for title, lines in (("Names", names()), ("Capitals", capitals()), ("Forms", forms())):
        found = list(lines)
        print(f"{title}: {len(found)}")
        print("".join(f"  {line}\n" for line in found))


if __name__ == "__main__":
    main()
