"""Arrays in, arrays out: each module one method, with its equations, knowing nothing of ledgers."""
