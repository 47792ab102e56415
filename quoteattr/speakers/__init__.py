"""Who is who: one speaker for all mentions that name the same one."""

from .cast import Cast, Identity

__all__ = ["Cast", "Identity"]
