"""The composition root: it fills every port and may import everything."""
