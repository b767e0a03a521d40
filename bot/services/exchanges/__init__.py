"""Exchanges between firms, beyond contracted days: no name is given before both sides agreed."""
