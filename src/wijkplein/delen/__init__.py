"""Floor 1, delen: what do we have, need and hear?"""
