"""Who is to answer by when: queues, opening hours, service levels, presence, assignment, escalation."""
