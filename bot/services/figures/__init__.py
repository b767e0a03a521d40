"""What coordinators see: figures, what is behind them, exports and reports."""
