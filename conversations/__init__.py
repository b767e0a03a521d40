"""What is asked and decided: pure, with no I/O, no clock, no chat, no database."""
