"""Others' event data, row by row: ICEWS, POLECAT, GDELT 1 and 2, ACLED."""
