"""Sessions, agendas, opinions and decisions, as they are stored."""
