"""Reports as a person meets them: choosing, looking at the pages, saving, printing; and answers that come in."""
