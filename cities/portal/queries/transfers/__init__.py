"""Pages of transfers: one, all of them, and where a practice has travelled."""
