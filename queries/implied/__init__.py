"""Values that no report prints and that follow from printed ones, as intervals.

A level with its growth rate implies its base, a cumulative figure with its month the cumulative one before, a plan rate
the plan. What is derived is kept apart from what is reported.
"""
