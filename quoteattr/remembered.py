"""What has been worked out before, at hand."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TypeVar

_Key = TypeVar("_Key", bound=Sized)
_Value = TypeVar("_Value")
_LONG = 100  # an argument longer than this hardly comes again


class Remembered(dict[_Key, _Value]):
    """What a function makes of its argument, each made once; of too many, all are forgotten, and a long one at once.

    Where nearly everything is known this is quicker than a `functools.lru_cache`, which notes every use.

    Args:
        function: The function, of one argument.
        most: How many to remember.

    >>> lengths = Remembered(len, 2)
    >>> [lengths[word] for word in ("to", "be", "or", "not", 1000 * "be")], len(lengths)
    ([2, 2, 2, 3, 2000], 2)
    """

    def __init__(self, function: Callable[[_Key], _Value], most: int) -> None:
        self._function = function
        self._most = most

    def __missing__(self, key: _Key) -> _Value:
        value = self._function(key)
        if len(key) > _LONG:
            return value
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
