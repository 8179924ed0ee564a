from __future__ import annotations

import pytest

from checking import codes

SOURCE = "- source: trend\n  type: agency\n  {}: {}\n"


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://www.trend.az/a/4112345.html", True), ("http://akorda.kz/ru?x=1", True), ("HTTPS://қазақ.kz/жаңалық", True),
        ("https://xn--80ao21a.xn--80ao21a/", True), ("www.trend.az", False), ("ftp://trend.az/a", False),
        ("javascript:alert(1)", False), ("https://", False), ("https://a b.kz", False), ("data:text/html,x", False),
    ],
)  # fmt: skip
def test_an_address_is_one_that_a_browser_opens(url: str, good: bool) -> None:  # noqa: FBT001
    assert codes(SOURCE.format("url", f'"{url}"')) == ([] if good else ["bad-url"])


@pytest.mark.parametrize(("text", "good"), [("a" * 64, True), ("A1" * 32, True), ("a" * 63, False), ("g" * 64, False)])
def test_a_hash_has_64_digits(text: str, good: bool) -> None:  # noqa: FBT001
    assert codes(SOURCE.format("sha256", text)) == ([] if good else ["bad-sha256"])


@pytest.mark.parametrize(("text", "good"), [("en", True), ("rus", True), ("EN", False), ("en-GB", False), ("kazakh", False)])
def test_a_language_is_a_code(text: str, good: bool) -> None:  # noqa: FBT001
    assert codes(SOURCE.format("language", text)) == ([] if good else ["bad-language"])


def test_reliability_is_the_outlet_s() -> None:
    outlet = "- source: outlet\n  type: agency\n  reliability: B\n"
    assert codes(outlet) == []
    assert codes(outlet + SOURCE.format("part-of", "outlet") + "  reliability: B\n") == ["reliability-on-text"]
