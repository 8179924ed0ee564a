"""How long trade agreements took from signature to force: counts by whole years, and no text of the data.

Counted from DESTA (Dür, Baccini, Elsig 2014, Review of International Organizations 9), as the `manytreaties` data give it:
773 rows, signatures to 2009. The row whose year of force is before its signature is left out. Years alone are known, so that
k whole years mean more than k - 1 and less than k + 1.
"""

from __future__ import annotations

CAME: dict[int, int] = {
    0: 156, 1: 315, 2: 83, 3: 44, 4: 18, 5: 12, 6: 9, 7: 2, 8: 3, 9: 2, 10: 1, 11: 1, 14: 1, 17: 1,
}  # fmt: skip
"""Whole years from signature to force -> agreements."""
OPEN: dict[int, int] = {
    0: 1, 1: 2, 3: 3, 4: 1, 5: 4, 7: 5, 8: 8, 9: 2, 10: 2, 11: 5, 12: 1, 13: 5, 14: 11, 15: 3, 16: 5, 17: 6, 18: 1, 19: 2,
    20: 5, 21: 3, 22: 1, 23: 2, 24: 4, 25: 3, 26: 3, 27: 2, 28: 3, 29: 1, 31: 1, 32: 1, 33: 1, 34: 1, 35: 1, 36: 2, 37: 1,
    38: 1, 40: 1, 42: 3, 43: 1, 44: 2, 45: 1, 46: 1, 47: 2, 48: 1, 49: 1, 50: 1, 51: 2, 52: 2, 54: 1, 56: 1, 60: 1,
}  # fmt: skip
"""Whole years from signature to 2009 -> agreements without a year of force: not in force, or not recorded."""
LAST_YEAR = 2009
YEAR = 365.25
