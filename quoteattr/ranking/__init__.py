"""Scoring: how well each mention fits each quotation, by a small learned model."""
