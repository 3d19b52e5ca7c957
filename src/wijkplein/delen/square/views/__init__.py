"""The pages of the square."""
