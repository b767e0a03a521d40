"""What the use cases of every feature share: rights, screens, prompts, the dossier's card and page."""
