"""Article text -> what it says: amounts, dates and actors at their places, and drafts of entries. Proposes, never writes.

    from multivector.reader import read
    drafted = read(text, date(2025, 11, 17), known(ledger))
    drafted.drafts, drafted.reading.amounts

A text is a sequence of code points and is never rewritten: everything found is a slice of it.
"""

from __future__ import annotations

from multivector.reader.drafting import Drafts, read

__all__ = ["Drafts", "read"]
