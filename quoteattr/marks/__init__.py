"""Quotation marks: where the quotations of a text start and end.

The scanner works on characters, paragraph by paragraph, and knows nothing of speakers.
"""

from quoteattr.marks.scanner import QuotedSpan, scan

__all__ = ["QuotedSpan", "scan"]
