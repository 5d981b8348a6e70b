"""Frameworks of competencies that come as tables or JSON: recognised by headings and shape, read to drafts."""
