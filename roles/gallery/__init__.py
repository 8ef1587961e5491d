"""The component gallery: every template of ``templates/components/`` in every state, for staff.

``entries`` says what an entry is, ``samples`` holds the frozen facts that states are made of,
``rendering`` draws a state with the real template, and the other modules list the states.
No row of the database is read or written.
"""
