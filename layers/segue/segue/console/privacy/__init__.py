"""Pages of what people ask about their data, records and the audit trail."""
