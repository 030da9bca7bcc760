"""Who is who: accounts, people, households, organisations, supporters and the grants between them."""
