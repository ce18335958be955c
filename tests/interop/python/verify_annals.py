"""Verifies annals by docs/record-format.md alone, sharing no code with Quorate but with the second verifier of bundles.

    verify_annals.py KEYS ANNALS...

KEYS is the service's list of keys from another source. Prints one line for each finding, or that there are none, and exits
as verify_bundle.py does.

It checks the tree and its head, the keys and their replacements, the documents of every entry, enrolments, offices, who
signed every act and that its entry says what was signed, notices and certificates, the stages of every meeting, the
numbers of rules and registers, the time zone, and what the named witnesses say.

**It does not replay the life.** Whether a deed was possible, what follows for those in office, which notices were held, what
is due, over which holidays days are counted and whether rules lie on a pack only `quorate-verify annals` says; so this
verifier finds a record sound in which a support counts twice. What a deed says besides noun, process and register, and
which roles sign which deed, it does not read either.
"""

import json
import sys
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from verify_bundle import (
    DOCUMENTS, LIFE, LINES, PUBLIC, UNREADABLE, Case, Entry, Head, Tree, Unreadable, digest, fields, instant, is_signed, key_at,
    read_canonical, read_json, read_statement, signed, thumbprint, url,
)

NOUNS = set("contract formation term sitting seal_use archive petition candidacy contest evaluation committee".split())
ROLES = set("owner secretary convener member chair scrutineer supervisor residents_committee trustee operator".split())


class File:
    """The lines of annals, each from its canonical bytes, in the order that the page gives."""

    def __init__(self, data):
        try:
            *texts, rest = data.decode().split("\n")
        except UnicodeDecodeError as error:
            raise Unreadable(f"not UTF-8: {error}") from error
        lines = [read_canonical(text, f"line {number}") for number, text in enumerate(texts, 1)]
        for number, line in enumerate(lines, 1):
            fields(line, "line " + LINES.get(line.get("line"), "nothing"), f"line {number}")
        kinds = [line["line"] for line in lines]
        if (rest or kinds[:3] != ["header", "calendar", "entry"] or kinds[-2:] != ["checkpoint", "end"]
                or not set(kinds[3:-2]) <= {"entry", "document", "certificate"}):
            raise Unreadable("another order of lines")
        self.header, self.calendar, self.checkpoint = lines[0], lines[1], Head(lines[-2]["note"])
        if self.header["bundle"] not in ("public", "audit") or self.header["meeting"] is not None:
            raise Unreadable("not annals")
        if lines[-1]["lines"] != len(lines):
            raise Unreadable(f"{len(lines)} lines, not {lines[-1]['lines']}")
        self.start, self.end, self.keys = (self.header[name] for name in ("from", "to", "keys"))
        self.tree, self.earlier, self.entries, self.behind, self.certificates = Tree(0, []), [], [], {}, {}
        self.cosigned = 0
        for line in lines[2:-2]:
            if line["line"] == "entry":
                self.entries.append(Entry(line["index"], line["entry"]))
            elif line["line"] == "document":
                self.behind.setdefault(len(self.entries) - 1, []).append((line["kind"], line["sha256"], line["text"]))
            else:
                self.certificates.setdefault(len(self.entries) - 1, []).append(line["jws"])
        self.range = self.entries


class Life(Case):
    """A community's record under judgement."""

    def __init__(self, file):
        super().__init__(file, {})
        self.texts, self.registers, self.states, self.acts = {}, {}, {}, set()
        self.rules_stated, self.register = 0, 0
        self.enrolled, self.enrolled_at, self.invited, self.valid, self.offices = {}, {}, {}, set(), {}
        self.definition = None

    def witnessed(self, satisfied):
        """No meeting waits for its witnesses here; its own bundle says whether they came in time."""

    def judge(self, pinned):
        self.keys(pinned)
        self.check(self.bundle.start == 0, "annals: do not begin with the first entry")
        self.record()
        self.replaced()
        for place, entry in enumerate(self.bundle.entries):
            self.documents(entry, self.bundle.behind.get(place, []))
            self.about_keys(entry)
            self.numbers(entry)
            self.stage(entry)
            certificates = self.bundle.certificates.get(place, [])
            self.check(len(certificates) == (entry.kind == "meeting_counted"),
                       f"entry {entry.index}: {len(certificates)} certificates behind it")
            if entry.kind == "act_recorded":
                self.act(entry)
            elif entry.kind == "meeting_noticed":
                self.noticed(entry)
            elif entry.kind == "meeting_counted" and certificates:
                self.counted(entry, certificates[0])
        if self.definition:
            self.witnesses()

    def documents(self, entry, behind):
        """What stands behind an entry: what it names, once in the file, and nothing else."""
        fact, where = entry.fact, f"entry {entry.index}"
        names = {"key_enrolled": {"statement": "enrolment"}, "rules_set": {"document": "rules"},
                 "meeting_noticed": {"definition": "definition", "statement": "notice"},
                 "act_recorded": {"statement": "owner_act" if fact.get("by") == "owner" else "act"}}.get(entry.kind, {})
        wanted = {fact[name]: kind for name, kind in names.items()}
        wanted |= dict.fromkeys(fact.get("confirmations", []), "enrolment_confirmation")
        own = {sha256: text for _, sha256, text in behind}
        if entry.kind == "act_recorded" and fact["statement"] in own:
            register = self.registers.get(self.counted_on(own[fact["statement"]]))
            wanted |= {register: "register"} if register else {}
        for kind, sha256, text in behind:
            self.check(digest(text) == sha256, f"document {sha256}: another content")
            self.check(wanted.get(sha256) == kind, f"{where}: names no {kind} {sha256}")
            self.check(sha256 not in self.texts, f"document {sha256}: there twice")
            self.check(self.audit or kind in PUBLIC, f"document {sha256}: a {kind} in public annals")
            self.texts[sha256] = text
            if kind in ("register", "rules"):
                value = fields(read_canonical(text, kind), DOCUMENTS[kind], kind)
                self.check(value["community"] == self.community, f"{kind} {sha256}: of another community")
                version = value["register_version" if kind == "register" else "rules_version"]
                self.check(kind == "register" or version == fact["version"], f"{where}: rules of another version")
                self.check(kind == "rules" or self.registers.get(version) == sha256, f"{where}: a register of another version")
        for sha256, kind in wanted.items():
            self.check(sha256 in self.texts or not (self.audit or kind in PUBLIC), f"{where}: its {kind} {sha256} is missing")

    def counted_on(self, text):
        """The version of the register that an act names, or None."""
        _, payload = read_statement(text, "act")
        (deed,) = payload["act"].values()
        return deed.get("register")

    def about_keys(self, entry):
        fact = entry.fact
        if entry.kind in ("role_granted", "role_ended"):
            self.office(entry, self.valid)
        elif entry.kind == "key_enrolled":
            self.valid.add(fact["statement"])
            if self.audit and fact["statement"] in self.texts:
                self.enrols(entry)
        elif entry.kind == "key_revoked":
            self.check(fact["statement"] in self.valid, f"entry {entry.index}: revokes no key")
            self.valid.discard(fact["statement"])
            self.revokes(entry)

    def numbers(self, entry):
        """Rules are numbered from 1 without a gap, versions of the register only grow."""
        fact = entry.fact
        if entry.kind == "rules_set":
            self.check(fact["version"] == self.rules_stated + 1, f"entry {entry.index}: rules out of order")
            self.rules_stated = fact["version"]
        elif entry.kind == "register_imported":
            self.check(fact["version"] > self.register, f"entry {entry.index}: a register out of order")
            self.register = max(self.register, fact["version"])
            self.registers[fact["version"]] = fact["document"]

    def stage(self, entry):
        if entry.kind not in LIFE:
            return
        allowed, after = LIFE[entry.kind]
        meeting = entry.fact["meeting"]
        state = self.states.setdefault(meeting, "draft")
        # Ballots the bundle of their meeting judges.
        self.check(state in allowed or entry.kind == "ballot_received",
                   f"entry {entry.index}: {entry.kind} in a meeting that is {state}")
        self.states[meeting] = after or state

    def act(self, entry):
        """An act is recorded once, says what its entry says, and was signed by somebody who held the role then."""
        fact, where = entry.fact, f"entry {entry.index}"
        self.check(fact["statement"] not in self.acts, f"{where}: records an act again")
        self.acts.add(fact["statement"])
        self.check(fact["subject"] in NOUNS and fact["by"] in ROLES and str(UUID(fact["process"])) == fact["process"],
                   f"{where}: no such noun, role or process")
        text = self.texts.get(fact["statement"])
        if text is None:
            return
        kid, said = read_statement(text, "act")
        self.check((said["origin"], said["community"], said["process"], list(said["act"]))
                   == (self.origin, self.community, fact["process"], [fact["subject"]]), f"{where}: its act belongs elsewhere")
        if not self.audit:
            return
        if fact["by"] == "owner":
            key, owner = self.key_of(fact["statement"], entry.index)
            key = key if owner is not None else None
        else:
            key, _ = self.officer(fact["statement"], fact["by"], entry)
        self.check(key and kid == thumbprint(key) and is_signed(text, key), f"{where}: not signed by somebody in that role")

    def noticed(self, entry):
        fact, where = entry.fact, f"entry {entry.index}"
        notice, definition = self.texts.get(fact["statement"]), self.texts.get(fact["definition"])
        if not self.check(notice and definition, f"{where}: no notice or no definition"):
            return
        key = key_at(self.chain, "statements", entry.index)
        _, said = read_statement(notice, "notice")
        own = (self.origin, self.community, fact["meeting"])
        self.check(is_signed(notice, key), f"{where}: the service did not sign the notice")
        self.check((said["origin"], said["community"], said["meeting"], said["definition"], said["roll"])
                   == (*own, fact["definition"], fact["roll"]) and instant(said["noticed_at"]) <= entry.at,
                   f"{where}: its notice belongs elsewhere")
        value = fields(read_canonical(definition, "definition"), DOCUMENTS["definition"], "definition")
        self.check((value["origin"], value["community"], value["meeting"]) == own, f"{where}: its definition belongs elsewhere")
        self.check(value["time_zone"] == self.bundle.calendar["time_zone"], f"{where}: counts days in another time zone")
        self.definition = value

    def counted(self, entry, jws):
        fact, what = entry.fact, f"certificate of entry {entry.index}"
        fields(jws, "payload signatures", what)
        payload = url(jws["payload"]).decode()
        self.check(digest(payload) == fact["certificate"], f"{what}: another one")
        value = read_canonical(payload, what)
        self.check((value["origin"], value["community"], value["meeting"]) == (self.origin, self.community, fact["meeting"]),
                   f"{what}: belongs elsewhere")
        if not self.check(len(jws["signatures"]) == 1, f"{what}: other signatures than the service's"):
            return
        (own,) = jws["signatures"]
        fields(own, "protected signature header", what)
        header = fields(read_json(url(own["protected"]), what), "alg kid typ", what)
        key = key_at(self.chain, "statements", entry.index)
        holds = signed(Ed25519PublicKey.from_public_bytes(url(key)), url(own["signature"]),
                       f"{own['protected']}.{jws['payload']}".encode())
        self.check(holds and own["header"]["role"] is None and own["header"]["key"] == key
                   and header == {"alg": "EdDSA", "kid": thumbprint(key), "typ": "quorate-certificate+jws"},
                   f"{what}: the service did not sign it")


def verify(data, pinned):
    """The findings of annals. What is found first can make the rest unreadable."""
    life = Life(File(data))
    try:
        life.judge(pinned)
    except UNREADABLE as error:
        if not life.findings:
            raise
        life.findings.append(f"the rest cannot be read: {error!r}")
    return life.findings


def main(keys, *files):
    pinned = json.loads(Path(keys).read_text())
    worst = 0
    for path in files:
        try:
            findings = verify(Path(path).read_bytes(), pinned)
            status = 1 if findings else 0
        except UNREADABLE as error:
            findings, status = [f"{type(error).__name__}: {error}"], 2
        for finding in findings or ["no findings"]:
            print(f"{path}: {finding}")
        worst = max(worst, status)
    return worst


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
