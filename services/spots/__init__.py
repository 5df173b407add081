"""The network of Citizen Spots: counters near to people, where they are and when they are open."""
