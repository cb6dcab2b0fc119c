"""Pages of measures: dashboards, figures, pictures, and how easy customers found it."""
