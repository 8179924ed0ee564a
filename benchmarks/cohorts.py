"""The projection of populations by age against the United Nations' own estimates, twenty years on; and life tables.

Started from 1980 with the rates of 1980 to 2000, since estimates up to 2000 lie beside the project; those of later years do not.
How old those who leave are is a judgement: the extremes stand beside the default.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import numpy as np

from multivector.engines.cohorts import GROUPS, People, Rates, constant_structure, error, life_expectancy, project

DATA = Path(__file__).parents[2] / "shared" / "data" / "wpp"
MOST = 3.0
STATES = ("KAZ", "RUS", "UZB", "CHN", "TUR", "USA")
PERIODS = range(1950, 2020, 5)
FURTHEST = 0.1
"""How many years a life table may be from that of the United Nations."""


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Read a table."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people(state: str, year: int) -> People:
    """Give a population."""
    table = [row for row in rows("population_by_age_1950_2000") if row["iso3"] == state and row["year"] == str(year)]
    sexes = {sex: np.array([float(row["pop_thousands"]) for row in table if row["sex"] == sex]) for sex in ("F", "M")}
    return People(_grouped(sexes["F"]), _grouped(sexes["M"]))


def _grouped(ages: np.ndarray) -> np.ndarray:
    """Give 21 groups, also of tables whose last one is open at an earlier age."""
    return np.concatenate([ages, np.zeros(GROUPS - len(ages))])


def rates(state: str, first: int) -> Rates:
    """Give the rates of the five years from a year on."""
    step = f"{first}-{first + 5}"

    def column(name: str) -> list[float]:
        return [float(row[step]) for row in rows(name) if row["iso3"] == state]

    (children,), (migrants,) = column("tfr"), column("migration")
    births = np.array(column("percentASFR")) / 100 * children / 5
    return Rates(np.array(column("mxF")), np.array(column("mxM")), births, came=max(migrants, 0.0), left=max(-migrants, 0.0))


def main() -> None:
    """Measure and print."""
    if not DATA.exists():
        print("skipped: the tables are not beside the project")
        return
    young = slice(0, 17)
    for state in STATES:
        first, last = people(state, 1980), people(state, 2000)
        steps = [rates(state, year) for year in range(1980, 2000, 5)]
        found = project(first, steps)[-1]
        ends = [error(project(first, steps, households)[-1], last, young) for households in (0.0, 1.0)]
        ours, naive = error(found, last, young), error(constant_structure(first, last.total), last, young)
        print(f"{state}: {found.total:,.0f} thousand against {last.total:,.0f}; all groups {error(found, last):.2f} %")
        print(f"    who leaves is young: {ends[0]:.2f} %; is of all ages: {ends[1]:.2f} %")
        figure = {
            "name": f"cohorts-{state.lower()}",
            "value": round(ours, 3),
            "unit": "per cent, mean error of groups to 84, 2000",
        }
        against = f"constant structure with the true total: {naive:.1f} %"
        print(json.dumps({**figure, "against": against, "ratio": round(naive / ours, 1), "bar": MOST, "holds": ours <= MOST}))
    off = max(
        abs(life_expectancy(deaths, women=women) - float(row[f"{year}-{year + 5}"]))
        for name, women in (("e0F", True), ("e0M", False))
        for row in rows(name)
        for year in PERIODS
        for deaths in (getattr(rates(row["iso3"], year), "deaths_women" if women else "deaths_men"),)
    )
    figure = {
        "name": "cohorts-life-expectancy",
        "value": round(off, 3),
        "unit": "years, largest difference, 16 states, 1950-2020",
    }
    print(
        json.dumps(
            {**figure, "against": "the UN's own", "ratio": round(off / FURTHEST, 2), "bar": FURTHEST, "holds": off <= FURTHEST}
        )
    )


if __name__ == "__main__":
    main()
