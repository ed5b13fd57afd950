"""One file a service: the kinds of things that it holds, and what is special to its operations."""
