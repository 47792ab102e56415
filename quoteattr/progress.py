"""How far the command line has come, for whoever sits before it."""

from __future__ import annotations

import sys
from typing import Any

from quoteattr.extras import MissingExtraError, need

_DELAY = 0.7  # seconds; what takes less needs no bar


class Progress:
    """A bar on standard error with rate and time left, in bytes read; none where nobody would see it.

    Args:
        total: The bytes that are to be read, or `None` where that is not known.
        wanted: Whether there is anybody to see it. Without tqdm, which the extra ``cli`` brings, there is no bar.
    """

    def __init__(self, total: int | None, wanted: bool) -> None:
        self._bar: Any = None
        self._documents = 0
        if wanted:
            try:
                tqdm = need("tqdm", "cli", "a progress bar").tqdm
            except MissingExtraError:
                return
            self._bar = tqdm(
                total=total, unit="B", unit_scale=True, delay=_DELAY, file=sys.stderr, dynamic_ncols=True, leave=False
            )

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def advance(self, size: int) -> None:
        """One more document is done, of so many bytes."""
        self._documents += 1
        if self._bar is not None:
            self._bar.set_postfix_str(f"{self._documents} documents", refresh=False)
            self._bar.update(size)

    def say(self, line: str) -> None:
        """Print a line on standard error, above the bar if there is one."""
        if self._bar is None:
            print(line, file=sys.stderr)
        else:
            self._bar.write(line, file=sys.stderr)
