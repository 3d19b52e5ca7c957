"""Themes with word lists that everybody can read; the machine only says "lijkt op", and why."""
