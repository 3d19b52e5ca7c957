"""Who may do what to which kind of thing, and the diary of what was done."""
