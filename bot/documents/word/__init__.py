"""Papers in other forms than PDF: Word, and text."""
