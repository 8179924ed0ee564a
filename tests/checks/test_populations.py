from __future__ import annotations

import pytest

from checking import PEOPLE, codes

DEATHS = ", ".join(["9000"] * 22)
BIRTHS = ", ".join(["50000"] * 7)
FULL = f"{{during: 2020/2025, births: [{BIRTHS}], deaths-women: [{DEATHS}], deaths-men: [{DEATHS}]}}"
COUNTS = "  women-by-age: [5, 4]\n  men-by-age: [5, 4]\n"


def said(rest: str) -> list[str]:
    return codes(f"{PEOPLE}- population: all\n  of: kz\n  what: all\n{rest}")


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (f"  on: 2020\n{COUNTS}  rates: [{FULL}]\n", []),
        (f"  on: 2020\n{COUNTS}", []),
        (f"  on: 2021\n{COUNTS}  rates: [{FULL}]\n", ["no-first-rates"]),
        (f"  on: 2020/2021\n{COUNTS}  rates: [{FULL}]\n", ["no-first-rates"]),
        (f"  on: 2020/..\n{COUNTS}  rates: [{FULL}]\n", ["no-first-rates"]),
        (f"{COUNTS}  rates: [{FULL}]\n", ["no-first-rates"]),
        (f"  on: 2020\n  rates: [{FULL}]\n", ["no-first-rates"]),
        (f"  on: 2020\n{COUNTS}  rates: [{{during: 2020/2025, births: [{BIRTHS}]}}]\n", ["no-first-rates"]),
        ("  men-by-age: [5, 4]\n", ["age-groups"]),
        (f"  women-by-age: [{', '.join(['5'] * 22)}]\n  men-by-age: [{', '.join(['5'] * 22)}]\n", ["age-groups", "age-groups"]),
        (f"  on: 2020\n{COUNTS}  rates: [{{during: 2020/2025, deaths-men: [5, 4]}}]\n", ["age-groups"]),
        (f"  on: 2020\n{COUNTS}  rates: [{{during: 2020/.., births: [{BIRTHS}]}}]\n", ["five-years"]),
    ],
)
def test_counts_and_rates_fit_each_other(rest: str, expected: list[str]) -> None:
    assert said(rest) == expected


@pytest.mark.parametrize(
    ("key", "figures"),
    [("births", [500_001, *[1] * 6]), ("deaths-women", [*[1] * 21, 0]), ("deaths-men", [3_000_001, *[1] * 21])],
)
def test_rates_that_no_population_has_are_a_slip_of_units(key: str, figures: list[int]) -> None:
    assert said(f"  on: 2020\n{COUNTS}  rates: [{{during: 2020/2025, {key}: {figures}}}]\n") == ["impossible-rate"]
