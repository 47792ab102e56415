"""Reported speech without marks, and the clause around a piece in marks."""
