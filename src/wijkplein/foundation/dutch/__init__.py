"""The Dutch of a neighbourhood: word lists that anybody can read and add to, and the rules that go with them.

It knows no database, no page and no person: only words.
"""
