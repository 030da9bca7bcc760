"""Commands of the room guide."""
