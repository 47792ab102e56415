"""Libraries that only an extra brings, imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtraError(ImportError):
    """A library is missing that an extra of this package brings."""


def need(module: str, extra: str, purpose: str) -> ModuleType:
    """The module, imported.

    Args:
        module: Its name, as ``import`` takes it.
        extra: The extra that brings it.
        purpose: What it is needed for, to begin the message with.

    Raises:
        MissingExtraError: If it is not installed; the message says what to install.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise MissingExtraError(f'{purpose} needs {library}: pip install "quoteattr[{extra}]" ({error})') from error
