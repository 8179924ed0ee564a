"""The published schemas, judged by jsonschema: what our reader takes is valid, and slips of the pen are not."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from multivector.files.build import build_entries
from multivector.files.lines import Lines
from multivector.files.write import write_dossier, write_entries, write_entry
from multivector.model.entries import KINDS, AnyEntry, kind_of
from multivector.model.fields import fields_of, rival_fields
from reading import oracle, read, right
from strategies import entries, ledgers

if TYPE_CHECKING:
    from multivector.model.ledger import Ledger

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src" / "multivector" / "files" / "schema"
PUBLISHED = {file.name: json.loads(file.read_text("utf-8")) for file in FOLDER.iterdir()}
REGISTRY: Registry[Any] = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in PUBLISHED.items())
FILE = Draft202012Validator(PUBLISHED["entries.json"], registry=REGISTRY)
KIND = {kind: Draft202012Validator(PUBLISHED[f"{kind}.json"]) for kind in KINDS}
DOSSIER = Draft202012Validator(PUBLISHED["dossier.json"])


def test_what_is_published_is_what_the_records_say() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "schemas.py"))["schemas"]()
    assert {name: (FOLDER / name).read_text("utf-8") for name in PUBLISHED} == made, "run `python tools/schemas.py`"
    assert set(made) == {"entries.json", "dossier.json", *(f"{kind}.json" for kind in KINDS)}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_each_is_a_schema_that_names_its_dialect(name: str) -> None:
    assert PUBLISHED[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(PUBLISHED[name])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_is_explained_to_whoever_types_it(kind: str) -> None:
    properties = PUBLISHED[f"{kind}.json"]["properties"]
    assert set(properties) == {kind, *(field.key for field in fields_of(KINDS[kind]))}
    assert all(property_["description"] for property_ in properties.values())
    claims = properties["claims"]["items"]["properties"]
    assert set(claims) == {"label", "evidence", *rival_fields(KINDS[kind])}


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_whatever_is_written_is_valid(ledger: Ledger) -> None:
    FILE.validate(oracle(write_entries(ledger) or "[]"))
    assert ledger.dossier is not None
    DOSSIER.validate(oracle(write_dossier(ledger.dossier)))


@pytest.mark.parametrize("name", ["small", "kazakhstan"])
def test_real_dossiers_are_valid(name: str) -> None:
    for file in sorted((ROOT / "dossiers" / name).glob("*.yaml")):
        (DOSSIER if file.name == "dossier.yaml" else FILE).validate(right(file.read_text("utf-8")))


values = st.sampled_from(
    [
        "", " ", "a", "a-b", "A", "1", "12", "1234567890", "-1", "yes", "no", "2025", "2025-11~", "202X", "2026/..", "20251",
        "5 USD", "5 usd", "5.5bn EUR", "about 3 hours", "2..3 hours", "5 USD ", "undisclosed", "undisclosed USD", "undisclosed 5",
        "70 %",
        "70%", "55..80 %", "170 %", "t@1-2", "t@2-1", "t#x", "t@1-2#0123456789ab", "iso3 KAZ", "state", "visit", "must",
        "asserts",
        "leading", "gift", "met", "commitment", "mixed", "A B", "Қ", "x\ny", {}, [],
    ]
)  # fmt: skip
inner = st.one_of(
    values,
    st.dictionaries(
        st.sampled_from(["en", "ru", "kaz", "english", "of", "on", "is", "says", "source", "office"]), values, max_size=3
    ),
)
given_values = st.one_of(values, inner, st.lists(inner, max_size=2))


@st.composite
def near(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an entry as `write_entry` gives it, with some values and parts of parts replaced by whatever there is."""
    table: dict[str, Any] = oracle(write_entry(draw(entries())))[0]
    kind = next(iter(table))
    for key in draw(st.lists(st.sampled_from([field.key for field in fields_of(KINDS[kind])]), max_size=3)):
        held = table.get(key)
        if isinstance(held, list) and held and isinstance(held[0], dict) and draw(st.booleans()):
            held[0][draw(st.sampled_from([*sorted(held[0]), "note", "x"]))] = draw(given_values)
        else:
            table[key] = draw(given_values)
    return table


@settings(max_examples=150, deadline=None)
@given(near())
def test_whatever_is_read_without_a_problem_is_valid(table: dict[str, Any]) -> None:
    text = f"- {json.dumps(table, ensure_ascii=False)}"
    root, wrong = read(text)
    assert root is not None
    _, unfit = build_entries(root, "f.yaml", Lines(text))
    if not [*wrong, *unfit]:
        FILE.validate([table])


@given(entries(), st.data())
def test_a_misspelt_field_is_invalid(entry: AnyEntry, data: st.DataObject) -> None:
    kind = kind_of(entry)
    table = oracle(write_entry(entry))[0]
    key = data.draw(st.sampled_from(sorted(table)))
    at = data.draw(st.integers(0, len(key) - 1))
    wrong = key[:at] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz_")) + key[at + 1 :]
    known = {kind, *(field.key for field in fields_of(type(entry)))}
    KIND[kind].validate(table)
    if wrong not in known:
        misspelt = {wrong if name == key else name: value for name, value in table.items()}
        assert not KIND[kind].is_valid(misspelt)
        assert not FILE.is_valid([misspelt])
        assert not FILE.is_valid([{**table, wrong: "x"}])


@given(entries())
def test_an_entry_without_what_it_cannot_do_without_is_invalid(entry: AnyEntry) -> None:
    table = oracle(write_entry(entry))[0]
    for field in fields_of(type(entry)):
        if field.required:
            assert not FILE.is_valid([{key: value for key, value in table.items() if key != field.key}])


@pytest.mark.parametrize(
    "text",
    [
        "- aktor: a",
        "- {}",
        "- text",
        "actor: a",
        "- {actor: A b, type: state}",
        "- {actor: a, type: country}",
        "- {actor: a, type: state, note: {}}",
        "- {deal: d, between: []}",
        "- {deal: d, between: a, amount: 5}",
        "- {deal: d, between: a, amount: 5 usd}",
        "- {deal: d, between: a, stages: [{on: tomorrow, is: pledge}]}",
        "- {deal: d, between: a, stages: [{on: 2025, is: promise}]}",
        "- {deal: d, between: a, claims: [{amount: 5 USD}]}",
        "- {deal: d, between: a, claims: [{name: n, evidence: t}]}",
    ],
)
def test_what_the_schema_alone_can_tell_is_invalid(text: str) -> None:
    assert not FILE.is_valid(oracle(text))
