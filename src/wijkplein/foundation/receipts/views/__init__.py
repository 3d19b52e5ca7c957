"""Pages of the receipts room."""
