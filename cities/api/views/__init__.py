"""Addresses of the API: read the parameters, ask, answer."""
