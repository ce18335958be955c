"""Sums the samples of `perf script` (see `make profile`) into the parts of a cast, in shares of all.

In the kernel a sample belongs to what it was called for. Elsewhere it belongs to its purpose, if it is one of
those below, whichever function it is in, and else to the innermost function that has a place below.
"""

import re
import sys
from collections import Counter

KERNEL = [
    ("kernel: marks beside the database", r"marks::"),
    ("kernel: files", r"fsync|fdatasync|ext4|pwrite|pread|ftruncate"),
    ("kernel: sending", r"sys_sendto|sys_sendmsg|tcp_sendmsg"),
    ("kernel: receiving", r"sys_recvfrom|tcp_recvmsg"),
    ("kernel: waiting for sockets, waking threads", r"epoll|futex|eventfd|sys_write|schedule"),
]
PURPOSES = [
    ("signature of the ballot: strict check", r"verify_strict"),
    ("its public key: the point on the curve", r"PublicKey::from_bytes|VerifyingKey"),
    ("signature of the checkpoint", r"Checkpoint.*sign|SigningKey|ed25519_dalek::signing"),
    ("marks beside the database", r"marks::"),
    ("entries as canonical JSON", r"json_canonicalizer"),
]
PLACES = [
    ("statements and rows", r"sqlx|sea_orm|sea_query|quorate::store::|sqlite3"),
    ("deciding, tree and receipts", r"committer::casts|actions::turn|evidence::merkle|receipt|outcome"),
    ("claims looked up", r"actions::known|committer::claims"),
    ("ballot as JWS and JSON", r"actions::ballots|serde_json|base64"),
    ("span of the request", r"tracing"),
    ("HTTP and routes", r"actix|httparse|quorate::http|regex"),
    ("runtime", r"tokio|mio::|parking_lot"),
]
ALLOCATOR = r"\b(malloc|free|cfree|realloc|calloc|_int_\w+|malloc_consolidate|unlink_chunk\S*|posix_memalign)\b"


def samples(lines):
    """The functions of each sample, the innermost first."""
    chain = None
    for line in lines:
        if not line.strip():
            if chain is not None:
                yield chain
            chain = None
        elif chain is None:
            chain = []
        else:
            chain.append(line.strip())
    if chain is not None:
        yield chain


def part(chain):
    """The part that a sample belongs to."""
    text = "\n".join(chain)
    in_kernel = bool(chain) and "[kernel" in chain[0]
    for name, pattern in KERNEL if in_kernel else PURPOSES:
        if re.search(pattern, text):
            return name
    if in_kernel:
        return "kernel: the rest"
    for function in chain:
        for name, pattern in PLACES:
            if re.search(pattern, function):
                return name
    return "the rest"


def main():
    parts, allocating, count = Counter(), 0, 0
    for chain in samples(sys.stdin):
        count += 1
        parts[part(chain)] += 1
        allocating += bool(chain and re.search(ALLOCATOR, chain[0]))
    if count == 0:
        sys.exit("no samples: did perf record anything?")
    print(f"{count} samples\n\n| part | share in % |\n|---|---|")
    for name, samples_of_part in parts.most_common():
        print(f"| {name} | {1000 * samples_of_part // count / 10} |")
    print(f"\nOf all, in the allocator: {1000 * allocating // count / 10} %")


main()
