"""The open community: one folder, one database, its keys and its brand."""
