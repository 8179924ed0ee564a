"""Property tests draw the same examples in every run, so that a failure is nobody else's; MULTIVECTOR_EXPLORE draws new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Drawing may be slow where much else runs; that is no fault of the code under test.
settings.register_profile("same", derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", print_blob=True)
settings.load_profile("explore" if os.environ.get("MULTIVECTOR_EXPLORE") else "same")
