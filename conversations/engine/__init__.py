"""The engine: a list of questions, walked by one rule."""
