"""Who does what by when: from the bus stop to the work plan."""
