"""What is out of place in exchanges: reported in one tap, looked at by who works the basin, and stopped."""
