"""Quantities, from the words people count with to the numbers they mean."""
