"""The phone: every service by text message and by call."""
