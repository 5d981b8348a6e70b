"""The overview: where the person is, what comes next."""
