"""What whoever wants to tell of this takes along: posters, flyers, a card, images, words to send. And a
count of how often they led somebody here, that knows nobody.
"""
