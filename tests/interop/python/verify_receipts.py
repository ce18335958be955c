"""Verifies receipts with pymerkle's tree and cryptography's Ed25519, sharing no code with Quorate.

Standard input: {"entries": [base64], "log": vkey, "witness": vkey or null, "receipts": [text]}.
Standard output: one line "<index> <size>" for each receipt; an error and status 1 if one does not hold.
"""

import base64
import hashlib
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree


def decode(text):
    return base64.b64decode(text, validate=True)


class Key:
    """A verifier key of C2SP signed-note."""

    def __init__(self, vkey):
        self.name, key_id, material = vkey.split("+", 2)
        material = decode(material)
        self.id = hashlib.sha256(self.name.encode() + b"\n" + material).digest()[:4]
        if self.id.hex() != key_id:
            raise ValueError(f"{vkey} has the identifier {self.id.hex()}")
        self.kind = material[0]
        self.public = Ed25519PublicKey.from_public_bytes(material[1:])

    def verify(self, note):
        """Verifies that this key signed or cosigned a note."""
        text, lines = note.rsplit("\n\n", 1)
        text += "\n"
        for line in lines.splitlines():
            dash, name, signature = line.split(" ")
            signature = decode(signature)
            if (dash, name, signature[:4]) == ("—", self.name, self.id):
                return self.verify_signature(text, signature[4:])
        raise ValueError(f"not signed by {self.name}")

    def verify_signature(self, text, signature):
        if self.kind == 4:
            time = int.from_bytes(signature[:8], "big")
            text, signature = f"cosignature/v1\ntime {time}\n{text}", signature[8:]
        elif self.kind != 1:
            raise ValueError(f"type {self.kind}")
        self.public.verify(signature, text.encode())


def verify(receipt, tree, keys):
    head, note = receipt.split("\n\n", 1)
    first, extra, index, *path = head.split("\n")
    if first != "c2sp.org/tlog-proof@v1":
        raise ValueError("not a tlog-proof")
    index = int(index.removeprefix("index "))
    for key in keys:
        key.verify(note)
    origin, size, root = note.split("\n")[:3]
    size = int(size)
    if origin != keys[0].name:
        raise ValueError(f"of another log, {origin}")
    if decode(root) != tree.get_root(size):
        raise ValueError(f"another root of {size} entries")
    # pymerkle counts leaves from 1 and puts the leaf before its siblings.
    leaf, *expected = tree.prove_inclusion(index + 1, size).path
    entry = decode(extra.removeprefix("extra "))
    if hashlib.sha256(b"\0" + entry).digest() != leaf:
        raise ValueError(f"another entry at {index}")
    if [decode(line) for line in path] != expected:
        raise ValueError(f"another proof of {index} in {size}")
    return index, size


def main():
    given = json.load(sys.stdin)
    tree = InmemoryTree.init_from_entries([decode(entry) for entry in given["entries"]])
    keys = [Key(vkey) for vkey in (given["log"], given["witness"]) if vkey]
    for receipt in given["receipts"]:
        print(*verify(receipt, tree, keys))


main()
