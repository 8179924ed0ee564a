"""Property tests draw the same examples in every run, so that a failure is nobody else's; MULTIVECTOR_EXPLORE draws new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, database=None)
settings.register_profile("explore", print_blob=True)
settings.load_profile("explore" if os.environ.get("MULTIVECTOR_EXPLORE") else "same")
