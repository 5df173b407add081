"""The counter: the places there are, and what happens at them."""
