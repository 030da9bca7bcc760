"""The social map: who is there for families near a postcode, and who checked that."""
