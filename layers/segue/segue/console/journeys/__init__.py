"""Pages of journeys, and their flow as a picture and in words."""
