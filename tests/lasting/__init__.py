"""What lasts: words through a crash, data through a disaster, rows through an upgrade."""
