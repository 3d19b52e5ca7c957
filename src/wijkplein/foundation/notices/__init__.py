"""Who hears what: inbox, mail in and out, weekly mail, paper queue, and the worker (design.md section 2, word 8)."""
