"""The life of a dossier: what may happen to it, when, and why."""
