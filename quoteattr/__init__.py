"""Finds the quotations in a text and says who each one belongs to.

>>> import quoteattr
>>> quoteattr.attribute("").quotes
()
"""

from quoteattr._version import __version__
from quoteattr.annotations import Annotations
from quoteattr.attributor import Attributor, attribute
from quoteattr.characters import Character
from quoteattr.document import Document, Line, Quote, Span, Speaker

__all__ = [
    "Annotations",
    "Attributor",
    "Character",
    "Document",
    "Line",
    "Quote",
    "Span",
    "Speaker",
    "__version__",
    "attribute",
]
