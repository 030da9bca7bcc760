"""Settings, addresses and the command line: where the house is put together."""
