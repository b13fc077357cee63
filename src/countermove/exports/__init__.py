"""Events of readings in the exchange formats of the field: PLOVER, POLECAT, ICEWS, GDELT and ACLED."""
