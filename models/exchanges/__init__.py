"""What is stored of exchanges between firms, apart from what is contracted."""
