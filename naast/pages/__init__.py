"""Pages: stories, campaigns, the film and its evening, written here and said yes to by two."""
