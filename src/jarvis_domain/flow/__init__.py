"""The way of a message: async functions that perform what the pure code decided."""
