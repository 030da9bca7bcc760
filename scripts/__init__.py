"""Tools for whoever works on this folder. None of them is part of the package `naast`."""
