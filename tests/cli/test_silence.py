"""`multivector silence`: one figure, other judgements for one answer, and messages for what cannot be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run: TypeAlias = Callable[..., tuple[int, str, str]]

SMALL = ("cestria-programme-figures", "dossiers/small")


def judged(run: Run, *settings: str) -> dict[str, float]:
    code, out, err = run("silence", *SMALL, "--json", *(word for one in settings for word in ("--set", one)))
    assert (code, err) == (0, "")
    (row,) = json.loads(out)["answer"]["rows"]
    found: dict[str, float] = row["judged"]
    return found


def test_it_is_the_answer_of_the_lens_on_that_figure_alone(run: Run) -> None:
    rows = json.loads(run("lens", "silence", SMALL[1], "--json")[1])["answer"]["rows"]
    assert judged(run) == next(row["judged"] for row in rows if row["withholding"] == SMALL[0])
    code, out, _ = run("silence", *SMALL)
    assert code == 0
    assert "Figures of the programme" in out


def test_a_range_that_is_set_is_taken_for_this_answer_whatever_it_is_called(run: Run) -> None:
    compared = judged(run, "sigma=0.9..1", "q=0")
    assert compared == judged(run, "compares=90..100 %", "no-total=0 %")
    assert compared["total"] < judged(run)["total"]
    assert judged(run, "cost=1")["total"] == 1.0
    result = json.loads(run("silence", *SMALL, "--json", "--set", "cost=1")[1])
    assert {"name": "suppose", "value": f"{SMALL[0]}: cost=1"}.items() <= result["parameters"][0].items()


def test_audiences_and_what_is_expected_can_be_set(run: Run) -> None:
    assert judged(run, "cestria.loss=0..0.1", "borland.begins=0.5..0.6") != judged(run)
    assert judged(run, "expects=1..2bn USD")["high"] == 2e9


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("sigma", "sets nothing"),
        ("price=1", "is no judgement of it; there are: expects, compares"),
        ("nobody.loss=1", "is no judgement of it"),
        ("sigma=0.8..0.5", "is upside down"),
        ("sigma=nan", "is not a likelihood"),
        ("cost=much", "is not a gain"),
        ("expects=10", "10"),
    ],
)
def test_a_setting_that_cannot_be_read_is_said(setting: str, said: str, run: Run) -> None:
    code, out, err = run("silence", *SMALL, "--set", setting)
    assert (code, out) == (2, "")
    assert said in err


def test_what_is_not_there_or_no_withholding_is_said(run: Run) -> None:
    for id_ in ("nothing", "borland-package"):
        code, out, err = run("silence", id_, SMALL[1])
        assert (code, out) == (1, "")
        assert SMALL[0] in err
    assert run("silence", "x", "nowhere")[0] == 1


def test_a_figure_that_is_not_judged_is_told_as_such(run: Run) -> None:
    code, out, _ = run("silence", "npp-bid-prices", "dossiers/kazakhstan", "--lang", "ru")
    assert code == 0
    assert "1 умолчание не оценено" in " ".join(out.split())
