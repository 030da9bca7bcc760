"""For who worries about a child: what one may see, words to begin with, what one can do, whom to
call. Nothing but fixed texts: no models, no forms, nothing anybody ticks or types leaves the page.
"""
