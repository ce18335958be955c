"""A mail server (RFC 5321) that keeps nothing: it prints its port, then each message it takes as a line of JSON.

User and password are asked for; an address that begins with "nobody" is refused for good, one that begins with
"later" is taken at the second attempt.
"""

import email
import email.policy
import json
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


class Sink:
    def __init__(self):
        self.delayed = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later") and address not in self.delayed:
            self.delayed.add(address)
            return "450 4.2.1 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = {
            "from": str(message["from"]),
            "to": envelope.rcpt_tos,
            "id": str(message["message-id"]),
            "subject": str(message["subject"]),
            "text": message.get_content(),
            "user": session.auth_data,
            "unsubscribe": [str(message[name]) for name in ("list-unsubscribe", "list-unsubscribe-post")],
        }
        print(json.dumps(line), flush=True)
        return "250 2.0.0 OK queued as 4F2A"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"user", b"password")
    return AuthResult(success=good, auth_data=data.login.decode() if good else None)


class Listening(Controller):
    def _trigger_server(self):
        # The port is known only once the server listens.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


sink = Listening(
    Sink(), hostname="127.0.0.1", port=0, authenticator=authenticate, auth_required=True, auth_require_tls=False
)
sink.start()
print(sink.port, flush=True)
# Ends with whoever started it.
sys.stdin.read()
threading.Thread(target=sink.stop, daemon=True).start()
