"""One way in for all tables: read, mapped to fields, and shown as rows that would come in, with what to mend."""
