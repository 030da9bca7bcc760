"""The library (bibliotheek): what others do so that growing up may be ordinary, each told in our
own words and in one fixed format.
"""
