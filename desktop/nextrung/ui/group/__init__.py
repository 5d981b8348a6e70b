"""The group page: everyone at once, against one role."""
