"""The faces: the front door, Today, Mijn kring and Mijn steun."""
