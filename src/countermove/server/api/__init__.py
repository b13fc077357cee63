"""REST: the endpoints by what they are about, and what describes them."""
