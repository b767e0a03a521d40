"""What people write to one another and are asked, as it is stored."""
