"""One module a subcommand: `configure(parser)` names its arguments, `run(node, arguments)` does it."""
