"""Tests of the word rules of story A1."""
