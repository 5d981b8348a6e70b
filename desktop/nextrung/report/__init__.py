"""What leaves and enters: one model of a report, written as PDF, spreadsheet, CSV, JSON, Markdown and calendar."""
