"""A telephone for people who have no account with a provider; in the demonstration only."""
