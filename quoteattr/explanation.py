"""The evidence for an answer in one short line."""

from __future__ import annotations

from .discourse import Choice
from .document import Span


def explain(choice: Choice, mention: Span | None, cue: Span | None, runner_up: Span | None) -> str:
    """Say what speaks for a choice, and what came next.

    Args:
        choice: The choice that was made.
        mention: The words that name the source, or `None` for nobody.
        cue: The words that mark the saying.
        runner_up: The mention of the next best choice, or `None` for nobody.
    """
    if mention is None:
        reason = "nothing beside it marks a saying"
    elif choice.repeated:
        reason = f"goes on with the words of “{mention.text}”"
    elif cue is None:
        reason = f"“{mention.text}” stands nearest as its source"
    else:
        reason = f"“{mention.text}” with “{cue.text}”"
    other = f"“{runner_up.text}”" if runner_up else "nobody"
    return f"{reason} ({choice.confidence:.2f}); next {other} ({choice.runner_up_confidence:.2f})"
