"""The square: questions, news and thanks between neighbours."""
