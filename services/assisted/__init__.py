"""A person who helps another through a service: on the telephone now, at a counter later."""
