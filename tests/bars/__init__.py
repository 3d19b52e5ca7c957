"""The bars of reliability.md 5.2 and 5.3 (column T) that cross rooms; each "0" has the fault that must turn it red."""
