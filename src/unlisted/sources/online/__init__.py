"""Places to look on the network: what each would ask, and how its answers are read. Nothing here asks."""
