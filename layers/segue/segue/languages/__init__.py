"""Languages that the staff read in: texts, numbers, and a catalogue each."""
