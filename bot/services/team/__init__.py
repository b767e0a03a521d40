"""The people of the network: invited, listed, away, told each morning."""
