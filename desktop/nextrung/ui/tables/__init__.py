"""The page on which a table becomes people, answers or pay: how it is read, what its columns mean, what comes in."""
