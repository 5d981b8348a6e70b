"""One assessment: the answers of a person on one form of one questionnaire, their order, progress and time left."""
