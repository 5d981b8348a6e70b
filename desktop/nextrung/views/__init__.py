"""Second views by file: invitations, the form that goes out as one HTML file, and the sealed reply that comes back.

Pure: nothing here knows Qt or the database.
"""
