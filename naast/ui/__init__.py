"""Components, layouts, tokens and icons. Knows no domain models."""
