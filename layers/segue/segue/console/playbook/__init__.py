"""Pages of the playbook: its files as text and as fields, its versions, the tracking plan."""
