"""From models to what a page shows: plain data, in the language of who looks at it."""
