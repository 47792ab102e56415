"""Settings of the whole test suite."""

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow]  # the first example of a run loads the weights

settings.register_profile("default", max_examples=150, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("thorough", max_examples=3000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
