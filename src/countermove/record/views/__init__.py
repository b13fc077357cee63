"""Looking at the record: what is in it as typed objects, and their layout as reports.

Every function takes an open connection and returns frozen dataclasses, which ``msgspec.json.encode`` writes as JSON.
"""
