"""What people type in this room: shape only, no rules."""
