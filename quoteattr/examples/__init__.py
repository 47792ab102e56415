"""A news article of our own, whose people and places are invented, to try the library on."""

from importlib.resources import files

NAME = "harbour-wall"


def article() -> str:
    """The article's text.

    >>> article().splitlines()[0]
    'Port Maren inquiry hears of six years of warnings'
    """
    return files(__name__).joinpath(f"{NAME}.txt").read_bytes().decode("utf-8")
