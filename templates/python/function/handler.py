def handle(event, context):
    """Answers one call.

    event has method, path, query, headers, body (bytes) and text. Return text, bytes, anything
    that JSON knows, or {"statusCode": 200, "headers": {}, "body": ...}.
    """
    name = event.text.strip() or "world"
    return f"Hello, {name}!\n"
