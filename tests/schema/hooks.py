"""How schemathesis writes the bodies that are neither JSON nor a form."""

import schemathesis

TEXTS = ("application/jose", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@schemathesis.serializer(*TEXTS)
def text(ctx, value):
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else str(value).encode()
