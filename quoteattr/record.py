"""What the public classes have in common."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any, ClassVar

import attrs


class Record:
    """A value of two fields or more: one text and one form to be pickled in for all such classes.

    To generate the text for each class would take a thirtieth of the time that importing this package takes. Pickled as
    the values that it is made of, a record takes half of what a dictionary of names for each object takes.
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    def __repr__(self) -> str:
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(self))  # type: ignore[arg-type]
        shown = [f"{field.name}={getattr(self, field.name)!r}" for field in fields if field.repr]
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), _getter(self.__match_args__)(self)


@functools.cache
def _getter(names: tuple[str, ...]) -> Callable[[Record], tuple[Any, ...]]:
    return operator.attrgetter(*names)
