"""Roll calls of the General Assembly as columns, from the public record that lies beside the project."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from multivector.engines.votes import Ballots, ballots

UNGA = Path(__file__).parents[2] / "shared" / "data" / "unga"


def ballots_of(years: tuple[int, int] = (1946, 2020)) -> Ballots:
    """Give who voted how, grouped by the calendar year of the roll call."""
    votes, calls = (str(UNGA / name) for name in ("un_votes.parquet", "un_roll_calls.parquet"))
    found = duckdb.execute(
        "select country, v.rcid::int as roll, case vote when 'yes' then 1 when 'abstain' then 2 else 3 end as vote,"
        " year(date)::int as year from read_parquet(?) v join read_parquet(?) r on r.rcid = v.rcid where year between ? and ?",
        [votes, calls, *years],
    ).fetchnumpy()
    return ballots(found["country"].tolist(), found["roll"], found["vote"], found["year"])


def topics() -> dict[int, str]:
    """Give of each roll call what it is about, in the words of the record: the same text returns year after year."""
    calls = str(UNGA / "un_roll_calls.parquet")
    found = duckdb.execute("select rcid::int as roll, coalesce(short, '') as short from read_parquet(?)", [calls]).fetchnumpy()
    return dict(zip(np.asarray(found["roll"]).tolist(), [str(each).strip().upper() for each in found["short"]], strict=True))
