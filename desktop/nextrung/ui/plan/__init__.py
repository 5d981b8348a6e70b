"""The plan: its steps in columns, one step in detail, and the small forms around them."""
