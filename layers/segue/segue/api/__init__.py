"""The people API: routes, their answers, roles and errors. The only place that imports pydantic."""
