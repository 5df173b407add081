"""Providers: what brings messages to us and takes ours away, each in a module of its own."""
