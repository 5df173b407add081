"""What takes texts and calls to the networks, and what tells us what became of them."""
