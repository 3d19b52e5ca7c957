"""Tests that stand outside the rooms: foundation of the house, gate, journeys."""
