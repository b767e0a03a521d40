"""The contributors' own door: who lends their people, or is lent, sees to it here, and nothing else."""
