"""Dossiers and their events, as they are stored."""
