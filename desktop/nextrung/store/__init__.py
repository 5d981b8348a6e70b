"""What is kept: one SQLite file, its migrations, and one module for each kind of thing."""
