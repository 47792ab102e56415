"""The evidence for an answer in one short line."""

from __future__ import annotations

from .discourse import Choice


def explain(choice: Choice, mention: str | None, cue: str | None, runner_up: str | None) -> str:
    """Say what speaks for a choice, and what came next.

    Args:
        choice: The choice that was made.
        mention: The words that name the source, or `None` for nobody.
        cue: The words that mark the saying, where there are any.
        runner_up: The words of the next best choice, or `None` for nobody.
    """
    if mention is None:
        reason = "nothing beside it marks a saying"
    elif choice.repeated:
        reason = f"goes on with the words of “{mention}”"
    elif cue is None:
        reason = f"“{mention}” stands nearest as its source"
    else:
        reason = f"“{mention}” with “{cue}”"
    other = "nobody" if runner_up is None else f"“{runner_up}”"
    return f"{reason} ({choice.confidence:.2f}); next {other} ({choice.runner_up_confidence:.2f})"
