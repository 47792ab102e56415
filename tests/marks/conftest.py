"""What is not collected here: the fuzzer needs atheris and is run by hand."""

collect_ignore = ["fuzz.py"]
