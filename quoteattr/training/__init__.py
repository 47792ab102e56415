"""How the weights and word lists are made, and from which data."""
