"""What keeps an installation well: backups, what was erased since, and the doctor."""
