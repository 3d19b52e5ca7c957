"""Bars of reliability.md section 5.1 on the real thing: killed servers, cut power, backups under load."""
