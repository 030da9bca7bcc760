"""Commands of the room config."""
