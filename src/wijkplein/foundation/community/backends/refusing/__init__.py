"""Database wrappers that belong to one community each."""
