"""Our side: CITIES with its own settings, as it is deployed."""
