"""Who answers whom: reply links inferred from what a flat capture still shows.

Pure functions over plain values: no tables, no store, no clock.
"""
