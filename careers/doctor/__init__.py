"""`make doctor`: what is wrong with this installation, and the fix, in plain sentences.

``machine`` looks at files, programs and packages with nothing but Python's own library, so that it
works where ``.venv`` is broken or the settings refuse to start; ``site`` asks Django for the rest.
Nothing is changed or mended here.
"""
