"""The demonstration town Molenrij: fictional, with its own geometry, people and half a year of square.

Stands above every room and is known by none. Data in `data/` is written by hand; the code only tells it, through the
real actions, at the moments it happened.
"""
