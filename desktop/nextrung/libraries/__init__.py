"""The libraries of the system that Qt draws with: which are needed, which are missing, and what installs them."""
