"""What a person takes on: development actions offered for a result, plan steps, and the evidence they leave."""
