"""The tour: every page and state with sample data, for pictures, audits and benchmarks."""
