"""What we know before reading: names, areas, posts, organisation forms, services; data, thin loaders."""
