"""What the sender holds: a receipt with an owner, a clock and an outcome. Nothing gets parked."""
