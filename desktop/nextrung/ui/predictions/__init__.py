"""Did it come true? What was expected before an interview, a round or a project, and what came."""
