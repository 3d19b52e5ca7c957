"""Bar S3: random neighbours do random things, and a small oracle in plain Python says who may see what after it."""
