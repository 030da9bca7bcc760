"""Commands of the room impact."""
