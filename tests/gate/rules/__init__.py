"""The rules of the gate, by what they do to a page: read, walk, photograph, resize, recolour, operate."""
