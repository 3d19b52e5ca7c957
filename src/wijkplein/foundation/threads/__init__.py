"""The red thread (rode draad): this came from that, across rooms."""
