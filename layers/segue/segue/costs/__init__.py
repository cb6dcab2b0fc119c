"""What running Segue costs: counted events and messages, times units that were measured, times list prices. Pure.

`prices.json` are prices with their source and date, `units.json` what the benchmark counted of one event and one
message, and what stands in the template whether anything happens or not (`python -m segue_tools.costs` writes it).
"""
