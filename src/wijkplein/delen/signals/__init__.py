"""*Vertel wat er speelt*: complaint, question, wish, compliment, idea. What was said is kept without who said it."""
