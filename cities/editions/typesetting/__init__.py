"""From blocks to a printed page: the data a typesetter is given, its template, and the press itself.

Nothing of a record ever becomes markup: the template reads data, and all it may open is the folder made for it.
"""
