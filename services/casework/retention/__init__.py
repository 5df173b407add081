"""How long a file is kept: archived and destroyed by its result, erased on request, given whole to whom it is about."""
