"""What a turn on the web costs, beside a bare view that does the same SQL and renders the same page."""
