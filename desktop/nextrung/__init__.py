"""Next Rung: an offline self-assessment for people who want to manage machine-learning teams."""

from nextrung.lean import without

with without("typing_extensions"):  # two megabytes that msgspec loads for Pythons older than ours
    import msgspec as msgspec

__version__ = "0.1.0"
