"""Novels: who speaks where nobody says so."""
