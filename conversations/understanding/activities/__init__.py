"""What a firm does, from the words in which its people name their trade."""
