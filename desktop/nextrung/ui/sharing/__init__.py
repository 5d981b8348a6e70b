"""Between a client and a coach: what is shared, the plan that goes back, and what both sides see of either."""
