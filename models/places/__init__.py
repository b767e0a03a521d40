"""Communes, found from what people type."""
