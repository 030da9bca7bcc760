"""Shapes of what is sent in, asked and remarked."""
