"""What the playground invents: companies, a past, files."""
