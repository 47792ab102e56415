"""How fast quotations are attributed, and what that costs: `python -m quoteattr.evaluation.speed`."""
