"""Verifies a witness's answer with cryptography's Ed25519, sharing no code with Quorate.

Standard input: {"request": the body of add-checkpoint, "answer": the signature lines, "witness": vkey}.
Standard output: one line "<name> <time>" for each cosignature of the witness; an error and status 1 if
there is none or one does not hold.
"""

import base64
import hashlib
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def decode(text):
    return base64.b64decode(text, validate=True)


def main():
    given = json.load(sys.stdin)
    name, key_id, material = given["witness"].split("+", 2)
    material = decode(material)
    if material[0] != 4:
        raise ValueError(f"type {material[0]} does not cosign")
    expected_id = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    if expected_id.hex() != key_id:
        raise ValueError(f"the witness has the identifier {expected_id.hex()}")
    public = Ed25519PublicKey.from_public_bytes(material[1:])

    _, note = given["request"].split("\n\n", 1)
    body = note[: note.rindex("\n\n") + 1]
    found = 0
    for line in given["answer"].splitlines():
        dash, signer, signature = line.split(" ")
        signature = decode(signature)
        if (dash, signer, signature[:4]) != ("\u2014", name, expected_id):
            continue
        # struct { u64 timestamp; opaque ed25519_signature[64]; } in big-endian order.
        if len(signature) != 4 + 8 + 64:
            raise ValueError(f"a cosignature of {len(signature)} bytes")
        time = int.from_bytes(signature[4:12], "big")
        public.verify(signature[12:], b"cosignature/v1\ntime %d\n" % time + body.encode())
        print(name, time)
        found += 1
    if not found:
        raise ValueError(f"not cosigned by {name}")


main()
