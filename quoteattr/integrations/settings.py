"""The settings that a pipeline passes on: plain values by name."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from ..attributor import Attributor
from ..document import Document

_ASKED = ("indirect",)  # of each text, not of the Attributor

#: What a pipeline may set: whatever `Attributor` takes, and what it is asked for with each text.
PARAMETERS = {
    name: parameter.replace(annotation=get_type_hints(function)[name])
    for function in (Attributor.__init__, Attributor.attribute)
    for name, parameter in inspect.signature(function).parameters.items()
    if name in _ASKED or (function is Attributor.__init__ and name != "self")
}
DEFAULTS = {name: parameter.default for name, parameter in PARAMETERS.items()}


@functools.lru_cache(maxsize=8)
def attribution(**settings: Any) -> Callable[..., Document]:
    """`Attributor.attribute` with settings, its weights loaded, once in a process.

    Raises:
        TypeError: If there is no such setting, or one is of another type.
        ValueError: If one has a value that it cannot have.
    """
    if unknown := sorted(settings.keys() - DEFAULTS):
        raise TypeError(f"no setting is called {unknown[0]!r}: there are {', '.join(DEFAULTS)}")
    asked = {name: settings.pop(name) for name in _ASKED if name in settings}
    return functools.partial(Attributor(**settings).attribute, **asked)
