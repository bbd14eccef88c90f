"""What the API asks: pages of records with all that is told of them, each at a fixed number of queries."""
