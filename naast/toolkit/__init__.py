"""What one takes along to tell of this: posters, flyers, a card, images, words to send. And a count
of how often they led somebody here, that knows nobody.
"""
