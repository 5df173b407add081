"""What people say in a call that no machine writes down: recorded, fetched, listened to, and told."""
