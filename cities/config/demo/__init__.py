"""The demo network: what CITIES looks like when a real network uses it."""
