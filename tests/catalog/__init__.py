"""What work costs: services, grids, rates and their lists, the mapping."""
