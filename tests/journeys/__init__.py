"""The stories, in a real browser against a real server (design.md section 9)."""
