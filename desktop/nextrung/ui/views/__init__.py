"""Views of others: who is asked, what came back, and how it lies beside the own levels."""
