"""Reading at scale: files -> units of work -> one result file each -> tables; and drafts by a model behind an endpoint.

A unit is a file, or a range of the lines of a corpus. What is read of it is written whole or not at all, so whatever is killed,
nothing is lost and nothing doubled: the next run reads what has no result yet.
"""
