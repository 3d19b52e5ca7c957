"""What import-linter cannot see: doors, foreign keys, templates, writes, words, sizes and fresh documents."""
