"""At home in other pipelines: spaCy, pandas and Arrow, Spark. Each module imports what it needs, and no other does."""
