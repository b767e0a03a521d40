"""The committee: sessions, agendas, opinions, decisions, minutes."""
