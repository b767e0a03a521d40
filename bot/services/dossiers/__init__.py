"""A dossier moves: claimed, transferred, reopened, watched over."""
