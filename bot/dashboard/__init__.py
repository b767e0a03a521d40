"""The coordinators' pages in a browser: figures, what is behind them, requests, territories."""
