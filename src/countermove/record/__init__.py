"""Many readings in one embedded database: what happened, who says so, from how many independent origins."""
