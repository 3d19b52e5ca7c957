"""Pages of notices, letters and the joint mailbox."""
