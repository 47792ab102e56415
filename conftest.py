"""What pytest leaves out where a library is missing that only an extra brings."""

from importlib.util import find_spec

_TRAINED_BY_TORCH = ["quoteattr/training/network.py", "quoteattr/training/reporting.py"]
collect_ignore = [] if find_spec("torch") else _TRAINED_BY_TORCH
