"""Who is who: accounts, people, households, supporters, and the grants between them."""
