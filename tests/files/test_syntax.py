"""The reader beside PyYAML, which reads the same texts without their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from multivector.files.lines import Lines
from multivector.files.syntax import LONGEST_ITEM, parse
from multivector.model.located import Node, Table, Text
from reading import oracle, read, right

if TYPE_CHECKING:
    from collections.abc import Iterator

letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"]), max_size=20)
texts = st.one_of(
    letters,
    st.text("ab :#-?!&*|>'\"%@`{}[],\\~\n Қя\xa0", max_size=30),
    st.sampled_from(
        ["NO", "0123", "1e3", "~", "null", "2025-11-06", "a: b", "<<", "- x", "x #y", "x\n\n  y\nz\n", " x ", "=", "…"]
    ),
)
data = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts.filter(lambda key: key != "<<"), inner, max_size=4),
    max_leaves=15,
)
documents = st.lists(data, min_size=1, max_size=4)


def filled(node: Any) -> bool:
    """Tell whether PyYAML writes it without empty collections, long keys, or anything else the subset refuses."""
    if isinstance(node, dict):
        return all(len(key) < 50 and "\n" not in key and filled(value) for key, value in node.items())
    return not isinstance(node, list) or all(filled(item) for item in node)


@settings(deadline=None)
@given(
    documents, st.sampled_from([True, False, None]), st.sampled_from([20, 80, 1000]), st.sampled_from([None, "|", ">", "'", '"'])
)
def test_what_pyyaml_writes_is_read_alike_or_refused(node: Any, flow: bool | None, width: int, style: str | None) -> None:  # noqa: FBT001
    text = yaml.safe_dump(node, default_flow_style=flow, width=width, default_style=style, allow_unicode=True)
    found, problems = read(text)
    if style is None and filled(node) and " |" not in text and " >" not in text and "? " not in text and "!!" not in text:
        assert problems == []
    if not problems:
        assert found == oracle(text)


marks = st.sampled_from(
    [
        *"ab: #-'\"|>[]{},\n\n\t&*!%@\\~",
        ": ",
        "- ",
        "? ",
        "a: |\n",
        "a: >\n",
        "\n  ",
        "\n- ",
        "\n    ",
        " #",
        "---",
        "a: b\n",
        "x:\n",
        "\xa0",
        "я",
    ]
)


@example("- a ")  # Python before 3.11.5 kept the space, in possessive groups of alternatives
@settings(max_examples=500, deadline=None)
@given(st.lists(marks, max_size=30).map(lambda found: "- " + "".join(found)))
def test_what_both_readers_accept_means_the_same(text: str) -> None:
    found, problems = read(text)
    assert all(problem.place.line <= text.count("\n") + 1 for problem in problems)
    try:
        expected = oracle(text)
    except yaml.YAMLError:
        return
    assert problems != [] or found == expected or (found is None and not expected)


def scalars(node: Node) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Table):
        for key, value in node.items():
            yield key
            yield from scalars(value)
    else:
        for item in node:
            yield from scalars(item)


def marked(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Give the offset and value of every scalar in PyYAML's tree."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.index, node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from marked(part)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from marked(item)


@settings(deadline=None)
@given(documents, st.sampled_from([True, False, None]), st.sampled_from([20, 1000]), st.sampled_from([None, "|", ">"]))
def test_every_text_stands_where_pyyaml_finds_it(node: Any, flow: bool | None, width: int, style: str | None) -> None:  # noqa: FBT001
    text = yaml.safe_dump(node, default_flow_style=flow, width=width, default_style=style, allow_unicode=True)
    root, problems = read(text)
    if problems or root is None:
        return
    tree = yaml.compose(text, Loader=yaml.BaseLoader)
    assert tree is not None
    assert [(found.at, found) for found in scalars(root) if found] == [place for place in marked(tree) if place[1]]


def test_every_text_stands_at_its_first_character_or_quotation_mark() -> None:
    text = '- {en: "x", ru: y, kk: \'z\'}\n- k: "x"\n  l: y\n- ["x", y]\n'
    root = right(text)
    assert root is not None
    firsts = ["en", '"x"', "ru", "y", "kk", "'z'", "k", '"x"', "l", "y", '"x"', "y"]
    assert [text[found.at :].startswith(first) for found, first in zip(scalars(root), firsts, strict=True)] == [True] * 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a: 10\xa0000\n", [{"a": "10\xa0000"}]),
        ("- a: \u3000b\n", [{"a": "\u3000b"}]),
        ('- "x \\\n    y"\n', ["x y"]),
        ('- "x\\\n\n\n   y  \n \n z"\n', ["x\n\ny\nz"]),
        ("- a: >\n\n   x\n   y\n\n    z\n   w\n", [{"a": "\nx y\n\n z\nw\n"}]),
        ("- a: |+\n   x\n\n", [{"a": "x\n\n"}]),
        ("- a: |-  # c\n   x\n\n", [{"a": "x"}]),
        ("- |", [""]),
        ("- a: |\n- b\n", [{"a": ""}, "b"]),
        ("--- # one document\n- a\n", ["a"]),
        ("---a: b\n", {"---a": "b"}),
        ("- a: [\n  b, # c\n  d\n  ]\n  e: f", [{"a": ["b", "d"], "e": "f"}]),
        ("- {a: , b: }\n", [{"a": "", "b": ""}]),
        ("- a:\n  - b\n  -\n  - c: d\n    e:\n", [{"a": ["b", "", {"c": "d", "e": ""}]}]),
        ("- 'a' : b\n", [{"a": "b"}]),
        ("- a: |\n  b: c\n", [{"a": "", "b": "c"}]),
        ("- a: x\n    y\n\n    z\n\n\n    w\n", [{"a": "x y\nz\n\nw"}]),
        ("- ?a: ?b\n  ?c: d\n", [{"?a": "?b", "?c": "d"}]),
        ("- 'a\n", None),
        ("# nothing\n", None),
    ],
)
def test_forms_of_the_subset(text: str, expected: object) -> None:
    if text == "- 'a\n":
        assert read(text)[1] != []
    else:
        assert right(text) == expected == oracle(text)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("- a: &x b\n", "alias", 1, 6),
        ("- *x\n", "alias", 1, 3),
        ("- *x : b\n", "alias", 1, 3),
        ("- [*x, b]\n", "alias", 1, 4),
        ("- !x a\n", "tag", 1, 3),
        ("- ? a\n", "complex-key", 1, 3),
        ("- {? a: b}\n", "complex-key", 1, 4),
        ("- {[a]: b}\n", "complex-key", 1, 4),
        ("- <<: {a: b}\n", "complex-key", 1, 3),
        ("- a: b\n  a: c\n", "duplicate-key", 2, 3),
        ("- {a: b, a: c}\n", "duplicate-key", 1, 10),
        ("- a\n---\n- b\n", "documents", 2, 1),
        ("--- a\n", "documents", 1, 1),
        ("--- - a\n", "documents", 1, 1),
        ("%YAML 1.2\n- a\n", "documents", 1, 1),
        ("- a\n...\n", "documents", 2, 1),
        ("- a:\n\t- b\n", "tab", 2, 1),
        ("-\ta\n", "tab", 1, 2),
        ("- a: -\n", "syntax", 1, 6),
        ("- a: ?\n", "complex-key", 1, 6),
        ("- [#b]\n", "syntax", 1, 4),
        ("- a: |\n      \n    b\n", "syntax", 3, 5),
        ("- a: b: c\n", "syntax", 1, 7),
        ("- a: 'b' c\n", "syntax", 1, 10),
        ("- a: 'b\n", "syntax", 1, 6),
        ('- a: "\\q"\n', "syntax", 1, 6),
        ('- a: "\\ud800"\n', "syntax", 1, 6),
        ('- a: "\\U00110000"\n', "syntax", 1, 6),
        ("- a: @b\n", "syntax", 1, 6),
        ("- a: |2\n    b\n", "syntax", 1, 6),
        ("- [a b: c]\n", "syntax", 1, 7),
        ("- [a\n", "syntax", 1, 5),
        ("- [a,", "syntax", 1, 5),
        ("- {a:", "syntax", 1, 5),
        ("- [a}\n", "syntax", 1, 5),
        ("- {a}\n", "syntax", 1, 5),
        ("- {a: b]\n", "syntax", 1, 8),
        ("- [,]\n", "syntax", 1, 4),
        ("- [:]\n", "syntax", 1, 4),
        ("- a: b\n   c: d\n", "syntax", 2, 5),
        ("- a: b\n  c:d\n", "syntax", 2, 3),
        ("- a: b\n  c\n", "syntax", 2, 3),
        ("- a:\n    b: c\n   d: e\n", "syntax", 3, 4),
        ("- a: b\n  - c\n", "syntax", 2, 3),
        ("- a: b\n    # c\n    d\n", "syntax", 3, 5),
        ("a: b\n- c\n", "syntax", 2, 1),
        ("- a\n b: c\n", "syntax", 2, 3),
    ],
)
def test_what_is_refused_and_where(text: str, code: str, line: int, column: int) -> None:
    _, problems = read(text)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [(code, line, column)]


def test_a_mistake_costs_its_item_alone() -> None:
    root, problems = read("- a\n- 'b\n- [c\n- d: e: f\n- g\n")
    assert root == ["a", "g"]
    assert [problem.place.line for problem in problems] == [2, 3, 4]


def test_the_first_of_two_equal_keys_stays() -> None:
    assert read("- a: b\n  a: c\n")[0] == [{"a": "b"}]


@pytest.mark.parametrize(
    "text",
    [
        "- " + "[" * 1_000_000,
        "- " + "{a: " * 200_000,
        "".join("  " * depth + "- \n" for depth in range(700)),
        "- " + "- " * 100_000,
        "- a: '" + "x" * 1_000_000,
        '- a: "' + "\\" * 1_000_000,
        '- a: "' + " " * 1_000_000 + 'x\n  y"',
        '- a: "\\n' + " " * 1_000_000 + 'x\n  y"',
        "- a: 'x" + "\n" * 1_000_000 + "'",
        "- a: x" + " " * 1_000_000 + ": y",
        "- a" + " " * 1_000_000 + "b",
        "- a: [b" + " " * 1_000_000 + "]",
        "- {a: b" + " " * 1_000_000 + "#",
        "- a: b" + "\n  #" * 250_000 + "\n  c",
        "- a: " + ":" * 1_000_000,
        "- a: " + "'" * 999_999,
        "- " + "a: " * 300_000,
        "- a: |\n" + " \n" * 400_000,
        "- a: >\n" + "   x\n\n" * 150_000,
        "- a: x\n" + "    y\n\n" * 120_000,
        "- a: {" + "\n" * 1_000_000,
        '- "\n' * 40_000,
        "x" * 5_000_000,
        "- " + "x" * 5_000_000,
        "\n" * 2_000_000 + "- a",
        "- \n" * 60_000,
        "---\n" * 100_000,
        "- a:\n" + "\t" * 900_000 + "x",
        "- a: b\n" + "".join(f"  k{number}: v\n" for number in range(60_000)),
        "- {" + ", ".join(f"k{number}: v" for number in range(60_000)) + "}",
        "- a: &a [x]\n" + "".join(f"  a{n}: &a{n} [*a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(2_000)),
    ],
    ids=lambda text: repr(text[:20]) if len(text) > 20 else text,
)
def test_hostile_texts_are_read_in_one_go(text: str) -> None:
    root, problems = parse(text, "f.yaml", Lines(text))
    assert problems or root is not None


def test_nothing_but_the_longest_entry_is_read_at_once() -> None:
    body = "x" * (LONGEST_ITEM - 3)
    assert right(f"- {body}\n") == [body]
    root, problems = read(f"- {body}x\n- y\n")
    assert root == ["y"]
    assert [problem.code for problem in problems] == ["too-large"]


@pytest.mark.parametrize("opening", ["- ", "[", "{a: "])
def test_data_nest_so_deep_and_no_deeper(opening: str) -> None:
    closing = {"- ": "", "[": "]", "{a: ": "}"}[opening]
    depths = [depth for depth in range(1, 40) if not read("- " + opening * depth + "x" + closing * depth)[1]]
    assert depths == list(range(1, len(depths) + 1))
    assert 15 <= len(depths) <= 22
    assert {p.code for p in read("- " + opening * 39 + "x" + closing * 39)[1]} == {"depth"}
