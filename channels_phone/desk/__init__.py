"""Where the people at the telephone work: who waits, and what is gone through together."""
