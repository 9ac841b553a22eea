"""What the tests of JSON Schemas share."""


def objects_of(node):
    """Every part of a schema that describes an object."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from objects_of(item)
