"""What is done in a case from its page."""
