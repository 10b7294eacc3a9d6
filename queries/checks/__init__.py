"""Checks: what a report says against what follows from it.

    facts -> figures (intervals) -> relations (found) -> judgements -> results, operands, repair proposals

A printed number is an interval. The nearest relatives are XBRL Calculations 1.1 (intervals that must meet instead of
rounded points), GRIM and statcheck (what a paper reports is recomputed from the paper) and the typo repair of
Statistics Netherlands (the balance that fails is solved for one operand).
"""
