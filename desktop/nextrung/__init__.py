"""Next Rung: an offline self-assessment for people who want to manage machine-learning teams."""

__version__ = "0.1.0"
