"""What handles each kind of update: read it, call one service, end."""
