"""Persons, organisations, roles and how one acts for another."""
