"""Time that runs: the authority's deadlines, everybody else's own limits, and what stops or ends them."""
