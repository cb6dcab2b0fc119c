"""What is learned from everybody at night: how a run goes over them, what it keeps, what each model says of itself.

A run gathers once (`gathering`), and every model learns from the same parts in a stage of its own; each says in a card
what it was made of and how good it was. `docs/recommendations.md` explains it.
"""
