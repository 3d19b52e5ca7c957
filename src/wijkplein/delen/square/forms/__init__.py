"""The forms of the square."""
