"""What JARVIS needs of the world, as small protocols in its own words."""
