"""Commands of the room support."""
