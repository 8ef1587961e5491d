"""Charts as data: where each mark stands and what is printed beside it. Pure."""
