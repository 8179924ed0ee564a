from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from multivector.files.build import build_dossier, build_entries
from multivector.files.lines import Lines
from multivector.files.syntax import parse
from multivector.files.values import LONGEST_ID, parse_id, parser_of
from multivector.files.write import write_dossier, write_entry
from multivector.model.entries import KINDS, Actor, AnyEntry, Dossier, kind_of
from multivector.model.fields import fields_of, rival_fields
from multivector.model.problems import Mistake
from multivector.model.walk import values_of
from strategies import IDS, entries

if TYPE_CHECKING:
    from multivector.model.problems import Problem
    from multivector.model.walk import Path


def build(text: str) -> tuple[list[AnyEntry], list[Problem]]:
    lines = Lines(text)
    root, problems = parse(text, "f.yaml", lines)
    assert root is not None
    found, wrong = build_entries(root, "f.yaml", lines)
    return found, problems + wrong


def marks(node: yaml.Node, path: Path, found: dict[Path, tuple[int, int]]) -> None:
    """Note the line and column of every value in PyYAML's tree, by path."""
    found[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            marks(value, (*path, key.value), found)
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            marks(item, (*path, position), found)


def written(path: Path, there: dict[Path, tuple[int, int]]) -> tuple[int, int]:
    """Give where a value stands, else its nearest parent; a single part may be written without its list."""
    here: Path = ()
    for step in path:
        if (*here, step) in there:
            here = (*here, step)
        elif isinstance(step, str):
            break
    return there[here]


@given(entries())
def test_an_entry_knows_where_each_of_its_values_stands(entry: AnyEntry) -> None:
    text = "# above\n" + write_entry(entry)
    (found,), _ = build(text)
    origin = found.origin
    assert origin is not None
    assert origin.key(kind_of(entry)) == origin.place()
    there: dict[Path, tuple[int, int]] = {}
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    assert root is not None
    marks(root.value[0], (), there)
    for path in [(), *(path for path, _, _ in values_of(found))]:
        place = origin.place(*path)
        assert (place.line, place.column) == written(path, there)
    for key, _ in root.value[0].value:
        place = origin.key(key.value)
        assert (place.line, place.column) == (key.start_mark.line + 1, key.start_mark.column + 1)


codes = st.lists(st.sampled_from(["iso3 KAZ", "nonsense", ["x"], {"scheme": "iso2", "code": "KZ"}, {}]), max_size=6)
claims = st.lists(st.sampled_from([[], "x", {"evidence": "t"}, {"name": "y"}, {"pays": "z", "evidence": ["?", "t"]}]), max_size=6)


@given(codes, claims)
def test_what_could_not_be_read_shifts_no_place(codes: list[Any], claims: list[Any]) -> None:
    actor = {"actor": "a", "type": "state", "codes": codes, "offices": [{"of": "b"}, {"office": "c", "of": "D"}]}
    deal = {"deal": "d", "between": ["A", "b"], "claims": claims}
    lines = [f"- {json.dumps(table)}" for table in (actor, deal)]
    for entry in build("\n".join(lines))[0]:
        assert entry.origin is not None
        for path, _, value in values_of(entry):
            if isinstance(value, str) and value not in {"mixed", "no", "asserts"}:  # values without being written
                place = entry.origin.place(*path)
                assert value in lines[place.line - 1][place.column - 1 :].split('"')[1].split()


def test_a_place_that_was_not_written_is_that_of_its_nearest_parent() -> None:
    (found,), _ = build("- deal: d\n  between: [a, b]\n  amount: 5 USD\n")
    origin = found.origin
    assert origin is not None
    assert origin.place("between", 1).column == 16
    assert origin.place("between", 7) == origin.place("between")
    assert origin.place("stages", 0, "on") == origin.place()
    assert origin.place("amount", 0, "x") == origin.place("amount")
    (signal,), _ = build("- signal: s\n  by: a\n  act: gift\n  on: 2025\n")
    assert signal.origin is not None
    assert signal.origin.place("stages", 0, "on") == signal.origin.place()
    assert origin.key("stages") == origin.place()
    assert origin.place("amount").width == len("5 USD")


nodes = st.recursive(
    st.sampled_from(
        [*IDS[:6], "", " ", "state", "2025-11", "5 USD", "13 documents", "text@1-2", "text@2-1", "~", "50 %", "Қ" * 90]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "source", "start", "end", "on", "is", "of", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def wild(draw: st.DrawFn) -> str:
    """Draw an entry whose fields hold whatever there is."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    keys = [field.key for field in fields_of(KINDS[kind])] + ["nonsense", "en"]
    table: dict[str, Any] = {kind: draw(st.one_of(st.sampled_from(IDS), nodes))}
    table |= draw(st.dictionaries(st.sampled_from(keys), nodes, max_size=5))
    if draw(st.booleans()):
        claims = st.dictionaries(st.sampled_from([*rival_fields(KINDS[kind]), "label", "evidence", "x"]), nodes, max_size=3)
        table["claims"] = draw(st.lists(st.one_of(claims, nodes), max_size=2))
    return yaml.safe_dump([table], allow_unicode=True, sort_keys=False)


@settings(deadline=None)
@given(wild())
def test_whatever_the_fields_hold_each_is_read_or_reported(text: str) -> None:
    found, problems = build(text)
    lines = text.split("\n")
    for problem in problems:
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message
        assert problem.help
    assert found or problems
    if not problems:
        assert build(write_entry(found[0]))[0] == found


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: b\n", "not-a-list", 1, 1),
        ("text\n", "not-a-list", 1, 1),
        ("- text\n", "not-an-entry", 1, 3),
        ("- []\n", "not-an-entry", 1, 3),
        ("- {}\n", "unknown-kind", 1, 3),
        ("- aktor: a\n", "unknown-kind", 1, 3),
        ("- actor: a\n  deal: b\n", "two-kinds", 1, 3),
        ("- actor: [a]\n", "bad-id", 1, 10),
        ("- actor: A b\n", "bad-id", 1, 10),
        ("- actor: a\n", "missing-field", 1, 3),
        ("- actor: a\n  type: stat\n", "bad-choice", 2, 9),
        ("- actor: a\n  type: state\n  notes: x\n", "unknown-field", 3, 3),
        ("- actor: a\n  type: [state, bloc]\n", "one-value", 2, 9),
        ("- actor: a\n  type: {a: b}\n", "one-text", 2, 9),
        ("- actor: a\n  type: state\n  aliases: [[b]]\n", "one-text", 3, 13),
        ("- actor: a\n  type: state\n  note:\n", "empty-value", 3, 8),
        ("- actor: a\n  type: state\n  note: {}\n", "empty-value", 3, 9),
        ("- actor: a\n  type: state\n  codes: []\n", "empty-value", 3, 10),
        ("- deal: d\n  between: []\n", "empty-value", 2, 12),
        ("- deal: d\n  between: a\n  claims: []\n", "empty-value", 3, 11),
        ("- need: n\n  of: a\n  what: {}\n", "empty-value", 3, 9),
        ("- actor: a\n  type: state\n  note: {ru: }\n", "empty-value", 3, 14),
        ("- actor: a\n  type: state\n  note: {russian: b}\n", "bad-language", 3, 10),
        ("- actor: a\n  type: state\n  offices: president\n", "needs-table", 3, 12),
        ("- actor: a\n  type: state\n  offices: [{office: p}]\n", "missing-field", 3, 13),
        ("- actor: a\n  type: state\n  claims: {a: b}\n", "not-a-list", 3, 11),
        ("- deal: d\n  between: [a, b]\n  claims: [x]\n", "not-a-claim", 3, 12),
        ("- deal: d\n  between: [a, b]\n  claims: [{evidence: t}]\n", "empty-claim", 3, 12),
        ("- deal: d\n  between: [a, b]\n  claims: [{amount: 5 USD}]\n", "missing-field", 3, 12),
        ("- deal: d\n  amount: 5 USD\n", "missing-field", 1, 3),
        ("- deal: d\n  between: [a, b]\n  evidence: {source: t, start: 5, end: 5}\n", "bad-evidence", 3, 13),
        ("- deal: d\n  between: [a, b]\n  evidence: {source: t, start: 5}\n", "bad-evidence", 3, 13),
        ("- deal: d\n  between: [a, b]\n  evidence: {source: t, start: -5, end: 6}\n", "bad-number", 3, 32),
        ("- actor: a\n  type: state\n  member-of: A\n", "bad-id", 3, 14),
        ("- actor: a\n  type: state\n  codes: KAZ\n", "bad-code", 3, 10),
    ],
)  # fmt: skip
def test_what_does_not_fit_and_where(text: str, code: str, line: int, column: int) -> None:
    first = build(text)[1][0]
    assert (first.code, first.place.line, first.place.column) == (code, line, column)


def test_a_bad_value_costs_its_field_and_a_bad_part_its_part() -> None:
    (found,), problems = build("- actor: a\n  type: state\n  note: ''\n  codes: [iso3 KAZ, nonsense]\n  aliases: ['', b]\n")
    assert isinstance(found, Actor)
    assert (found.note, len(found.codes), found.aliases) == (None, 1, ("b",))
    assert len(problems) == 3


def test_an_entry_whose_claims_alone_give_a_needed_field_is_whole() -> None:
    (found,), problems = build("- deal: d\n  claims:\n    - between: [a, b]\n      evidence: t\n")
    assert problems == []
    assert found.claims[0].values == (("between", ("a", "b")),)


def test_one_value_may_stand_for_a_list_of_one() -> None:
    assert build("- deal: d\n  between: a\n")[0] == build("- deal: d\n  between: [a]\n")[0]


def test_near_words_are_suggested_and_long_ones_cut() -> None:
    assert build("- actr: a\n")[1][0].help == "did you mean 'actor'?"
    assert build("- actor: a\n  type: state\n  member_of: b\n")[1][0].help == "did you mean 'member-of'?"
    long = build(f"- {'x' * 500}: a\n")[1][0]
    assert "x…" in long.message
    assert len(long.message) < 120
    assert long.help.startswith("possible are: actor")
    shown = build(f"- actor: {'x' * 500}\n")[1][0]
    assert len(shown.message) < 120
    assert shown.place.width <= 60


def test_the_dossier_is_one_table() -> None:
    text = "title: T\nstate: kz\nas-of: 2025-11\n"
    root, _ = parse(text, "f", Lines(text))
    assert root is not None
    dossier, problems = build_dossier(root, "dossier.yaml", Lines(text))
    assert problems == []
    assert isinstance(dossier, Dossier)
    assert write_dossier(dossier) == text
    assert dossier.origin is not None
    assert dossier.origin.place("state").line == 2
    for other, code in (("- a\n", "not-a-table"), ("title: T\n", "missing-field")):
        root, _ = parse(other, "f", Lines(other))
        assert root is not None
        dossier, problems = build_dossier(root, "dossier.yaml", Lines(other))
        assert (dossier, [problem.code for problem in problems]) == (None, [code])


@given(st.text("abz09-A _ж\n", max_size=90))
def test_an_id_is_made_of_latin_letters_digits_and_single_dashes(text: str) -> None:
    whole = bool(text) and len(text) <= LONGEST_ID and all(part and set(part) <= set("abz09") for part in text.split("-"))
    assert parse_id(text) == text if whole else isinstance(parse_id(text), Mistake)


def test_what_is_no_value_type_has_no_short_form() -> None:
    assert parser_of(Dossier) is None
    assert parser_of(float) is None


def test_an_int_is_nine_digits_at_most() -> None:
    parse_int = parser_of(int)
    assert parse_int is not None
    assert parse_int("000000012") == 12
    for text in ("1234567890", "-1", "1.0", "١", "", "1 "):
        assert isinstance(parse_int(text), Mistake)


def test_a_slip_in_a_word_of_the_format_names_the_word_that_was_meant() -> None:
    lines = Lines(text := "- deal: a\n  between: [kz, us]\n  sector: avation\n")
    node, _ = parse(text, "f.yaml", lines)
    assert node is not None
    (problem,) = build_entries(node, "f.yaml", lines)[1]
    assert problem.help.startswith("did you mean 'aviation'? write one of: ")
