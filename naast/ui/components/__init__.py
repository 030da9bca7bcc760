"""The component tags, one module per kind. `naast/ui/README.md` is their contract."""
