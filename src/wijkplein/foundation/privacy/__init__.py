"""What we hold about people, how it is kept shut, and when it goes."""
