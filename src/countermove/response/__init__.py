"""Responses: who answered a move and how, who stayed silent, and what is likely next."""
