"""Search: one Dutch analyser, one index per database engine, newest first, only what the searcher may see.

`analyser` and `ranking` are plain Python and know nothing of Django; `index` and `query` stand on them.
"""
