"""Ballots: who voted how on which roll call, as one table of small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Small = NDArray[np.int8]

ABSENT, YES, ABSTAIN, NO = 0, 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """Who voted how.

    Attributes:
        states: Names of the rows.
        rolls: Numbers of the columns, in rising order.
        group: Of each roll call: its year, session, or what else it is counted by.
        table: Of state and roll call: 1 yes, 2 abstain, 3 no, 0 absent or not a member.
    """

    states: tuple[str, ...]
    rolls: NDArray[np.int64]
    group: NDArray[np.int64]
    table: Small

    def of(self, group: int) -> Ballots:
        """Give the roll calls of one group, and the states that voted on any of them."""
        chosen = self.group == group
        columns = self.table[:, chosen]
        there = (columns != ABSENT).any(axis=1)
        states = tuple(name for name, voted in zip(self.states, there.tolist(), strict=True) if voted)
        return Ballots(states, self.rolls[chosen], self.group[chosen], columns[there])


def ballots(state: Sequence[str], roll: ArrayLike, vote: ArrayLike, group: ArrayLike) -> Ballots:
    """Make a table of single ballots: the state, roll call, vote and group of each.

    Raises:
        ValueError: lengths differ, a vote is none of 0 to 3, or a state voted twice on one roll call.
    """
    rolls, votes, groups = (np.asarray(each) for each in (roll, vote, group))
    if not len(state) == len(rolls) == len(votes) == len(groups):
        raise ValueError("every ballot has a state, a roll call, a vote and a group")
    if votes.size and not np.isin(votes, (ABSENT, YES, ABSTAIN, NO)).all():
        raise ValueError("a vote is 1 yes, 2 abstain, 3 no, or 0 absent")
    names, row = np.unique(np.asarray(state, dtype=np.str_), return_inverse=True)
    numbers, first, column = np.unique(rolls, return_index=True, return_inverse=True)
    if len(np.unique(row * max(len(first), 1) + column)) < len(row):
        raise ValueError("a state votes once on a roll call")
    if not (groups[first][column] == groups).all():
        raise ValueError("a roll call belongs to one group")
    table = np.zeros((len(names), len(first)), np.int8)
    table[row, column] = votes
    return Ballots(tuple(names.tolist()), numbers.astype(np.int64), groups[first].astype(np.int64), table)


def contested(of: Ballots) -> Ballots:
    """Leave out the roll calls on which all who voted voted alike."""
    most = of.table.max(axis=0, initial=0)
    least = np.where(of.table == ABSENT, NO, of.table).min(axis=0, initial=NO)
    apart = most > least
    return Ballots(of.states, of.rolls[apart], of.group[apart], of.table[:, apart])
