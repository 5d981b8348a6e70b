"""What was deleted in the last days, on the pages that it was deleted from and in the settings."""
