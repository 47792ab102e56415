"""How fast the library is, how often it is right, and the floor that its figures may not fall below."""
