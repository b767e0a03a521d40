"""Copies of the whole database, and a database made of one again."""
