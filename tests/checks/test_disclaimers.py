from __future__ import annotations

from checking import codes

OUTLET = (
    "- source: gazette\n  type: newspaper\n- source: one\n  type: opinion\n  part-of: gazette\n  disclaimer: The author's view.\n"
)
OTHER = "- source: two\n  type: {}\n  part-of: {}\n"


def test_an_opinion_beside_one_with_a_disclaimer_needs_one() -> None:
    assert codes(OUTLET + OTHER.format("opinion", "gazette")) == ["no-disclaimer"]
    assert codes(OUTLET + OTHER.format("opinion", "gazette") + "  disclaimer: The author's own view.\n") == []


def test_news_and_other_outlets_need_none() -> None:
    assert codes(OUTLET + OTHER.format("newspaper", "gazette")) == []
    assert codes(OUTLET + "- source: herald\n  type: newspaper\n" + OTHER.format("opinion", "herald")) == []
