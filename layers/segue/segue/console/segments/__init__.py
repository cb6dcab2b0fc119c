"""Pages of segments, and their conditions as a form's rows and in words."""
