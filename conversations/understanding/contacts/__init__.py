"""How people tell where they are reached: addresses in every disguise, numbers in words."""
