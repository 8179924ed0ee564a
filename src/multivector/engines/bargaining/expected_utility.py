"""The expected-utility model over a table's inputs, one dimension at a time, each its own issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from multivector.engines.bargaining.spatial import Course

if TYPE_CHECKING:
    from multivector.engines.bargaining.options import ExpectedUtility
    from multivector.engines.bargaining.tables import Inputs


def course(given: Inputs, options: ExpectedUtility) -> Course:
    """Run the expected-utility model.

    Raises:
        ValueError: it is to drift to a reference point, and there is none.
    """
    from multivector.engines.bargaining.kernels.expected import rounds  # noqa: PLC0415  # numba takes half a second to load

    if options.anchored and np.isnan(given.reference).any():
        raise ValueError("anchored: the table has no reference point")
    n, k = given.position.shape
    rule = options.stopping
    positions = np.zeros((k, rule.most + 1, n))
    told, figures = np.zeros((k, rule.most, n, 4), np.int64), np.zeros((k, rule.most, n, 4))
    told[..., :2] = -1
    longest = 0
    for each in range(k):
        positions[each, 0] = given.position[:, each]
        took = rounds(
            np.array([0 if options.offers == "least" else 1]),
            options.quiet,
            (rule.most, max(rule.least, given.pending), rule.ratio),
            given.capability,
            np.ascontiguousarray(given.salience[..., each]),
            np.ascontiguousarray(given.shocks[..., each]),
            float(given.reference[each]) if options.anchored else np.nan,
            positions[each],
            told[each],
            figures[each],
        )
        positions[each, took:] = positions[each, took]
        longest = max(longest, took)
    moved = np.ascontiguousarray(positions.transpose(1, 2, 0)[: longest + 1])
    return Course(moved, moved, told.transpose(1, 2, 0, 3)[:longest], figures.transpose(1, 2, 0, 3)[:longest], longest)
