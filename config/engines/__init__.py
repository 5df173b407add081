"""The embedded engines: PostgreSQL and Valkey in a private folder, up while somebody uses them."""
