"""What machines read: the JSON of a guide (``role_json``, pure printing) and the API below ``/api/v1/`` (``v1``).

Each part of the API is a router in a module of its own, named after what it answers; ``v1`` mounts them.
"""
