"""Pages that combine rooms: home, area page, search, the statements, the work table, and opening a square."""
