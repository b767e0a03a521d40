"""Figures in the chat."""
