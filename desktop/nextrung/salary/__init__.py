"""Published pay: figures with their provenance, factors for place, sector and rung, prices, and own figures. Pure."""
