"""The exam of the gate (bar A3): clean pages of ours, and barriers sown into them that it must find."""
