"""What firms ask of one another beyond contracted days: its kinds, and the life of questions and offers."""
