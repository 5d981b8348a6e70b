"""Who can open the data: encrypting them, making them plain again, and what opens them."""
