"""Article text -> what it says: amounts and dates at their places, later drafts of entries. Proposes, never writes.

A text is a sequence of code points and is never rewritten: everything found is a slice of it.
"""
