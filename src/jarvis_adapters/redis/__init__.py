"""Redis or Valkey: cache, limits and events for several processes, none of which may lose a message."""
