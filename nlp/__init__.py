"""From text to articles, mentions and statements; knows nothing of a store."""
