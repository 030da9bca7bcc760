"""Writes about people: registering a supporter, keeping the trust file, opening and closing
grants.
"""
