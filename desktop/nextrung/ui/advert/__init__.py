"""Job adverts: what they seem to ask for, and targets made from them."""
