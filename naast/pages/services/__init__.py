"""Writes: what an editor does, and what the second person does."""
