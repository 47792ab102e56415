"""What pytest leaves out where a library is missing that only an extra brings."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["quoteattr/training/network.py"]
