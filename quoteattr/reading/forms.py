"""Words and marks by number, so that what is known of each is one line of a table."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..remembered import Remembered

if TYPE_CHECKING:
    import numpy.typing as npt

Ints: TypeAlias = "npt.NDArray[np.int32]"

_MOST = 50_000  # forms that have a number: of texts without end, those that came first, and so all frequent ones
_LONG = 100  # code points of the longest of them
_REMEMBERED = 10_000  # forms without a number

_forms: list[str] = [""]
_numbers: dict[str, int] = {}
_lock = threading.Lock()


def number_of(form: str) -> int:
    """The number of a word or mark, for as long as the process lasts; 0 where too many others have one, or it is long.

    >>> number_of("Lind") == number_of("Lind") != number_of("said"), number_of(1000 * "a")
    (True, 0)
    """
    number = _numbers.get(form)
    if number is None:
        with _lock:
            number = _numbers.get(form, 0)
            if not number and len(_forms) <= _MOST and len(form) <= _LONG:
                number = _numbers[form] = len(_forms)
                _forms.append(form)
    return number


class FormTable:
    """A line of numbers for each word or mark, made when it is first asked for.

    Args:
        line: The line of a form.
        width: Numbers in a line.
        dtype: Their type.
    """

    def __init__(self, line: Callable[[str], npt.ArrayLike], width: int, dtype: npt.DTypeLike) -> None:
        self._line = line
        self._others = Remembered(line, _REMEMBERED)  # of forms without a number
        self._lines: npt.NDArray[Any] = np.empty((_MOST + 1, width), dtype)  # no memory before it is filled
        self._filled = 0
        self._lock = threading.Lock()

    def take(self, numbers: Ints, form_at: Callable[[int], str]) -> npt.NDArray[Any]:
        """The lines of some forms, one below the other.

        Args:
            numbers: Their numbers.
            form_at: Gives the form at a place of these, for those without a number.
        """
        if self._filled < len(_forms):
            self._fill()
        lines = self._lines.take(numbers, axis=0)
        if len(others := (numbers == 0).nonzero()[0]):
            made = map(self._others.__getitem__, map(form_at, others.tolist()))
            lines[others] = self._stacked(made, len(others))
        return lines

    def _stacked(self, lines: Iterable[npt.ArrayLike], count: int) -> npt.NDArray[Any]:
        return np.array(list(lines), self._lines.dtype).reshape(count, -1)

    def _fill(self) -> None:
        """Make the lines of all forms that have got a number since."""
        with self._lock:
            if new := _forms[self._filled :]:
                filled = self._filled + len(new)
                self._lines[self._filled : filled] = self._stacked(map(self._line, new), len(new))
                self._filled = filled
