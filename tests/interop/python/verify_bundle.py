"""Verifies bundles by docs/record-format.md and docs/rules.md alone, sharing no code with Quorate.

    verify_bundle.py KEYS PACKS BUNDLE...

KEYS is the service's list of keys from another source, PACKS a folder with rule packs and overlays. Prints one line for each
finding, or that there are none. Exits with 0 if there are none, with 1 if there are some, with 2 if something cannot
be read. Each section below stands for one of the page; numbers of sections are the page's. Needs the system's
time zones (Debian's `tzdata`).

It is a second opinion, not a second product. It leaves to `quorate-verify`: keys and points of small order, which
`cryptography` accepts; what a verdict says besides its numbers: sentences, paragraphs, articles, `participation`, `approval`;
rule packs that ask more than thresholds of area and heads, as the Chinese ones do not; the ballot form `per_unit`.
"""

import base64
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from unicodedata import category
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# What must be there, and nothing else; what the page calls optional stands behind "/".
LINES = {
    "header": "v bundle community meeting from to keys",
    "peaks": "hashes",
    "earlier": "index entry proof",
    "entry": "index entry",
    "cosigned": "note",
    "document": "kind sha256 text",
    "certificate": "jws",
    "checkpoint": "note",
    "end": "lines",
    "calendar": "time_zone holidays",
}
FACTS = {
    "register_imported": "version document",
    "rules_set": "version document",
    "key_enrolled": "method confirmed_by statement confirmations",
    "key_revoked": "statement",
    "role_granted": "grant role until enrolment",
    "role_ended": "grant reason",
    "service_key_replaced": "key statement",
    "meeting_noticed": "meeting definition roll annex statement notice keys_before",
    "notice_versioned": "meeting version notice reason",
    "roll_amended": "meeting statement by confirmation confirmed_by reason before roll annex",
    "objection_raised": "meeting objection stage ground matter paper text",
    "objection_withdrawn": "meeting objection paper",
    "objection_answered": "meeting objection answer upheld summary correction amendment",
    "lot_committed": "meeting role statement",
    "unit_served": "meeting unit channel served_at by version evidence details",
    "service_attempted": "meeting unit channel attempted_at by version evidence details",
    "meeting_opened": "meeting definition roll annex",
    "ballot_received": "meeting statement received_at forwarding",
    "representative_nominated": "meeting elector statement",
    "representation_disputed": "meeting elector statement",
    "representation_dispute_withdrawn": "meeting elector statement",
    "representation_decided": "meeting elector outcome reason statement",
    "mandate_given": "meeting elector statement confirmation",
    "mandate_revoked": "meeting mandate statement confirmation",
    "holder_excluded": "meeting statement",
    "delegate_appointed": "meeting statement confirmation",
    "opinion_recorded": "meeting mandate statement",
    "assistance_recorded": "meeting statement by confirmation confirmed_by",
    "succession_recorded": "meeting elector statement by confirmation confirmed_by evidence reason",
    "papers_issued": "meeting by list papers statement",
    "paper_returned": "meeting by serial received_at way scan statement",
    "paper_withdrawn": "meeting by serial why statement",
    "paper_entered": "meeting by serial reading statement",
    "papers_counted": "meeting by issued returned outstanding spoiled void sample reason statement",
    "papers_sampled": "meeting by papers differing statement",
    "meeting_extended": "meeting closes_at reason",
    "meeting_closed": "meeting ballots",
    "lot_revealed": "meeting statement",
    "meeting_counted": "meeting certificate",
    "certificate_signed": "meeting certificate role signature",
    "result_announced": "meeting certificate open_objections",
    "meeting_cancelled": "meeting reason",
    "meeting_annulled": "meeting reason",
    "audit_material_erased": "of",
    "act_recorded": "subject process by statement",
}
GROUNDS = {
    "roll": "area_wrong not_an_owner missing_from_roll procedure other",
    "candidates": "not_eligible not_an_owner procedure other",
    "competence": "outside_competence procedure other",
    "result": "count_wrong procedure other",
}
STATEMENTS = {
    "ballot": "v origin community meeting definition roll elector mandate choices supersedes nonce",
    "enrolment": "v origin community activation method confirmed_by role until owner consent key nonce",
    "enrolment-confirmation": "v origin community activation method owner key role nonce",
    "roll-amendment": "v origin community meeting before change reason nonce",
    "roll-confirmation": "v origin community meeting amendment role nonce",
    "notice": "v origin community meeting definition roll noticed_at",
    "forwarding": "v origin community meeting ballot received_at",
    "lot-commitment": "v origin community meeting role key commitment",
    "lot-reveal": "v origin community meeting value",
    "representative-nomination": "v origin community meeting elector representative nonce",
    "representation-objection": "v origin community meeting elector representative reason nonce",
    "representation-withdrawal": "v origin community meeting elector nonce",
    "representation-decision": "v origin community meeting elector outcome reason nonce",
    "mandate": "v origin community meeting elector principal holder instructions paper nonce",
    "mandate-revocation": "v origin community meeting mandate paper nonce",
    "holder-exclusion": "v origin community meeting holder reason nonce",
    "delegate-appointment": "v origin community meeting delegate building entrance from until minutes nonce",
    "opinion": "v origin community meeting mandate choices evidence nonce",
    "assistance": "v origin community meeting elector owner key place nonce",
    "succession": "v origin community meeting elector by before after evidence reason nonce",
    "acting-confirmation": "v origin community meeting statement role nonce",
    "notice-acknowledgement": "v origin community meeting notice nonce",
    "paper-issue": "v origin community meeting definition roll list papers nonce",
    "paper-return": "v origin community meeting serial received_at way scan nonce",
    "paper-withdrawal": "v origin community meeting serial why nonce",
    "paper-entry": "v origin community meeting serial authenticity signed_by mandate marks nonce",
    "paper-count": "v origin community meeting issued returned outstanding spoiled void sample reason nonce",
    "paper-sample": "v origin community meeting papers nonce",
    "key-replacement": "v origin key old new from",
    "act": "v origin community process act nonce",
}
DOCUMENTS = {
    "definition": "v origin community meeting title kind called_by time_zone opens_at closes_at objection_days mode"
    " rule_pack witnesses inboxes overlays online_channel holidays lot non_voter_rule delegate_rule key_cooling_hours switches matters",
    "roll": "v community meeting register_version status overlapping_owners electors",
    "annex": "v community meeting salt electors",
    "register": "v community register_version salt units",
    "rules": "v community rules_version overlays recognition",
    "notice_text": "v origin community meeting version previous definition title kind called_by time_zone opens_at closes_at"
    " channel matters silence blank spoiled voting objecting particulars",
    "service_details": "v meeting salt served_by",
    "paper_list": "v community meeting salt papers",
}
CERTIFICATE = (
    "v origin community meeting definition roll close ballots_received ballots_counted channels co_owned counted_at matters"
)
# What is said about who acts for co-owners, and by which statement.
SPOKEN = {
    "representative_nominated": "representative-nomination",
    "representation_disputed": "representation-objection",
    "representation_dispute_withdrawn": "representation-withdrawal",
    "representation_decided": "representation-decision",
}
# What is said about mandates, by which statement, and by officers in which roles, the first and the second reader.
MANDATED = {
    "mandate_given": ("mandate", {"secretary", "convener"}),
    "mandate_revoked": ("mandate-revocation", {"secretary", "convener"}),
    "holder_excluded": ("holder-exclusion", {"convener", "supervisor"}),
    "delegate_appointed": ("delegate-appointment", {"secretary", "convener"}),
    "opinion_recorded": ("opinion", set()),
}
SECOND_READERS = {"scrutineer", "supervisor", "residents_committee"}
HOLDERS, DISCRETION = ["unknown", "anyone", "owners"], ["unknown", "allowed", "instructed_only"]
# What two people sign, and as what.
OF_TWO = {"assistance_recorded": "assistance", "succession_recorded": "succession"}
# How long help with a vote covers a ballot.
ASSISTANCE = timedelta(hours=2)
# What is said about papers, by which statement, and by officers in which roles.
PAPER_READERS = {"scrutineer", "secretary", "convener", "supervisor", "residents_committee"}
PAPERS = {
    "papers_issued": ("paper-issue", {"secretary"}),
    "paper_returned": ("paper-return", {"secretary", "convener"}),
    "paper_withdrawn": ("paper-withdrawal", {"secretary", "convener"}),
    "paper_entered": ("paper-entry", PAPER_READERS),
    "papers_counted": ("paper-count", PAPER_READERS),
    "papers_sampled": ("paper-sample", PAPER_READERS - {"secretary"}),
}
PAPER_NUMBERS = ("issued", "returned", "outstanding", "spoiled", "void")
VERDICT = (
    "preset matter share_unit passed totals participation approval inequalities paragraph paragraph_zh"
    "/needed candidates elected alternates runoff lot otherwise switches risks attributed"
)
ATTACHMENT_TYPES = {"application/pdf", "image/jpeg", "image/png", "text/plain"}
SERVICE_CHANNELS = {"in_app", "email", "message", "letter", "door", "posting"}
PUBLIC = {"definition", "roll", "notice", "notice_text", "rules", "lot_commitment", "lot_reveal", "act"}
# Who besides the secretary may confirm an enrolment.
SECONDS = {"member", "chair", "scrutineer", "supervisor", "residents_committee"}
OWNER_METHODS = {"letter_and_contact", "letter_and_provider", "desk", "recovery", "device"}
# How many commitments to the lot each role may make.
# Who confirms an amendment of the roll, by as what it was signed.
CONFIRMERS = {
    "secretary": {"scrutineer", "supervisor", "residents_committee"},
    "supervisor": {"scrutineer", "residents_committee"},
}
# Every role that is granted.
OFFICES = set("secretary convener member chair scrutineer supervisor residents_committee trustee".split())
PLEDGERS = {"convener": 1, "scrutineer": 2, "supervisor": 1}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# The states of a meeting, by what happens: where it may happen, and where it leads.
LIFE = {
    "meeting_noticed": ({"draft"}, "noticed"),
    "roll_amended": ({"noticed"}, None),
    "lot_committed": ({"noticed"}, None),
    "notice_versioned": ({"noticed"}, None),
    "unit_served": ({"noticed", "open"}, None),
    "service_attempted": ({"noticed", "open"}, None),
    "papers_issued": ({"open"}, None),
    "paper_returned": ({"open", "closed"}, None),
    "paper_withdrawn": ({"open", "closed"}, None),
    "paper_entered": ({"open", "closed"}, None),
    "papers_counted": ({"closed"}, None),
    "papers_sampled": ({"closed", "counted"}, None),
    "meeting_opened": ({"noticed"}, "open"),
    "ballot_received": ({"open", "closed"}, None),
    "representative_nominated": ({"noticed", "open"}, None),
    "representation_disputed": ({"open", "closed"}, None),
    "representation_dispute_withdrawn": ({"open", "closed"}, None),
    "representation_decided": ({"open", "closed"}, None),
    "mandate_given": ({"noticed", "open"}, None),
    "mandate_revoked": ({"noticed", "open"}, None),
    "holder_excluded": ({"noticed", "open"}, None),
    "delegate_appointed": ({"noticed", "open"}, None),
    "opinion_recorded": ({"noticed", "open"}, None),
    "assistance_recorded": ({"open"}, None),
    "succession_recorded": ({"open"}, None),
    "meeting_extended": ({"open"}, None),
    "meeting_closed": ({"open"}, "closed"),
    "lot_revealed": ({"closed"}, None),
    "meeting_counted": ({"closed"}, "counted"),
    "certificate_signed": ({"counted", "announced"}, None),
    "result_announced": ({"counted"}, "announced"),
    "meeting_cancelled": ({"draft", "noticed", "open"}, "cancelled"),
    "meeting_annulled": ({"counted", "announced"}, "annulled"),
}


# What overlays may settle, and the channels of online votes, the freest first.
TOPICS = ["notice", "extraordinary_notice", "notice_content", "service", "voting_period", "committee", "online_channel", "holders", "discretion", "switch", "limit", "procedure"]
CHANNELS = ["any", "recognised", "city_only"]
# Parameters of the procedure: what a community may make of each, and the words they have, in order.
PROCEDURE = {
    "forming_trigger": "fixed",
    "forming_delivered_share": "fixed",
    "forming_years": "fixed",
    "forming_years_delivered_share": "fixed",
    "application_share": "fixed",
    "application_measures": "fixed",
    "preparatory_body": "fixed",
    "preparatory_group_days_max": "most",
    "group_posting_days_min": "least",
    "group_parity": "least",
    "group_owners_share_min": "least",
    "group_head": "fixed",
    "register_posting_days_min": "least",
    "materials_posting_days_min": "least",
    "inaugural_meeting_days_max": "most",
    "petition_share": "most",
    "petition_measures": "most",
    "petition_answer_days_max": "most",
    "candidacy_nominators": "fixed",
    "candidacy_posting_days_min": "least",
    "term_years_min": "least",
    "term_years_max": "most",
    "first_sitting_days_max": "most",
    "filing_days_max": "most",
    "change_filing_days_max": "most",
    "sitting_agenda_days_min": "least",
    "sitting_residents_days_min": "least",
    "sitting_petition_share": "most",
    "sitting_interval_months_max": "most",
    "sitting_quorum": "least",
    "sitting_decision": "least",
    "sitting_posting_days_max": "most",
    "recall_members_share": "most",
    "recall_owners_share": "most",
    "recall_owners_measures": "most",
    "recall_hearing": "least",
    "whole_reelection": "least",
    "term_report_months_min": "least",
    "restricted_kinds": "least",
    "restricted_from": "least",
    "handover_days_max": "most",
    "handover_from": "least",
    "member_handover_days_max": "most",
    "exit_audit": "least",
    "result_posting_days_max": "most",
    "manager_dismissal_notice_days_min": "least",
    "contract_end_days_min": "least",
    "evaluation_months_max": "most",
    "petition_signing_days_max": "least",
    "petition_meeting_days_max": "most",
    "contest_answer_days_max": "most",
    "evaluation_days_min": "least",
    "evaluation_posting_days_max": "most",
    "group_members_min": "least",
    "candidacy_call_days_min": "least",
    "suspension_by": "fixed",
}
WORDS = [["either", "heads", "area", "both"], ["none", "required"], ["free", "odd"], ["fewer_than_half", "not_more_than_half"],
         ["term_end", "group_formed"], ["delivered_share", "delivered_share_or_years"], ["preparatory_group", "interim_committee"],
         ["supervisor", "residents_committee"]]


class Unreadable(Exception):
    """Not the form that the page describes."""


# Fields of another shape than the page gives come to light where they are used.
UNREADABLE = (Unreadable, KeyError, ValueError, TypeError, AttributeError, IndexError, StopIteration)


# --- 1. Values ---


def canonical(value):
    """RFC 8785, for the values that occur here: every name of a field is ASCII, every number an integer."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def fields(value, names, what):
    names, _, optional = names.partition("/")
    if not isinstance(value, dict) or not set(names.split()) <= set(value) <= set(f"{names} {optional}".split()):
        raise Unreadable(f"{what} has other fields")
    if value.get("v", 1) != 1:
        raise Unreadable(f"{what} has another version")
    return value


def read_json(text, what):
    def once(pairs):
        if len(dict(pairs)) < len(pairs):
            raise Unreadable(f"{what} names a field twice")
        return dict(pairs)

    def refuse(number):
        raise Unreadable(f"{what} holds the number {number}")

    try:
        return json.loads(text, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
    except ValueError as error:
        raise Unreadable(f"{what}: {error}") from error


def read_canonical(text, what):
    value = read_json(text, what)
    if canonical(value) != text:
        raise Unreadable(f"{what} is not canonical")
    return value


def decode(text, altchars=None):
    """Strict base64: as the bytes would be written again. With altchars that of URLs, without padding."""
    padding = "=" * (-len(text) % 4) if altchars else ""
    data = base64.b64decode((text + padding).encode(), altchars=altchars, validate=True)
    again = base64.b64encode(data, altchars=altchars).decode()
    if (again.rstrip("=") if altchars else again) != text:
        raise ValueError("not canonical base64")
    return data


def url(text):
    return decode(text, b"-_")


def digest(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def unhex(text):
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise Unreadable(f"{text} is not a digest")
    return bytes.fromhex(text)


def instant(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", text):
        raise Unreadable(f"{text} is not an instant in UTC")
    return datetime.fromisoformat(text)


def thousandths(area):
    """An area in thousandths of a unit; None if it is unknown."""
    if area is None:
        return None
    whole, _, decimals = area.partition(".")
    return int(whole) * 1000 + int(decimals.ljust(3, "0"))


# --- 2. The record: the tree, notes, cosignatures ---


def leaf(entry):
    return hashlib.sha256(b"\0" + entry.encode()).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The right edge of a Merkle tree, as (size of a complete subtree, its root)."""

    def __init__(self, size, peaks):
        sizes = [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]
        if len(sizes) != len(peaks):
            raise Unreadable(f"{len(peaks)} peaks are not those of {size} entries")
        self.edge = [(size, unhex(peak)) for size, peak in zip(sizes, peaks)]

    def append(self, entry):
        size, right = 1, leaf(entry)
        while self.edge and self.edge[-1][0] == size:
            right = node(self.edge.pop()[1], right)
            size *= 2
        self.edge.append((size, right))

    def root(self):
        *left, (_, root) = self.edge
        for _, subtree in reversed(left):
            root = node(subtree, root)
        return root


def root_of_proof(entry, index, size, proof):
    """The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2); None if it has another length."""
    root, last = leaf(entry), size - 1
    for step in proof:
        if last == 0:
            return None
        if index & 1 or index == last:
            root = node(step, root)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            root = node(root, step)
        index, last = index >> 1, last >> 1
    return root if last == 0 else None


class Key:
    """A C2SP verifier key, `name+id+base64` of type and public key."""

    def __init__(self, text):
        try:
            self.name, key_id, material = text.split("+", 2)
            material = decode(material)
            self.id = hashlib.sha256(f"{self.name}\n".encode() + material).digest()[:4]
            self.kind, self.public = material[0], Ed25519PublicKey.from_public_bytes(material[1:])
        except (ValueError, IndexError) as error:
            raise Unreadable(f"{text} is not a verifier key") from error
        if self.id.hex() != key_id:
            raise Unreadable(f"{text} has the identifier {self.id.hex()}")

    def verify(self, text, signature):
        """Whether this key signed; for a cosignature also when, as seconds since 1970."""
        time = None
        if self.kind == 4:
            time = int.from_bytes(signature[:8], "big")
            text, signature = f"cosignature/v1\ntime {time}\n{text}", signature[8:]
        return signed(self.public, signature, text.encode()), time


def signed(public, signature, data):
    try:
        public.verify(signature, data)
        return True
    except InvalidSignature:
        return False


class Head:
    """A signed tree head: three lines, and signatures by (name, id)."""

    def __init__(self, note):
        try:
            self.text, _, lines = note.rpartition("\n\n")
            self.text += "\n"
            self.origin, size, root, nothing = self.text.split("\n")
            self.size, self.root, self.signatures = int(size), decode(root), {}
            for line in lines.removesuffix("\n").split("\n"):
                dash, name, signature = line.split(" ")
                signature = decode(signature)
                self.signatures[name, signature[:4]] = signature[4:]
                if dash != "—":
                    raise ValueError("a signature line of another form")
            if nothing or str(self.size) != size or not lines.endswith("\n") or len(self.root) != 32:
                raise ValueError("another form")
        except ValueError as error:
            raise Unreadable(f"not a checkpoint: {error}") from error


# --- 3. Keys and signed statements ---


def thumbprint(key):
    jwk = canonical({"crv": "Ed25519", "kty": "OKP", "x": key})
    return base64.urlsafe_b64encode(hashlib.sha256(jwk.encode()).digest()).decode().rstrip("=")


def read_statement(text, kind):
    """The header's `kid` and the payload of a compact JWS, whose signature is not checked yet."""
    try:
        header, payload, _ = text.split(".")
        header = fields(read_json(url(header), kind), "alg kid typ", f"header of a {kind}")
        payload = read_json(url(payload).decode(), kind)
    except ValueError as error:
        raise Unreadable(f"a {kind} is not a compact JWS: {error}") from error
    if (header["alg"], header["typ"]) != ("EdDSA", f"quorate-{kind}+jws"):
        raise Unreadable(f"a {kind} is a {header['typ']}, signed with {header['alg']}")
    return header["kid"], fields(payload, STATEMENTS[kind], kind)


def is_signed(text, key):
    data, _, signature = text.rpartition(".")
    kid = json.loads(url(text.split(".")[0]))["kid"]
    return kid == thumbprint(key) and signed(Ed25519PublicKey.from_public_bytes(url(key)), url(signature), data.encode())


SERVICE_KEYS = ["checkpoints", "statements"]


def key_at(chain, which, place):
    """The key in force at an entry, or in a tree of this size; the first one before that."""
    own = [each for each in chain if each[1] == which]
    return max((each for each in own if each[0] <= place), default=own[0], key=lambda each: each[0])[2]


def log_key(origin, key):
    material = b"\1" + url(key)
    name = hashlib.sha256(f"{origin}\n".encode() + material).hexdigest()[:8]
    return Key(f"{origin}+{name}+{base64.b64encode(material).decode()}")


# --- 7. Bundles ---


class Entry:
    """An entry of the record."""

    def __init__(self, index, text):
        self.index, self.text = index, text
        value = fields(read_canonical(text, f"entry {index}"), "at fact v", f"entry {index}")
        self.at, self.fact = instant(value["at"]), value["fact"]
        self.kind = self.fact.get("kind")
        fields(self.fact, "kind " + FACTS.get(self.kind, "nothing"), f"entry {index}, {self.kind},")


LETTER = dict(zip(LINES, "hpaecdskzl"))


class Bundle:
    """The lines of a bundle, each read from its canonical bytes, in the order that the page gives."""

    def __init__(self, data):
        try:
            *texts, rest = data.decode().split("\n")
        except UnicodeDecodeError as error:
            raise Unreadable(f"not UTF-8: {error}") from error
        lines = [read_canonical(text, f"line {number}") for number, text in enumerate(texts, 1)]
        for number, line in enumerate(lines, 1):
            fields(line, "line " + LINES.get(line.get("line"), "nothing"), f"line {number}")
        order = "".join("b" if line.get("kind") == "ballot" else LETTER[line["line"]] for line in lines)
        if rest or not re.fullmatch("hpa*[ec]*d*b*s?kz", order):
            raise Unreadable(f"another order of lines: {order}")
        self.header, self.checkpoint = lines[0], Head(lines[-2]["note"])
        self.start, self.end, self.keys = (self.header[name] for name in ("from", "to", "keys"))
        if self.header["bundle"] not in ("public", "audit"):
            raise Unreadable(f"{self.header['bundle']} is no kind of bundle")
        if lines[-1]["lines"] != len(lines):
            raise Unreadable(f"{len(lines)} lines, not {lines[-1]['lines']}")
        self.tree = Tree(self.start, lines[1]["hashes"])
        of = {kind: [line for line in lines if line["line"] == kind] for kind in LINES}
        self.earlier = [(Entry(x["index"], x["entry"]), x["proof"]) for x in of["earlier"]]
        self.range = [Entry(x["index"], x["entry"]) if "entry" in x else Head(x["note"]) for x in lines
                      if x["line"] in ("entry", "cosigned")]
        self.entries = [x for x in self.range if isinstance(x, Entry)]
        self.cosigned = len(self.range) - len(self.entries)
        self.documents = [(x["kind"], x["sha256"], x["text"]) for x in of["document"]]
        self.certificate = of["certificate"][0]["jws"] if of["certificate"] else None


# --- 8. What a verifier does ---


class Representation:
    """Who acts for an elector that several owners hold together, from what is said and cast in the record's order."""

    def __init__(self, owners, stock=False):
        self.owners, self.named, self.objectors = owners, {}, set()
        self.owner = self.since = self.decided = self.before = None
        self.ballots, self.own, self.stock, self.succeeded = 0, 0, stock, 0

    def passed(self, owners, index):
        """Who acts from an entry on: what holders cast falls away, what owners cast stands."""
        if not self.own:
            self.owner, self.since, self.ballots = None, None, 0
        after = Representation(owners)
        after.before, after.succeeded = self, index
        return after

    def voted_before(self):
        """Whoever acted before the last succession, if their vote stands."""
        return self.before if self.before and self.before.standing() else None

    def settled(self):
        if len(self.owners) == 1 and not self.stock:
            return self.owners[0]
        named = set(self.named.values())
        return named.pop() if len(self.named) == len(self.owners) and len(named) == 1 else None

    def state(self):
        if self.voted_before():
            return self.before.state()
        if self.stock or self.settled():
            return "settled"
        if self.decided:
            return {"stands": "confirmed", "set_aside": "set_aside"}[self.decided]
        return "nobody" if not self.owner else "disputed" if self.objectors else "provisional"

    def standing(self):
        if self.voted_before():
            return self.before.standing()
        return 0 if self.state() == "set_aside" else self.ballots

    def stands(self, index):
        """Whether a ballot of an entry stands, counting or to be followed."""
        if self.voted_before():
            return self.before.stands(index)
        return bool(self.standing()) and self.since is not None and self.since <= index

    def admits(self, owner):
        state = self.state()
        if self.voted_before():
            return False
        return self.stock or state != "set_aside" and (self.settled() if state == "settled" else self.owner) in (None, owner)

    def cast(self, owner, index, own=True):
        if self.owner != owner and not (self.stock and self.owner):
            self.owner, self.since, self.ballots, self.own = owner, index, 0, 0
        self.ballots, self.own = self.ballots + 1, self.own + own

    def take_paper(self, by, index):
        """Adds a paper of these owners once all ballots are known; whether it stands."""
        theirs = [owner for owner in by if owner in self.owners]
        if self.before and index < self.succeeded:
            return self.before.take_paper(by, index)
        if self.voted_before():
            return False
        if theirs and self.state() != "settled" and set(self.owners) <= set(by):
            return True
        owner = next((own for own in theirs if self.admits(own)), None)
        if owner is not None:
            self.cast(owner, index)
        return owner is not None

    def take_held_paper(self, by, index):
        """The same of a holder's, of the owner who gave the mandate."""
        stands = self.succeeded <= index and len(by) == 1 and by[0] in self.owners and self.admits(by[0])
        if stands:
            self.cast(by[0], index, own=False)
        return stands

    def say(self, word, at, when):
        """Takes what was said, if it can be."""
        (kind, by, said), (closes, close) = word, when
        if kind != "representative-nomination" and self.voted_before():
            return self.before.say(word, at, when)
        state = self.state()
        if kind == "representation-decision":
            self.decided, self.objectors = (said["outcome"], set()) if state == "disputed" else (self.decided, self.objectors)
            return state == "disputed" and said["outcome"] in ("stands", "set_aside")
        if by not in self.owners:
            return False
        if kind == "representation-withdrawal":
            objected = state == "disputed" and by in self.objectors
            self.objectors = self.objectors - {by} if objected else self.objectors
            return objected
        whom = said["representative"]
        if kind == "representation-objection":
            late = at >= closes and not (close is not None and self.since is not None and close < self.since)
            possible = state in ("provisional", "disputed") and whom == self.owner != by and by not in self.objectors
            self.objectors = self.objectors | {by} if possible and not late else self.objectors
            return possible and not late
        if at >= closes or whom not in self.owners or self.named.get(by) == whom:
            return False
        self.named[by] = whom
        if self.settled():
            if self.owner != whom or self.decided == "set_aside":
                self.owner, self.since, self.ballots = None, None, 0
            self.decided, self.objectors = None, set()
        return True


class Case:
    """One bundle under judgement. Each method is a step of section 8."""

    def __init__(self, bundle, packs):
        self.bundle, self.packs, self.findings, self.in_force = bundle, packs, [], {}
        self.paper_votes, self.not_authentic = {}, 0
        self.audit = bundle.header["bundle"] == "audit"
        self.meeting, self.community = bundle.header["meeting"], bundle.header["community"]
        self.mine = [entry for entry in bundle.entries if entry.fact.get("meeting") == self.meeting]

    def check(self, holds, finding):
        if not holds:
            self.findings.append(finding)
        return holds

    def last(self, kind):
        """The last entry of a kind that belongs to the meeting, or None."""
        return next((entry for entry in reversed(self.mine) if entry.kind == kind), None)

    # 1, 2: keys, tree, proofs, tree heads

    def keys(self, pinned):
        keys = fields(self.bundle.keys, "origin checkpoint_key statements_key /replaced", "the list of keys")
        fields(pinned, "origin checkpoint_key statements_key /replaced coming since revoked", "the pinned list of keys")
        self.origin = keys["origin"]
        self.listed, self.chain = self.follow(keys, "keys")
        _, known = self.follow(pinned, "pinned keys")
        since, end = pinned.get("since", 0), self.bundle.end
        theirs = [each for each in known if each[0] > since]
        ours = [each for each in self.chain if each[0] > since]
        same = min(len(theirs), len(ours))
        self.check(pinned["origin"] == self.origin and theirs[:same] == ours[:same] and since < end
                   and all(key_at(known, which, since) == key_at(self.chain, which, since) for which in SERVICE_KEYS),
                   "keys: not the pinned ones")
        for revoked in pinned.get("revoked", []):
            for which in SERVICE_KEYS:
                links = [each for each in self.chain if each[1] == which]
                ends = [each[0] for each in links[1:]] + [end]
                for (begins, _, key), until in zip(links, ends):
                    self.check(key != revoked["x"] or begins >= end or min(until, end) <= revoked["from"],
                               f"keys: {key} is not believed from entry {revoked['from']} on")

    def follow(self, keys, what):
        """The replacements that a list names, and the keys as (size of the first tree, which, key)."""
        jwk = fields(keys["statements_key"], "kty crv x kid", "the key of statements")
        log = Key(keys["checkpoint_key"])
        self.check(log.name == keys["origin"] and log.kind == 1, f"{what}: the checkpoint key is not the record's")
        self.check((jwk["kty"], jwk["crv"]) == ("OKP", "Ed25519"), f"{what}: the key of statements is not Ed25519")
        self.check(jwk["kid"] == thumbprint(jwk["x"]), f"{what}: the key of statements has another id")
        present = {"checkpoints": base64.urlsafe_b64encode(log.public.public_bytes_raw()).decode().rstrip("="),
                   "statements": jwk["x"]}
        listed = [fields(each, "entry at statement", "a replacement") for each in keys.get("replaced", [])]
        said = [(each, *read_statement(each["statement"], "key-replacement")) for each in listed]
        since = keys.get("since", 0)
        first = {which: next((own["old"] for _, _, own in said if own["key"] == which), key)
                 for which, key in present.items()}
        chain, last = [(since, which, first[which]) for which in SERVICE_KEYS], since
        for each, _, own in said:
            begins, which = each["entry"] + 1, own["key"]
            stands = (begins > last and own["origin"] == keys["origin"] and which in SERVICE_KEYS
                      and is_signed(each["statement"], key_at(chain, "statements", each["entry"]))
                      and instant(own["from"]) <= instant(each["at"])
                      and own["old"] == key_at(chain, which, each["entry"])
                      and own["new"] not in [key for _, other, key in chain if other == which])
            if not self.check(stands, f"{what}: the replacement of entry {each['entry']} does not stand"):
                return listed, [(since, which, key) for which, key in present.items()]
            chain, last = chain + [(begins, which, own["new"])], begins
        self.check({which: key_at(chain, which, last) for which in SERVICE_KEYS} == present,
                   f"{what}: the replacements lead to other keys")
        return listed, chain

    def replaced(self):
        """Whether the record holds exactly the replacements that are listed."""
        entries = [entry for entry, _ in self.bundle.earlier] + self.bundle.entries
        shown = [(entry.index, entry.at, entry.fact["statement"], entry.fact["key"]) for entry in entries
                 if entry.kind == "service_key_replaced"]
        listed = [(each["entry"], instant(each["at"]), each["statement"],
                   read_statement(each["statement"], "key-replacement")[1]["key"]) for each in self.listed]
        self.check(shown == listed, "keys: the record holds other replacements than those listed")

    def head(self, head, what):
        """Whether the record's own key, the one in force at its size, signed a tree head."""
        self.log = log_key(self.origin, key_at(self.chain, "checkpoints", head.size))
        signature = head.signatures.get((self.log.name, self.log.id))
        self.check(head.origin == self.origin, f"{what}: of another record, {head.origin}")
        self.check(signature and self.log.verify(head.text, signature)[0], f"{what}: not signed by the record's key")

    def record(self):
        bundle, tree, size, before = self.bundle, self.bundle.tree, self.bundle.start, None
        self.roots = {}
        for each in bundle.range:
            if isinstance(each, Head):
                self.head(each, f"tree head of {each.size}")
                self.check(each.size == size and each.root == self.roots.get(size),
                           f"tree head of {each.size}: another tree than that of the {size} entries before it")
                continue
            self.check(each.index == size, f"entry {each.index}: not the next after {size} entries")
            self.check(before is None or before.at <= each.at, f"entry {each.index}: earlier than the one before")
            tree.append(each.text)
            size, before = size + 1, each
            self.roots[size] = tree.root()
        last = bundle.checkpoint
        self.head(last, "checkpoint")
        self.check(last.size == bundle.end == size and self.roots.get(size) == last.root,
                   f"checkpoint: another tree than that of the {size} entries")
        before, at = -1, None
        for entry, proof in bundle.earlier:
            root = root_of_proof(entry.text, entry.index, last.size, [unhex(step) for step in proof])
            self.check(root == last.root, f"entry {entry.index}: its proof does not hold")
            self.check(before < entry.index < bundle.start, f"entry {entry.index}: not in order before the notice")
            self.check(at is None or at <= entry.at, f"entry {entry.index}: earlier than the one before")
            self.check("meeting" not in entry.fact, f"entry {entry.index}: does not belong before the notice")
            before, at = entry.index, entry.at
        self.check(at is None or at <= bundle.entries[0].at, "notice: earlier than an entry before it")

    # 3: the life of the meeting

    def life(self):
        state, self.ballots, objections = "draft", [], {}
        self.check(self.mine and self.bundle.entries[0] is self.mine[0] and self.mine[0].kind == "meeting_noticed",
                   "life: does not begin with the notice")
        for entry in self.mine:
            fact = entry.fact
            if entry.kind.startswith("objection"):
                self.objection(entry, objections, state)
                continue
            allowed, after = LIFE[entry.kind]
            self.check(state in allowed, f"entry {entry.index}: {entry.kind} in a meeting that is {state}")
            state = after or state
            if entry.kind == "ballot_received":
                self.ballots.append((entry, state))
            elif entry.kind == "meeting_closed":
                self.check(fact["ballots"] == len(self.ballots), f"close: {len(self.ballots)} ballots are recorded before")
            elif entry.kind == "result_announced":
                left = [standing for stage, standing in objections.values() if stage == "result"].count("open")
                self.check(fact["open_objections"] == left, f"announcement: {left} objections are open")
            self.check(len(fact.get("reason") or "") <= 2000, f"entry {entry.index}: a longer reason")
        self.state = state

    def objection(self, entry, objections, state):
        fact, place = entry.fact, f"entry {entry.index}"
        if entry.kind == "objection_raised":
            stage = fact["stage"]
            self.check(state == ("counted" if stage == "result" else "noticed"),
                       f"{place}: an objection in a meeting that is {state}")
            self.check(fact["objection"] not in objections, f"{place}: an objection raised twice")
            self.check((fact["matter"] is None) == (stage in ("roll", "result")),
                       f"{place}: a matter that is missing or not asked for")
            self.check(fact["ground"] in GROUNDS[stage].split(), f"{place}: a ground of another stage")
            objections[fact["objection"]] = stage, "open"
            return
        stage, standing = objections.get(fact["objection"], (None, "gone"))
        corrected = fact.get("correction") is not None
        self.check(standing == ("answered" if corrected else "open"), f"{place}: no such objection stands so")
        if entry.kind == "objection_withdrawn":
            objections[fact["objection"]] = stage, "withdrawn"
            return
        for text in filter(lambda text: text is not None, (fact["summary"], fact["correction"])):
            self.check(0 < len(text.strip()) <= 2000, f"{place}: an answer that is told to everybody in no fit length")
        amendments = [own.index for own in self.mine if own.kind == "roll_amended" and own.index < entry.index]
        self.check(fact["amendment"] is None or fact["upheld"] and stage == "roll" and fact["amendment"] in amendments,
                   f"{place}: no amendment followed from it")
        objections[fact["objection"]] = stage, "answered"

    def full_days(self, start, end):
        """Full days between two instants, neither counted, where the meeting is."""
        zone = ZoneInfo(self.definition["time_zone"])
        return (end.astimezone(zone).date() - start.astimezone(zone).date()).days - 1

    def end_of_days(self, event, days):
        """24:00 of the last day of a period, which gives way over rest days where the pack says so."""
        zone = ZoneInfo(self.definition["time_zone"])
        last, rule = event.astimezone(zone).date() + timedelta(days=days), self.pack.get("day_counting")
        years = {each["year"]: each for each in self.definition["holidays"] or []}
        while rule and days:
            named = years.get(last.year, {"rest": [], "work": []})
            weekly = WEEKDAYS[last.weekday()] in rule["weekly_rest"]["days"]
            if not (str(last) in named["rest"] or weekly and str(last) not in named["work"]):
                break
            last += timedelta(days=1)
        return datetime.combine(last + timedelta(days=1), time(), zone)

    def named_holidays(self):
        years, counted = self.definition["holidays"], "day_counting" in self.pack
        self.check((years is not None) == counted, "definition: holidays, where its rule pack counts none, or the reverse")
        for each in years or []:
            fields(each, "year source rest work", "holidays of a year")
            days = [date.fromisoformat(day) for day in each["rest"] + each["work"]]
            self.check(all(day.year == each["year"] for day in days) and len(set(days)) == len(days)
                       and [str(day) for day in days] == each["rest"] + each["work"]
                       and all(each[kind] == sorted(each[kind]) for kind in ("rest", "work")) and each["source"].strip(),
                       f"definition: the holidays of {each['year']} cannot stand")
        order = [each["year"] for each in years or []]
        self.check(order == sorted(set(order)), "definition: the years of its holidays are not in order")

    def hours(self):
        """Notice, hours, extensions, what may be counted when, and the time for objections."""
        noticed, opened, closed = map(self.last, ("meeting_noticed", "meeting_opened", "meeting_closed"))
        opens_at, closes_at = (instant(self.definition[name]) for name in ("opens_at", "closes_at"))
        days = self.settled["notice"]["full_days"]
        if self.definition["kind"] == "extraordinary":
            days = self.settled.get("extraordinary_notice", self.settled["notice"])["full_days"]
        self.check(self.full_days(noticed.at, opens_at) >= days, f"notice: less than {days} full days")
        self.check(not opened or opened.at >= opens_at, "opening: too early")
        for entry in self.mine:
            if entry.kind == "meeting_extended":
                later = instant(entry.fact["closes_at"])
                self.check(closes_at < later and entry.at < closes_at, f"entry {entry.index}: no extension")
                closes_at = later
        self.check(not closed or closed.at >= closes_at, "close: too early")
        period = self.settled.get("voting_period")
        for end in (instant(self.definition["closes_at"]), closes_at):
            self.check(not period or timedelta(days=period["days_min"]) <= end - opens_at <= timedelta(days=period["days_max"]),
                       "voting period: not as long as the rules ask")
        online = self.definition["online_channel"]["value"] != "city_only"
        self.check(online or not self.ballots, "ballots: cast online where only the city's system may take them")
        for entry, state in self.ballots:
            received, forwarded = instant(entry.fact["received_at"]), entry.fact["forwarding"]
            self.check(opens_at <= received < closes_at, f"entry {entry.index}: a ballot out of hours")
            self.check(forwarded or state == "open", f"entry {entry.index}: a ballot after the close")
            late = timedelta(seconds=60 if forwarded else 0)
            self.check(received <= entry.at + late, f"entry {entry.index}: received after it was recorded")
        counted, announced = self.last("meeting_counted"), self.last("result_announced")
        wait = timedelta(seconds=600 if self.definition["inboxes"] else 0)
        self.check(not counted or not closed or counted.at >= closed.at + wait, "count: too early")
        days = self.definition["objection_days"]
        end = self.end_of_days(counted.at, days) if counted else None
        self.check(not announced or announced.at >= end, f"announcement: before the end of {days} days after the count")
        for entry in self.mine:
            self.check(entry.fact.get("stage") != "result" or end and entry.at < end,
                       f"entry {entry.index}: an objection to the result outside its period")

    # 4: documents, notice, enrolments, amendments, pseudonyms

    def papers(self):
        """What must be there, by digest: the documents that entries name."""
        wanted = {}
        everything = [entry for entry, _ in self.bundle.earlier] + self.bundle.entries
        for entry in everything:
            fact, mine = entry.fact, entry.fact.get("meeting", self.meeting) == self.meeting
            names = {"meeting_noticed": {"statement": "notice"}, "key_enrolled": {"statement": "enrolment"},
                     "roll_amended": {"statement": "roll_amendment", "confirmation": "roll_confirmation"},
                     "ballot_received": {"statement": "ballot"},
                     "register_imported": {"document": "register"}, "rules_set": {"document": "rules"},
                     "objection_raised": {"text": "objection"},
                     "objection_answered": {"answer": "objection"}, "lot_committed": {"statement": "lot_commitment"},
                     "lot_revealed": {"statement": "lot_reveal"}}.get(entry.kind, {})
            names = {"statement": "representation"} if entry.kind in SPOKEN else names
            names = {"statement": "paper"} if entry.kind in PAPERS else names
            names = names | {"list": "paper_list"} if entry.kind == "papers_issued" else names
            if entry.kind in MANDATED:
                names = {name: "mandate" for name in ("statement", "confirmation") if fact.get(name)}
            names = dict.fromkeys(("statement", "confirmation"), OF_TWO[entry.kind]) if entry.kind in OF_TWO else names
            if entry.kind in ("meeting_noticed", "notice_versioned"):
                names = names | {"notice": "notice_text"}
            if entry.kind in ("unit_served", "service_attempted"):
                acknowledged = {"evidence": "acknowledgement"} if fact["by"] == "owner" and fact["evidence"] else {}
                names = acknowledged | ({"details": "service_details"} if fact["details"] else {})
            for name in ("definition", "roll", "annex", "forwarding"):
                names = names | ({name: name} if fact.get(name) else {})
            wanted |= {fact[name]: kind for name, kind in names.items() if mine}
            wanted |= dict.fromkeys(fact.get("confirmations", []), "enrolment_confirmation")
        self.texts, shown = {}, Counter()
        for kind, sha256, text in self.bundle.documents:
            shown[sha256] += 1
            self.check(digest(text) == sha256, f"document {sha256}: another content")
            self.check(wanted.get(sha256) == kind, f"document {sha256}: no entry names it as a {kind}")
            self.check(shown[sha256] == 1, f"document {sha256}: there twice")
            self.check(self.audit or kind in PUBLIC, f"document {sha256}: a {kind} in a public bundle")
            self.texts[sha256] = text
        needed = {sha256: kind for sha256, kind in wanted.items() if kind in PUBLIC or self.audit and kind != "register"}
        for sha256, kind in needed.items():
            self.check(sha256 in self.texts, f"document {sha256}: this {kind} is missing")
        places = [fact["statement"] for fact in (entry.fact for entry, _ in self.ballots)]
        ballots = [sha256 for kind, sha256, _ in self.bundle.documents if kind == "ballot"]
        self.check(not self.audit or ballots == places, "ballots: not in the order of their entries")

    def document(self, kind, sha256):
        """A document of this meeting."""
        value = fields(read_canonical(self.texts[sha256], kind), DOCUMENTS[kind], kind)
        self.check(value["community"] == self.community and value.get("meeting", self.meeting) == self.meeting
                   and value.get("origin", self.origin) == self.origin, f"{kind} {sha256}: belongs elsewhere")
        return value

    def statement(self, kind, sha256, key=None):
        """The payload of a signed statement of this meeting, by a key or by the key that it names."""
        text = self.texts[sha256]
        kid, payload = read_statement(text, kind)
        key = key or payload.get("key")
        self.check(key and is_signed(text, key), f"{kind} {sha256}: not signed with the key that it needs")
        self.check((payload["origin"], payload["community"], payload.get("meeting", self.meeting))
                   == (self.origin, self.community, self.meeting), f"{kind} {sha256}: belongs elsewhere")
        return kid, payload

    def public_papers(self):
        noticed, opened = self.last("meeting_noticed"), self.last("meeting_opened")
        facts = [entry.fact for entry in self.mine]
        self.definition = self.document("definition", noticed.fact["definition"])
        self.check(not opened or opened.fact["definition"] == noticed.fact["definition"], "opening: another definition")
        reference = self.definition["rule_pack"]
        self.pack, matters = self.packs.get(reference["sha256"]), self.definition["matters"]
        if self.pack is None:
            raise Unreadable(f"no rule pack {reference['id']} with the digest {reference['sha256']} is at hand")
        self.check((self.pack["id"], self.pack["version"]) == (reference["id"], reference["version"]),
                   "definition: its rule pack has another name")
        self.rules(noticed)
        names = {None} | {each["matter"] for each in matters}
        self.check(all(fact.get("matter") in names for fact in facts), "objections: to a matter that nobody asks")
        standing = {each["matter"] for each in matters if each["candidates"]}
        self.check(all(fact["matter"] in standing for fact in facts if fact.get("stage") == "candidates"),
                   "objections: to candidates of a matter that elects nobody")
        self.competence(matters)
        if not self.check(all(map(self.rule_of, matters)), "definition: a kind that its rule pack does not know"):
            return False
        self.check(all((self.rule_of(each).get("decides") == "election") == bool(each["candidates"]) for each in matters)
                   and 0 < len(matters) == len({each["matter"] for each in matters}), "definition: its matters cannot stand")
        said = [each["proposed_by"] for each in matters if "proposed_by" in each]
        self.check(all(0 < len(each.strip()) <= 200 and not any(category(one) == "Cc" for one in each) for each in said),
                   "definition: who proposed a matter cannot stand")
        lot, by_lot = self.definition["lot"], self.definition["switches"]["tie_break"] == "lot"
        hours = fields(lot, "reveal_hours", "lot")["reveal_hours"] if lot else None
        self.check(by_lot == (lot is not None) and (not lot or 24 <= hours <= 168), "definition: its lot cannot stand")
        self.check(24 <= self.definition["key_cooling_hours"] <= 168, "definition: its cooling period cannot stand")
        _, notice = self.statement("notice", noticed.fact["statement"], key_at(self.chain, "statements", noticed.index))
        self.check([notice[name] for name in ("definition", "roll")]
                   == [noticed.fact[name] for name in ("definition", "roll")]
                   and instant(notice["noticed_at"]) <= noticed.at, "notice: is not what the entry says")
        self.named(noticed)
        rolls = [fact for fact in facts if "roll" in fact]
        self.rolls = [self.document("roll", fact["roll"]) for fact in rolls]
        for before, fact in zip(rolls, rolls[1:]):
            self.check(fact.get("before", before["roll"]) == before["roll"], "amendment: of another roll")
        for roll, fact in zip(self.rolls, rolls):
            ids = [elector["elector"] for elector in roll["electors"]]
            status = "final" if fact["kind"] == "meeting_opened" else "provisional"
            self.check(roll["status"] == status, f"roll {fact['roll']}: is {roll['status']}")
            self.check(ids == sorted(set(ids)), f"roll {fact['roll']}: not in order")
            self.check(all(elector["heads"] == 1 for elector in roll["electors"]), f"roll {fact['roll']}: heads")
            self.check(roll["overlapping_owners"] == self.definition["switches"]["overlapping_owners"],
                       f"roll {fact['roll']}: by another rule than the definition's")
        if opened:
            last, final = rolls[-2:]
            self.check(self.rolls[-1] | {"status": "provisional"} == self.rolls[-2] and last["annex"] == final["annex"],
                       "roll: changed by the opening")
        for matter in self.definition["matters"]:
            on_roll = [unit for elector in self.rolls[-1]["electors"] for unit in elector["units"]]
            among, place = matter["electorate"], lambda unit: {name: unit[name] for name in ("building", "entrance")}
            self.check({unit["building"] for unit in on_roll}.issuperset(among["buildings"])
                       and {unit["unit"] for unit in on_roll}.issuperset(among["units"])
                       and all(entrance in map(place, on_roll) for entrance in among["entrances"])
                       and any(self.units(elector, matter) for elector in self.rolls[-1]["electors"]),
                       f"definition: the electorate of {matter['matter']} is not on the roll")
        self.policies()
        self.named_holidays()
        self.silence(noticed)
        self.notices(noticed)
        self.services(noticed)

    # rules.md: overlays

    def rules(self, noticed):
        """The rules in force: the pack with the overlays that the community stated last, each within its limits."""
        entries = [entry for entry, _ in self.bundle.earlier] + self.bundle.entries
        stated = [entry for entry in entries if entry.kind == "rules_set"]
        self.check([entry.fact["version"] for entry in stated] == list(range(1, len(stated) + 1)), "rules: a version is left out")
        last = {"overlays": [], "recognition": None}
        for entry in stated:
            if entry.index < noticed.index:
                last = self.document("rules", entry.fact["document"])
                self.check(last["rules_version"] == entry.fact["version"], f"entry {entry.index}: rules of another version")
        online, named = self.definition["online_channel"], self.definition["overlays"]
        self.check(named == last["overlays"], "definition: other rules than the community stated")
        self.check(len(named) <= 8, "definition: more than 8 overlays")
        fields(online, "value recognition", "online_channel")
        recognition = online["recognition"]
        self.check((recognition is not None and 0 < len(recognition.strip()) and len(recognition) <= 500)
                   if online["value"] == "recognised" else recognition is None, "definition: a recognition is missing or too much")
        self.check(recognition in (None, last["recognition"]), "definition: a recognition that nobody stated")
        self.settled = {name: self.pack[name] for name in ("notice", "service", "voting_period", "committee") if name in self.pack}
        self.settled |= self.pack.get("procedure", {})
        overlays = [self.overlay(fields(each, "id version sha256 text", "overlay")) for each in named]
        ids, issued = [each["id"] for each in overlays], [each["issued_by"] for each in overlays]
        self.check(len(set(ids)) == len(ids) and "community" not in issued[:-1], "definition: its overlays cannot stand together")
        for each in overlays:
            self.lay(each)
        for name, value in self.definition["switches"].items():
            settled = self.settled.get(name, {}).get("value", value)
            self.check(value == settled, f"definition: {name} is {value}, and the rules say {settled}")
        least = self.settled.get("comment_days_min", {"number": 0})["number"]
        self.check(self.definition["objection_days"] >= least, f"definition: less than {least} days for objections")
        stands = self.settled.get("online_channel", {"value": "any"})["value"]
        self.check(CHANNELS.index(online["value"]) >= CHANNELS.index(stands), "definition: a wider channel than the rules allow")

    def overlay(self, reference):
        """An overlay by its reference: the file of this digest, or the text beside it."""
        text, sha256 = reference["text"], reference["sha256"]
        if text is None:
            if sha256 not in self.packs:
                raise Unreadable(f"no overlay {reference['id']} with the digest {sha256} is at hand")
            overlay = self.packs[sha256]
        else:
            self.check(digest(text) == sha256 and len(text.encode()) <= 16384, f"rules {reference['id']}: another text")
            overlay = tomllib.loads(text)
        self.check((overlay["id"], overlay["version"], overlay["issued_by"] == "community")
                   == (reference["id"], reference["version"], text is not None), f"rules {reference['id']}: another name")
        return overlay

    def lay(self, overlay):
        """Lets the terms of an overlay stand, if they may: where the pack leaves them open, and a community's no laxer."""
        self.check(self.pack["id"] in overlay["base"], f"rules {overlay['id']}: not made for the pack")
        head = {"id", "version", "title", "issued_by", "base"}
        terms = {name: (name, value) for name, value in overlay.items() if name not in head | {"switch", "limit", "procedure"}}
        terms |= {each["name"]: ("switch", each) for each in overlay.get("switch", [])}
        terms |= {each["name"]: ("limit", each) for each in overlay.get("limit", [])}
        terms |= {each["name"]: ("procedure", each) for each in overlay.get("procedure", [])}
        self.check(bool(terms), f"rules {overlay['id']}: say nothing")
        for name, (topic, value) in terms.items():
            may = topic in TOPICS and topic in self.pack.get("overlays", TOPICS) and (topic != "procedure" or name in PROCEDURE)
            self.check(may, f"rules {overlay['id']}: {name} is not theirs to settle")
            above = self.settled.get(name) or (self.settled["notice"] if name == "extraordinary_notice" else None)
            if overlay["issued_by"] == "community" and above:
                self.check(within(topic, name, value, above), f"rules {overlay['id']}: {name} is less strict than the law above")
            # What is left unsaid of service stays as it was said before.
            self.settled[name] = self.settled.get(name, {}) | value if name == "service" else value

    def named(self, noticed):
        """Whether every key before the notice is shown, and none is enrolled or revoked twice."""
        entries = [entry for entry, _ in self.bundle.earlier] + self.bundle.entries
        about_keys = [entry for entry in entries
                      if entry.kind in ("key_enrolled", "key_revoked", "role_granted", "role_ended")]
        replaced = [entry for entry in entries if entry.kind == "service_key_replaced"]
        before = sum(entry.index < noticed.index for entry in about_keys + replaced)
        self.check(noticed.fact["keys_before"] == before, f"notice: {before} entries about keys and roles are shown before")
        valid, enrolled = set(), set()
        # Grants by name: the role, [entry, end] as stated, [entry, enrolment], the entry that ended it.
        self.offices = {}
        for entry in about_keys:
            if entry.kind in ("role_granted", "role_ended"):
                self.office(entry, valid)
                continue
            name, revoked = entry.fact["statement"], entry.kind == "key_revoked"
            self.check(name in valid if revoked else name not in enrolled, f"entry {entry.index}: not about such a key")
            enrolled.add(name)
            valid = valid - {name} if revoked else valid | {name}
        for entry in self.mine:
            if entry.kind == "roll_amended":
                self.check(entry.fact["confirmed_by"] in CONFIRMERS.get(entry.fact["by"], ()),
                           f"amendment {entry.fact['statement']}: not of two bodies")

    def office(self, entry, valid):
        """Takes a grant, or the end of one."""
        fact = entry.fact
        office = self.offices.get(fact["grant"])
        if entry.kind == "role_ended":
            if self.check(office and office["ended"] is None, f"entry {entry.index}: ends a role that nobody held"):
                office["ended"] = entry.index
            return
        sound = fact["role"] in OFFICES and fact["enrolment"] in valid and (
            office is None or (office["role"] == fact["role"] and office["ended"] is None))
        if self.check(sound, f"entry {entry.index}: grants what cannot be granted"):
            office = office or {"role": fact["role"], "terms": [], "keys": [], "ended": None}
            office["terms"].append((entry.index, fact["until"]))
            office["keys"].append((entry.index, fact["enrolment"]))
            self.offices[fact["grant"]] = office

    def holds(self, enrolment, role, entry):
        """Whether the key of an enrolment acts in a role just before an entry, at its time."""
        for office in self.offices.values():
            ends = [until for index, until in office["terms"] if index < entry.index]
            if (office["role"] == role and any(key == enrolment and index < entry.index for index, key in office["keys"])
                    and (office["ended"] is None or entry.index < office["ended"])
                    and ends and (ends[-1] is None or entry.at < instant(ends[-1]))):
                return True
        return False

    def policies(self):
        """Whether the witnesses and inboxes of the definition can do what they are named for."""
        policy, inboxes = self.definition["witnesses"], self.definition["inboxes"]
        if policy:
            keys = [Key(text) for text in policy["witnesses"]]
            own = {key.name for key in keys}, {key.public.public_bytes_raw() for key in keys}
            self.check(2 <= len(keys) <= 16 and 1 <= policy["required"] < len(keys) and {key.kind for key in keys} == {4}
                       and [len(each) for each in own] == [len(keys)] * 2, "definition: its witnesses cannot stand")
        own = {inbox["name"] for inbox in inboxes}, {inbox["key"] for inbox in inboxes}
        self.check(len(inboxes) <= 4 and [len(each) for each in own] == [len(inboxes)] * 2,
                   "definition: its inboxes cannot stand")

    def silence(self, noticed):
        """Whether silence can mean what the definition says."""
        on = noticed.at.astimezone(ZoneInfo(self.definition["time_zone"])).date()
        rule = self.definition["delegate_rule"]
        if rule is not None:
            fields(rule, "adopted_on text", "the rule on delegates")
            sound = date.fromisoformat(rule["adopted_on"]) < on and rule["text"].strip() and len(rule["text"]) <= 2000
            self.check(sound and self.definition["kind"] != "inaugural", "definition: its rule on delegates cannot stand")
        value, rule = self.definition["switches"]["non_voter"], self.definition["non_voter_rule"]
        self.check((value == "not_counted") == (rule is None), "definition: the rule on silence is there or not, against its switch")
        if value == "not_counted" or rule is None:
            return
        fields(rule, "adopted_on text result", "the rule on silence")
        on = noticed.at.astimezone(ZoneInfo(self.definition["time_zone"])).date()
        self.check(self.definition["kind"] != "inaugural" and date.fromisoformat(rule["adopted_on"]) < on
                   and rule["text"].strip() and len(rule["text"]) <= 2000
                   and rule["result"].strip() and len(rule["result"]) <= 200, "definition: silence cannot mean this")
        elects = any(matter["candidates"] for matter in self.definition["matters"])
        self.check(not elects or value == "participates_as_abstain", "definition: silence elects nobody")

    def notices(self, noticed):
        """The versions of the notice: what the definition says, complete by the rules, each behind the one before."""
        self.versions, definition = [], self.definition
        asked = self.pack.get("notice_content", {"fields": []})["fields"] + self.settled.get("notice_content", {"fields": []})["fields"]
        for entry in (each for each in self.mine if each.kind in ("meeting_noticed", "notice_versioned")):
            sha256, number = entry.fact["notice"], len(self.versions) + 1
            previous = self.versions[-1][1] if self.versions else None
            self.versions.append((entry.at, sha256))
            reason = entry.fact.get("reason", "-")
            self.check(entry.fact.get("version", 1) == number and number <= 50 and reason.strip() and len(reason) <= 2000,
                       f"entry {entry.index}: not the next version of the notice")
            try:
                notice = self.document("notice_text", sha256)
                same = ("title", "kind", "called_by", "time_zone", "opens_at", "closes_at")
                copied = ("matter", "kind", "title", "text", "proposed_by", "seats", "candidates")
                told = [{name: each.get(name) for name in copied} for each in notice["matters"]]
                own = [{name: each.get(name) for name in copied} for each in definition["matters"]]
                self.check((notice["v"], notice["version"], notice["previous"], notice["definition"])
                           == (1, number, previous, noticed.fact["definition"])
                           and all(notice[name] == definition[name] for name in same) and told == own,
                           f"notice {sha256}: says something else than the definition")
                self.check(all(self.ruled(rule) for each in notice["matters"] for rule in each["rule"])
                           and notice["objecting"]["until"] == definition["opens_at"]
                           and notice["objecting"]["result_days"] == definition["objection_days"],
                           f"notice {sha256}: its rules or its times to object are not the definition's")
                self.attachments(sha256, fields(notice["particulars"], "place contact online paper proxy attachments", "particulars"))
                lacks = [field for field in asked if not says(notice, field)]
                self.check(not lacks, f"notice {sha256}: lacks {', '.join(lacks)}")
            except UNREADABLE as error:
                self.check(False, f"notice {sha256}: cannot be read: {error}")

    def ruled(self, rule):
        """Whether something that a matter must reach is told in words, with an article that a file of the rules names."""
        fields(rule, "words article verified", "a rule")
        words = fields(rule["words"], "zh en", "words")
        articles = {each for file in [self.pack, *self.settled.values()] for each in leaves(file, "article")}
        return words["zh"].strip() and words["en"].strip() and rule["article"] in articles

    def attachments(self, sha256, particulars):
        files = [fields(each, "title file_name bytes media_type sha256", "attachment") for each in particulars["attachments"]]
        self.check(len(files) <= 20 and len({each["sha256"] for each in files}) == len(files)
                   and all(unhex(each["sha256"]) and 0 < each["bytes"] <= 10 * 1024 * 1024
                           and each["media_type"] in ATTACHMENT_TYPES and each["title"].strip() and each["file_name"].strip()
                           for each in files), f"notice {sha256}: its attachments cannot stand")

    def services(self, noticed):
        """Who was reached before the opening, as pairs of a unit and the elector it belonged to."""
        self.reached, closes_at, opened, rolls = set(), instant(self.definition["closes_at"]), False, iter(self.rolls)
        asks = self.settled.get("service", {})
        given, entries, attempts = [], Counter(), Counter()
        for entry in self.mine:
            fact = entry.fact
            if "roll" in fact:
                holders = {unit["unit"]: each["elector"] for each in next(rolls)["electors"] for unit in each["units"]}
            if entry.kind in ("meeting_noticed", "notice_versioned"):
                # A corrected notice is served again.
                given.append(entry.at)
                self.reached = set()
            if entry.kind == "meeting_extended":
                closes_at = instant(fact["closes_at"])
            opened = opened or entry.kind == "meeting_opened"
            if entry.kind not in ("unit_served", "service_attempted"):
                continue
            tried, channel, unit = entry.kind == "service_attempted", fact["channel"], fact["unit"]
            evidence, by_owner = fact["evidence"], fact["by"] == "owner"
            served_at = instant(fact["attempted_at" if tried else "served_at"])
            by = by_owner and channel == "in_app" or fact["by"] in ("convener", "secretary", "scrutineer")
            if tried:
                fits = channel in ("email", "message", "letter", "door")
            else:
                fits = bool(evidence) or channel == "in_app"
                fits = fits and (channel != "posting" or attempts[unit] >= asks.get("posting_attempts", 0))
            sound = (channel in SERVICE_CHANNELS and by and fits and unit in holders
                     and (evidence is None or unhex(evidence)) and 0 < fact["version"] <= len(given)
                     and given[fact["version"] - 1] <= served_at <= entry.at and served_at < closes_at and entries[unit] < 100)
            entries[unit] += 1
            attempts[unit] += tried
            proves = channel not in ("in_app", "posting") or by_owner and evidence and asks.get("in_app") == "proof"
            self.check(sound, f"entry {entry.index}: a service that cannot stand")
            if sound and proves and not tried and not opened and fact["version"] == len(given):
                self.reached |= {(unit, holders[unit])}

    def acknowledged(self):
        """Who served, and what owners signed who opened the notice: of their own unit and of the version that is named."""
        for entry in self.mine:
            fact = entry.fact
            if "annex" in fact:
                annex = {each["elector"]: each["owners"] for each in self.document("annex", fact["annex"])["electors"]}
            if "roll" in fact:
                roll = self.document("roll", fact["roll"])["electors"]
                owners = {unit["unit"]: annex.get(each["elector"], []) for each in roll for unit in each["units"]}
            if entry.kind not in ("unit_served", "service_attempted"):
                continue
            if fact["details"]:
                said = fields(read_canonical(self.texts[fact["details"]], "service_details"), DOCUMENTS["service_details"], "details")
                self.check(said["v"] == 1 and said["meeting"] == self.meeting and unhex(said["salt"])
                           and 0 < len(said["served_by"].strip()) and len(said["served_by"]) <= 100,
                           f"entry {entry.index}: who served is not told")
            if fact["by"] != "owner" or not fact["evidence"]:
                continue
            key, owner = self.key_of(fact["evidence"], entry.index)
            if self.check(key and owner in owners.get(fact["unit"], []), f"entry {entry.index}: acknowledged by somebody else"):
                _, said = self.statement("notice-acknowledgement", fact["evidence"], key)
                versions = [sha256 for at, sha256 in self.versions]
                self.check(0 < fact["version"] <= len(versions) and said["notice"] == versions[fact["version"] - 1],
                           f"entry {entry.index}: another version was acknowledged")

    def derived(self):
        """The rolls again, from the register and the amendments."""
        entries = [entry for entry in self.mine if "annex" in entry.fact]
        version = self.rolls[0]["register_version"]
        known = [entry for entry, _ in self.bundle.earlier] + self.bundle.entries
        register = next(entry.fact["document"] for entry in known if entry.kind == "register_imported"
                        and entry.fact["version"] == version and entry.index < entries[0].index)
        register = self.document("register", register)
        self.check(register["register_version"] == version, "register: of another version")
        units = {unit["unit"]: unit for unit in register["units"]}
        salt = self.document("annex", entries[0].fact["annex"])["salt"]
        for entry, roll in zip(entries, self.rolls):
            if entry.kind == "roll_amended":
                _, amendment = read_statement(self.texts[entry.fact["statement"]], "roll-amendment")
                units = amended(units, amendment["change"])
            electors, annex = grouped(units, roll["overlapping_owners"], salt)
            own = self.document("annex", entry.fact["annex"])
            self.check(roll["electors"] == electors and own["electors"] == annex and own["salt"] == salt
                       and roll["register_version"] == version, f"roll {entry.fact['roll']}: not the register's")
            self.owners_of = {elector["elector"]: elector["owners"] for elector in annex}
            self.stock = {elector["elector"] for elector in annex if elector["kind"] == "developer"}
            self.acting = {elector["elector"]: Representation(elector["owners"]) for elector in annex
                           if elector["kind"] == "owner" and len(elector["owners"]) > 1}

    def audit_papers(self):
        """Keys by id, each as [from which entry, to which entry, owner, enrolment]."""
        self.enrolled, self.enrolled_at, self.invited = {}, {}, {}
        for entry in [entry for entry, _ in self.bundle.earlier] + self.bundle.entries:
            fact = entry.fact
            if entry.kind == "key_enrolled":
                self.enrols(entry)
            elif entry.kind == "key_revoked":
                self.revokes(entry)
            elif entry.kind == "roll_amended" and fact["meeting"] == self.meeting:
                self.amendment(entry)
        self.derived()

    def enrols(self, entry):
        """Takes the key of an enrolment."""
        fact = entry.fact
        kid, enrolment = self.statement("enrolment", fact["statement"])
        of_owner = fact["method"] in OWNER_METHODS
        self.check(enrolment["method"] == fact["method"]
                   and of_owner == (enrolment["owner"] is not None) == (enrolment["consent"] is not None)
                   and (enrolment["role"] is not None) == (fact["method"] == "officer_invitation")
                   and (enrolment["role"] is not None or enrolment["until"] is None),
                   f"enrolment {fact['statement']}: is not what the entry says")
        self.confirmed(entry, enrolment, kid)
        self.check(kid not in self.enrolled, f"enrolment {fact['statement']}: of a key that was enrolled")
        self.enrolled[kid] = [entry.index, None, enrolment["owner"], fact["statement"]]
        self.enrolled_at[enrolment["key"]] = entry.at
        self.invited[kid] = (enrolment["role"], enrolment["until"])

    def revokes(self, entry):
        """Ends the key that a statement enrolled."""
        for key in self.enrolled.values():
            key[1] = entry.index if key[3] == entry.fact["statement"] and key[1] is None else key[1]

    def confirmed(self, entry, enrolment, kid):
        """Who stands behind an enrolment: whoever handed out its code, and the signatures that its method asks for."""
        fact, method, where = entry.fact, enrolment["method"], f"enrolment {entry.fact['statement']}"
        vouching, role = enrolment["confirmed_by"], enrolment["role"]
        if role is not None:
            fits = vouching == ["operator" if role == "supervisor" else "supervisor"]
        else:
            fits = vouching == (["secretary"] if method.startswith("letter") else [])
        self.check(fits, f"{where}: its code was handed out by {vouching}")
        roles, signers = [], set()
        for digest in fact["confirmations"]:
            key, owner = self.key_of(digest, entry.index)
            if not self.check(key, f"{where}: confirmed with a key that was not good"):
                continue
            signer, statement = self.statement("enrolment-confirmation", digest, key)
            same = ("activation", "method", "owner")
            self.check(all(statement[name] == enrolment[name] for name in same) and statement["key"] == kid,
                       f"{where}: confirmed for another key")
            invited, until = self.invited[signer]
            officer = owner is None and invited == statement["role"] and (until is None or entry.at < instant(until))
            earlier = statement["role"] == "owner" and owner == enrolment["owner"]
            self.check(earlier if method == "device" else officer, f"{where}: confirmed by somebody else")
            roles.append(statement["role"])
            signers.add(signer)
        others = [role for role in roles if role != "secretary"]
        needed = {"device": roles == ["owner"], "desk": len(roles) == 2 and len(others) == 1 and others[0] in SECONDS}
        needed["recovery"] = needed["desk"]
        self.check(needed.get(method, not roles) and len(signers) == len(roles)
                   and fact["confirmations"] == sorted(fact["confirmations"])
                   and fact["confirmed_by"] == sorted(set(vouching + roles)), f"{where}: not confirmed as it must be")
        if method == "recovery":
            good = [key for key in self.enrolled.values() if key[2] == enrolment["owner"] and key[1] is None]
            self.check(not good, f"{where}: a recovery that left an earlier key good")

    def key_of(self, statement, index):
        """The enrolled key (id, owner) that a statement names and that is valid at an entry; else None."""
        kid = json.loads(url(self.texts[statement].split(".")[0]))["kid"]
        first, last, owner, enrolment = self.enrolled.get(kid, (index, None, None, None))
        if not enrolment or not first < index or (last is not None and last < index):
            return None, None
        return json.loads(url(self.texts[enrolment].split(".")[1]))["key"], owner

    def officer(self, statement, role, entry):
        """The key with which an officer in a role signed a statement, and its identifier; else None."""
        key, owner = self.key_of(statement, entry.index)
        kid = json.loads(url(self.texts[statement].split(".")[0]))["kid"]
        enrolment = self.enrolled.get(kid, (None,) * 4)[3]
        return (key, kid) if key and owner is None and self.holds(enrolment, role, entry) else (None, kid)

    def amendment(self, entry):
        fact, where = entry.fact, f"amendment {entry.fact['statement']}"
        key, kid = self.officer(fact["statement"], fact["by"], entry)
        if self.check(key, f"{where}: not by an officer's key in office"):
            _, amendment = self.statement("roll-amendment", fact["statement"], key)
            self.check((amendment["before"], amendment["reason"]) == (fact["before"], fact["reason"]),
                       f"{where}: is not what the entry says")
        key, confirming = self.officer(fact["confirmation"], fact["confirmed_by"], entry)
        if self.check(key and confirming != kid, f"{where}: not confirmed by another officer in office"):
            _, confirmation = self.statement("roll-confirmation", fact["confirmation"], key)
            self.check((confirmation["amendment"], confirmation["role"]) == (fact["statement"], fact["confirmed_by"]),
                       f"{where}: was confirmed as something else")

    # 5: ballots

    def accept(self):
        """The vote that counts of each elector, after each ballot was accepted again in the order of the record."""
        self.heard, chains = {}, {}
        inboxes = {thumbprint(inbox["key"]): inbox["key"] for inbox in self.definition["inboxes"]}
        electors = {elector["elector"]: elector for elector in self.rolls[-1]["electors"]}
        opened, opens_at = self.last("meeting_opened").fact, instant(self.definition["opens_at"])
        cooling = timedelta(hours=self.definition["key_cooling_hours"])
        for entry, _ in self.ballots:
            name, index, received = entry.fact["statement"], entry.index, instant(entry.fact["received_at"])
            what, (key, owner) = f"ballot {name}", self.key_of(name, index)
            if not self.check(key, f"{what}: its key is not enrolled at entry {index}"):
                continue
            kid, ballot = self.statement("ballot", name, key)
            elector, voice = ballot["elector"], ballot["mandate"]
            self.check(16 <= len(url(ballot["nonce"])) <= 64, f"{what}: nonce")
            principal, given, by = (owner, 0, "owner") if voice is None else self.held(what, ballot, owner, index)
            self.check(principal and principal in self.owners_at(elector, index), f"{what}: not by an owner of its elector")
            since, helped = self.enrolled_at[key], self.is_helped(entry, kid, elector, received)
            by = "assisted" if helped and by == "owner" else by
            self.check(since < opens_at or received >= since + cooling or helped,
                       f"{what}: its key was enrolled during the vote and had not waited")
            self.last_of[kid, elector] = entry.index
            self.check(ballot["definition"] == opened["definition"], f"{what}: of another definition")
            self.check(ballot["roll"] == opened["roll"], f"{what}: of another roll")
            chain, acting = chains.setdefault((elector, voice), []), self.acting.get(elector)
            before = chain[-1][0] if chain else None
            self.check(ballot["supersedes"] == before, f"{what}: replaces another ballot than the last of its voice")
            if acting:
                self.hear(elector, index)
                acting = self.acting[elector]
                if not self.check(acting.admits(principal), f"{what}: not by the co-owner who acts"):
                    continue
            stands = acting.stands if acting else lambda _: True
            own = [each for _, each in chains.get((elector, None), []) if stands(each)]
            self.check(voice is None or not own, f"{what}: a holder's, after the principal voted")
            standing = [each for _, each in chain if stands(each)]
            most = {"none": 1, "once": 2}.get(self.definition["switches"]["revote"], len(standing) + 1)
            self.check(len(standing) < most, f"{what}: the elector may not vote again")
            if acting:
                acting.cast(principal, index, voice is None)
            chain.append((name, index))
            self.choices(what, ballot, electors.get(elector))
            said = {choice["matter"]: choice for choice in ballot["choices"]}
            vote = {"index": index, "given": given, "by": by, "said": (name, said)}
            known = self.heard.setdefault(elector, {}).pop((voice, "online"), None)
            times = (known["times"] if known and stands(known["index"]) and standing else []) + [received]
            self.heard[elector][voice, "online"] = vote | {"times": times}
            if entry.fact["forwarding"]:
                self.forwarded(entry, inboxes)
        self.represented()

    def held(self, what, ballot, holder, index):
        """Who gave the mandate that a ballot names, when, and as what its holder votes."""
        own = self.mandates.get(ballot["mandate"])
        if not self.check(own and own["given"] < index, f"{what}: under a mandate that stands nowhere before it"):
            return None, 0, "proxy"
        self.check(own["ended"] is None or index < own["ended"], f"{what}: under a mandate that had ended")
        self.check(own["elector"] == ballot["elector"], f"{what}: under a mandate for another elector")
        self.check(own["holder"] in (f"owner:{holder}", f"delegate:{holder}"), f"{what}: not by the holder of its mandate")
        said = {choice["matter"]: answers_of(choice) for choice in ballot["choices"]}
        opinions = [choices for recorded, choices in own["opinions"] if recorded < index]
        self.check(own["capacity"] == "proxy" or opinions, f"{what}: by a delegate who recorded no opinion")
        told = {choice["matter"]: answers_of(choice) for choice in (opinions[-1] if opinions else own["instructions"])}
        self.check(all(said.get(matter) == choice for matter, choice in told.items()), f"{what}: not as its holder was told")
        return own["principal"], own["given"], own.get("capacity", "proxy")

    def polled(self, elector):
        """The votes of an elector that stand at the close, by voice and medium, and how it is represented then."""
        acting, heard = self.acting.get(elector), self.heard.get(elector, {})
        stands = acting.stands if acting else lambda _: True
        votes = {which: vote for which, vote in heard.items() if stands(vote["index"])}
        came, papers = bool(heard), Counter()
        most = {"none": 1, "once": 2}.get(self.definition["switches"]["revote"], float("inf"))
        for paper in sorted(self.paper_votes.get(elector, []), key=lambda own: (own["received"], own["index"])):
            voice, papers[paper["voice"]] = paper["voice"], papers[paper["voice"]] + 1
            if papers[voice] > most:
                continue
            came = True
            former = acting and acting.voted_before()
            if acting and not (acting.take_paper if voice is None else acting.take_held_paper)(paper["signed_by"], paper["index"]):
                continue
            if acting and acting.voted_before() and not former:
                votes = {}
            times = votes.get((voice, "paper"), {"times": []})["times"] + [paper["received"]]
            votes[voice, "paper"] = paper | {"times": times}
        state = acting and acting.state()
        state = (came and "set_aside") if not votes else "settled" if state == "set_aside" else state
        return votes, acting and state

    def counting(self, votes):
        """Which of an elector's votes counts: the own voice, else the latest mandate; then as channel_conflict says."""
        own = {which: vote for which, vote in votes.items() if which[0] is None}
        latest = max((vote["given"] for vote in votes.values()), default=0)
        media = own or {which: vote for which, vote in votes.items() if vote["given"] == latest}

        known = [at for vote in media.values() for at in vote["times"]]

        def rank(which):
            online, times = which[1] == "online", media[which]["times"]
            return {"first": (max(known) - min(times), online), "last": (max(times), online),
                    "online": (online,), "paper": (not online,)}[self.definition["switches"]["channel_conflict"]]
        return max(media, key=rank, default=None)

    def spoken(self):
        """What was said about who acts, by elector, each with the close as it stood and its entry once there is one."""
        self.words, closes, close = {}, instant(self.definition["closes_at"]), None
        for entry in self.mine:
            fact, where = entry.fact, f"entry {entry.index}"
            closes = instant(fact["closes_at"]) if entry.kind == "meeting_extended" else closes
            close = entry.index if entry.kind == "meeting_closed" else close
            kind = SPOKEN.get(entry.kind)
            if not kind:
                continue
            key, owner = self.key_of(fact["statement"], entry.index)
            decision = kind == "representation-decision"
            if not self.check(key and (owner is None) == decision, f"{where}: not by a co-owner's key, or an officer's"):
                continue
            _, said = self.statement(kind, fact["statement"], key)
            self.check(16 <= len(url(said["nonce"])) <= 64, f"{where}: nonce")
            self.check(len(said.get("reason") or "") <= 2000, f"{where}: a longer reason")
            same = said["elector"] == fact["elector"]
            same = same and (not decision or (said["outcome"], said["reason"]) == (fact["outcome"], fact["reason"]))
            self.check(same, f"{where}: is not what was signed")
            self.words.setdefault(fact["elector"], []).append((entry, (kind, owner, said), (closes, close)))

    def read_of_mandate(self, kind, digest, roles, entry):
        """What a signed statement says and the owner who signed it, None for an officer; nothing if it does not stand."""
        where, (key, owner) = f"entry {entry.index}", self.key_of(digest, entry.index)
        officer = key and owner is None and any(self.officer(digest, role, entry)[0] for role in roles)
        if not self.check(key and (owner is not None or officer), f"{where}: not by a key that could sign it"):
            return None, None
        _, said = self.statement(kind, digest, key)
        self.check(16 <= len(url(said["nonce"])) <= 64 and said["v"] == 1, f"{where}: nonce or version")
        if kind == "holder-exclusion":
            self.check(owner is None and 0 < len(said["reason"].strip()) <= 2000, f"{where}: not an officer's, or no reason")
        elif kind == "delegate-appointment":
            self.check(owner is None, f"{where}: an owner's word on a delegate")
        elif kind == "opinion":
            self.check(owner is not None, f"{where}: an officer's opinion")
        else:
            self.check((said["paper"] is None) == (owner is not None), f"{where}: a paper of an owner, or an officer's own word")
        if kind == "mandate":
            self.check(owner in (None, said["principal"]), f"{where}: not by the principal")
            self.check(owner is None or not said["holder"].startswith("outside:"), f"{where}: to somebody outside and no paper")
        return said, owner

    def mandated(self):
        """The mandates by the hash of what was signed, each as a dict with the entries it began and ended with."""
        self.mandates, self.excluded, self.appointed = {}, set(), {}
        closes, opens = instant(self.definition["closes_at"]), instant(self.definition["opens_at"])
        opened, self.now_of = self.last("meeting_opened"), dict(self.owners_of)
        self.everybody = {owner for owners in self.owners_of.values() for owner in owners}
        for entry in self.mine:
            fact, where = entry.fact, f"entry {entry.index}"
            closes = instant(fact["closes_at"]) if entry.kind == "meeting_extended" else closes
            if entry.kind == "succession_recorded":
                self.pass_mandates(fact["elector"], entry.index)
            if entry.kind not in MANDATED:
                continue
            kind, roles = MANDATED[entry.kind]
            said, owner = self.read_of_mandate(kind, fact["statement"], roles, entry)
            if said is None:
                continue
            paper = said.get("minutes", said.get("paper"))
            self.check((paper is None) == (fact.get("confirmation") is None), f"{where}: papers are read by two")
            if fact.get("confirmation"):
                again, other = self.read_of_mandate(kind, fact["confirmation"], SECOND_READERS, entry)
                same = again is not None and other is None and again | {"nonce": ""} == said | {"nonce": ""}
                self.check(same, f"{where}: the two who read the paper differ")
            named = all(said[name] == fact[name] for name in ("elector", "mandate") if name in fact)
            if not self.check(named, f"{where}: is not what was signed"):
                continue
            late = entry.at >= closes
            if kind == "mandate":
                hours = self.pack.get("proxies", {}).get("hours_before")
                late = late if hours is None else entry.at >= opens - timedelta(hours=hours)
                possible = not late and self.may_hold(said, (opens, closes))
                if possible:
                    of_delegate = said["holder"].startswith("delegate:")
                    more = {"given": entry.index, "ended": None, "opinions": [], "capacity": "delegate" if of_delegate else "proxy"}
                    self.mandates[fact["statement"]] = said | more
            elif kind == "mandate-revocation":
                own = self.mandates.get(fact["mandate"])
                possible = own and own["ended"] is None and not late and owner in (None, own["principal"])
                if possible:
                    own["ended"] = entry.index
            elif kind == "delegate-appointment":
                possible = (said["from"] <= said["until"] and self.in_term(said, (opens, closes))
                            and not self.is_excluded("delegate:" + said["delegate"]) and said["delegate"] not in self.appointed)
                if possible:
                    self.appointed[said["delegate"]] = said
            elif kind == "opinion":
                own = self.mandates.get(fact["mandate"])
                possible = own and not late and self.may_opine(said, (own, owner), (opens, closes))
                if possible:
                    own["opinions"].append((entry.index, said["choices"]))
            else:
                possible = not self.is_excluded(said["holder"])
                self.excluded.add(said["holder"])
                for own in self.mandates.values():
                    if self.is_excluded(own["holder"]) and own["ended"] is None:
                        own["ended"] = entry.index
            # What was said before the opening was judged by an earlier roll, and is void if it does not fit the final one.
            void = opened and entry.index < opened.index and kind not in ("holder-exclusion", "delegate-appointment")
            self.check(possible or void or not opened, f"{where}: cannot be said of a mandate")

    def pass_mandates(self, elector, index):
        """Ends the mandates of whoever acts for an elector no more."""
        owners = self.now_of[elector] = self.owners_at(elector, index + 1)
        self.everybody |= set(owners)
        for own in self.mandates.values():
            if own["elector"] == elector and own["principal"] not in owners and own["ended"] is None:
                own["ended"] = index

    def is_excluded(self, holder):
        """Whether a holder was excluded; an owner is as a delegate too."""
        return holder in self.excluded or holder.replace("delegate:", "owner:", 1) in self.excluded

    def in_term(self, appointment, period):
        """Whether the term of a delegate has the whole voting period in it, where a rule lets delegates act at all."""
        if self.definition["delegate_rule"] is None:
            return False
        zone = ZoneInfo(self.definition["time_zone"])
        first, last = (each.astimezone(zone).date().isoformat() for each in (period[0], period[1] - timedelta(seconds=1)))
        return appointment["from"] <= first and last <= appointment["until"]

    def acts_for(self, delegate, elector, period):
        """Whether a delegate was appointed for all units of an elector and the time of the vote."""
        own = self.appointed.get(delegate)
        here = lambda unit: unit["building"] == own["building"] and own["entrance"] in (None, unit["entrance"])
        return bool(own) and self.in_term(own, period) and all(map(here, elector["units"]))

    def may_opine(self, said, of, period):
        """Whether an opinion is a delegate's, on everything that the elector decides and nothing else."""
        own, by = of
        elector = next(each for each in self.rolls[-1]["electors"] if each["elector"] == own["elector"])
        matters = {each["matter"]: each for each in self.definition["matters"] if self.units(elector, each)}
        told = [each["matter"] for each in said["choices"]]
        return (own["holder"] == f"delegate:{by}" and own["ended"] is None and self.acts_for(by, elector, period)
                and sorted(told) == sorted(matters)
                and all(self.fits(each, matters[each["matter"]]) for each in said["choices"]))

    def may_hold(self, said, period):
        """Whether a mandate fits the final roll, the rules and the mandates that stand."""
        electors = {each["elector"]: each for each in self.rolls[-1]["electors"]}
        elector, owners = electors.get(said["elector"]), self.now_of.get(said["elector"], [])
        if not elector or said["principal"] not in owners:
            return False
        kind, _, name = said["holder"].partition(":")
        if self.is_excluded(said["holder"]) or kind != "outside" and (name in owners or name not in self.everybody):
            return False
        proxies = self.pack.get("proxies", {})
        value = lambda topic: self.settled.get(topic, {"value": proxies.get(topic, "unknown")})["value"]
        if kind == "outside" and value("holders") == "owners":
            return False
        matters = {each["matter"]: each for each in self.definition["matters"] if self.units(elector, each)}
        told = [each["matter"] for each in said["instructions"]]
        if len(set(told)) != len(told) or not set(matters).issuperset(told):
            return False
        if not all(self.fits(each, matters[each["matter"]]) for each in said["instructions"]):
            return False
        if kind == "delegate" and (told or not self.acts_for(name, elector, period)):
            return False
        if kind != "delegate" and value("discretion") == "instructed_only" and set(matters) != set(told):
            return False
        standing = [own for own in self.mandates.values() if own["ended"] is None]
        if any(own["elector"] == said["elector"] for own in standing):
            return False
        if kind == "delegate":
            return True
        held = [electors[own["elector"]] for own in standing if own["holder"] == said["holder"]] + [elector]
        limits = [self.settled.get("principals_max", {}).get("number"), proxies.get("principals_max")]
        limits = [limit for limit in limits if limit is not None]
        caps = [len(held) <= min(limits)] if limits else []
        if "share_max" in proxies:
            weigh = {"heads": lambda each: 1, "units": lambda each: len(each["units"]),
                     "area": lambda each: sum(Fraction(unit["area"]) for unit in each["units"])}[proxies["measure"]]
            whole = sum(map(weigh, electors.values()))
            caps.append(sum(map(weigh, held)) <= Fraction(proxies["share_max"]) * whole)
        return any(caps) or not caps

    def person(self, enrolment):
        """The enrolments that share a grant with this one, directly or through others."""
        keys = {enrolment}
        while True:
            more = keys.union(*({key for _, key in office["keys"]} for office in self.offices.values()
                                if any(key in keys for _, key in office["keys"])))
            if more == keys:
                return frozenset(keys)
            keys = more

    def paper_round(self):
        """Where every paper is, what was read on it, whether all are accounted for, and the votes."""
        self.sheets, self.half, self.reconciled, self.sampled = {}, None, None, False
        closes, opens = instant(self.definition["closes_at"]), instant(self.definition["opens_at"])
        for entry in self.mine:
            closes = instant(entry.fact["closes_at"]) if entry.kind == "meeting_extended" else closes
            if entry.kind not in PAPERS:
                continue
            fact, where, (kind, roles) = entry.fact, f"{entry.kind} {entry.index}", PAPERS[entry.kind]
            key, kid = self.officer(fact["statement"], fact["by"], entry)
            if not self.check(key and fact["by"] in roles, f"{where}: not by an officer who could sign it"):
                continue
            _, said = self.statement(kind, fact["statement"], key)
            self.check(said["v"] == 1 and 16 <= len(url(said["nonce"])) <= 64, f"{where}: nonce or version")
            same = all(said[name] == fact[name] for name in fact if name in said and name != "papers")
            if kind == "paper-issue":
                same = same and said["papers"] == fact["papers"]
            if kind == "paper-sample":
                differing = sum(bool(each["differs"]) for each in said["papers"])
                same = (len(said["papers"]), differing) == (fact["papers"], fact["differing"])
            self.check(same, f"{where}: is not what was signed")
            self.check(self.reconciled is None or kind == "paper-sample", f"{where}: after the papers were reconciled")
            who = self.person(self.enrolled[kid][3])
            take = {"paper-issue": self.hand_out, "paper-return": self.take_back, "paper-withdrawal": self.take_out,
                    "paper-entry": self.read_paper, "paper-count": self.hand_count, "paper-sample": self.report}[kind]
            self.check(take(entry, said, who, (opens, closes)), f"{where}: cannot be said of papers")
        sheets = list(self.sheets.values())
        open_ones = any(each["state"] == "returned" and not each["settled"] for each in sheets)
        if sheets and self.last("meeting_counted"):
            self.check(not open_ones and self.reconciled is not None, "papers: counted before they were accounted for")
        for each in sheets:
            if each["state"] == "returned" and each["settled"]:
                self.paper_vote(each)

    def hand_out(self, entry, said, _, __):
        opened, listed = self.last("meeting_opened"), self.document("paper_list", said["list"])
        papers = [fields(each, "serial elector", "a paper") for each in listed["papers"]]
        read_as = lambda sheet: sheet["settled"]["authenticity"] if sheet["state"] == "returned" and sheet["settled"] else "authentic"
        live = {each["elector"] for each in self.sheets.values()
                if each["state"] not in ("spoiled", "void") and read_as(each) == "authentic"}
        known = {each["elector"] for each in self.rolls[-1]["electors"]}
        good = (said["definition"], said["roll"]) == (opened.fact["definition"], opened.fact["roll"])
        good = good and (listed["community"], listed["meeting"]) == (self.community, self.meeting)
        good = good and len(papers) == said["papers"] > 0
        for each in papers:
            good = good and each["serial"] == serial_of(len(self.sheets) + 1) and each["elector"] in known - live
            live.add(each["elector"])
            self.sheets[each["serial"]] = each | {"state": "issued", "at": entry.at, "received": None, "read": [], "settled": None}
        return good

    def take_back(self, entry, said, _, when):
        sheet, received = self.sheets.get(said["serial"]), instant(said["received_at"])
        if not sheet or sheet["received"] or not max(when[0], sheet["at"]) <= received <= entry.at:
            return False
        sheet |= {"received": received, "index": entry.index}
        if sheet["state"] == "issued":
            sheet["state"] = "returned" if received < when[1] else "late"
        return said["way"] in ("desk", "door", "mail", "box") and len(unhex(said["scan"])) == 32

    def take_out(self, _, said, __, ___):
        sheet = self.sheets.get(said["serial"])
        if not sheet or sheet["state"] != "issued":
            return False
        state = {"damaged": "spoiled", "lost": "void", "withdrawn": "void", "misprinted": "void"}.get(said["why"])
        sheet["state"] = state or "issued"
        return state is not None

    def read_paper(self, entry, said, who, _):
        sheet = self.sheets.get(said["serial"])
        if not sheet or sheet["state"] != "returned" or sheet["settled"] or any(who == other for other, _ in sheet["read"]):
            return False
        marks = {fields(each, "matter mark candidates", "a mark")["matter"]: (each["mark"], sorted(
            (one["candidate"], one["answer"]) for one in each["candidates"])) for each in said["marks"]}
        own = {"authenticity": said["authenticity"], "signed": (sorted(said["signed_by"]), said["mandate"]), "marks": marks}
        if len(marks) != len(said["marks"]) or not self.can_say(sheet, own):
            return False
        sheet["read"].append((who, own))
        if entry.fact["reading"] != len(sheet["read"]):
            return False
        readings = [each for _, each in sheet["read"]]
        if len(readings) == 2 and readings[0] == readings[1]:
            sheet["settled"] = own
        elif len(readings) == 3:
            sheet["settled"] = own
            items = lambda each: {"authenticity": each["authenticity"], "signed": each["signed"]} | each["marks"]
            vote = own["authenticity"] == "authentic"
            two = [items(each) for each in readings[:2] if not vote or each["authenticity"] == "authentic"]
            return all(any(each.get(name) == value for each in two) for name, value in items(own).items()
                       if vote or name == "authenticity")
        return True

    def can_say(self, sheet, own):
        """Whether a reading can be of this paper."""
        signed, mandate = own["signed"]
        if own["authenticity"] != "authentic":
            known = own["authenticity"] in ("unsigned", "forged", "no_mandate", "other")
            return known and not signed and mandate is None and not own["marks"]
        if mandate is None and not (signed and set(signed) <= set(self.owners_at(sheet["elector"], sheet["index"]))):
            return False
        given = self.mandates.get(mandate, {}) if mandate else {}
        if mandate and (signed or given.get("elector") != sheet["elector"] or given["given"] >= sheet["index"]):
            return False
        if mandate and given["ended"] is not None and given["ended"] < sheet["index"]:
            return False
        opinions = [choices for recorded, choices in given.get("opinions", ()) if recorded < sheet["index"]]
        if mandate and given["capacity"] != "proxy" and not opinions:
            return False
        told = opinions[-1] if opinions else given.get("instructions", ())
        if any(own["marks"].get(each["matter"]) != answers_of(each) for each in told):
            return False
        elector = next(each for each in self.rolls[-1]["electors"] if each["elector"] == sheet["elector"])
        matters = {each["matter"]: each for each in self.definition["matters"] if self.units(elector, each)}
        return set(matters) == set(own["marks"]) and all(
            mark in ("blank", "spoiled") and not named or self.fits({"answer": mark, "candidates": [
                {"candidate": one, "answer": answer} for one, answer in named]}, matters[matter] | {"seats": len(named)})
            for matter, (mark, named) in own["marks"].items())

    def hand_count(self, entry, said, who, _):
        if not self.sheets or any(each["state"] == "returned" and not each["settled"] for each in self.sheets.values()):
            return False
        states = Counter(each["state"] for each in self.sheets.values())
        record = {"issued": len(self.sheets), "returned": states["returned"] + states["late"],
                  "outstanding": states["issued"], "spoiled": states["spoiled"], "void": states["void"]}
        balances = all(said[name] == record[name] for name in PAPER_NUMBERS)
        if said["sample"] > 500 or balances == (said["reason"] is not None):
            return False
        if entry.fact["by"] == "scrutineer":
            self.reconciled = entry.index, said["sample"]
            return True
        if not balances or any(self.holds(key, "scrutineer", entry) for office in self.offices.values() for _, key in office["keys"]):
            return False
        first, same = self.half, False
        if first and first[1] == record:
            same = first[0] != who and first[2] == said["sample"]
            self.reconciled = (entry.index, said["sample"]) if same else None
            return same
        self.half = (who, record, said["sample"])
        return entry.fact["by"] == "secretary"

    def report(self, _, said, __, ___):
        if not self.reconciled or not self.reconciled[1] or self.sampled:
            return False
        self.sampled, (index, size) = True, self.reconciled
        seed = digest(canonical({"meeting": self.meeting, "purpose": "quorate-paper-sample", "root": self.roots[index + 1].hex()}))
        areas = {each["elector"]: sum(thousandths(unit["area"]) or 0 for unit in each["units"]) for each in self.rolls[-1]["electors"]}
        row = [(serial, max(areas[each["elector"]], 1)) for serial, each in self.sheets.items() if each["settled"]]
        total = sum(length for _, length in row)
        if size >= len(row):
            drawn = [serial for serial, _ in row]
        else:
            start, place, drawn = int.from_bytes(unhex(seed)[:15], "big") % total, 0, []
            for serial, length in row:
                # Marks, multiplied by their number, from the first that is not before this paper.
                first = max(0, -((start - place * size) // total))
                drawn += [serial] if start + first * total < (place + length) * size else []
                place += length
        return [each["serial"] for each in said["papers"]] == drawn

    def paper_vote(self, sheet):
        """What a settled paper votes."""
        own, elector = sheet["settled"], sheet["elector"]
        if own["authenticity"] != "authentic":
            self.not_authentic += 1
            return
        seats, said = {each["matter"]: each["seats"] for each in self.definition["matters"]}, {}
        for matter, (mark, named) in own["marks"].items():
            approved = sum(answer == "for" for _, answer in named)
            mark = "spoiled" if mark == "candidates" and approved > seats[matter] else mark
            named = named if mark == "candidates" else []
            said[matter] = {"answer": mark, "candidates": [{"candidate": one, "answer": answer} for one, answer in named]}
        signed, voice = own["signed"]
        given = self.mandates.get(voice, {}) if voice else {}
        vote = {"index": sheet["index"], "received": sheet["received"], "voice": voice, "given": given.get("given", 0),
                "signed_by": [given["principal"]] if voice else signed, "said": (None, said),
                "by": given.get("capacity", "proxy") if voice else "owner"}
        self.paper_votes.setdefault(elector, []).append(vote)

    def of_two(self):
        """Help with votes by key and elector, and successions by elector, as two people signed each."""
        self.help, self.last_of, self.passed = {}, {}, {}
        for entry in self.mine:
            if entry.kind not in OF_TWO:
                continue
            fact, kind, where = entry.fact, OF_TWO[entry.kind], f"{entry.kind} {entry.index}"
            key, kid = self.officer(fact["statement"], fact["by"], entry)
            witness, owner = self.key_of(fact["confirmation"], entry.index)
            if fact["confirmed_by"] != "owner":
                witness, owner = self.officer(fact["confirmation"], fact["confirmed_by"], entry)[0], None
            good = key and witness and key != witness and (owner is not None) == (fact["confirmed_by"] == "owner")
            if not self.check(good and fact["by"] in ("secretary", "convener"), f"{where}: not by two who could sign it"):
                continue
            _, said = self.statement(kind, fact["statement"], key)
            wid, confirmation = self.statement("acting-confirmation", fact["confirmation"], witness)
            self.check((confirmation["statement"], confirmation["role"]) == (fact["statement"], fact["confirmed_by"]),
                       f"{where}: was confirmed as something else")
            self.check(all(16 <= len(url(each["nonce"])) <= 64 for each in (said, confirmation)), f"{where}: nonce")
            elector = said["elector"]
            owners = self.owners_at(elector, entry.index)
            if kind == "assistance":
                known, until, speaks, _ = self.enrolled.get(said["key"], (None,) * 4)
                self.check(known is not None and known < entry.index and (until is None or entry.index < until)
                           and speaks == said["owner"] and said["key"] not in (kid, wid),
                           f"{where}: not a key of the owner's own")
                self.check(said["owner"] in owners and owner not in owners and said["place"] in ("desk", "door"),
                           f"{where}: of somebody who does not act, or witnessed by a co-owner")
                self.help.setdefault((said["key"], elector), []).append(entry)
            else:
                self.check(all(said[name] == fact[name] for name in ("elector", "evidence", "reason")) and said["reason"].strip()
                           and fact["confirmed_by"] in CONFIRMERS["secretary"], f"{where}: is not what was signed")
                self.succeed(entry, said, owners)

    def succeed(self, entry, said, owners):
        """Who acts for an elector from an entry on."""
        before, after, where = said["before"], said["after"], f"succession {entry.index}"
        changes = {"transfer": True, "inheritance": True, "guardian": False, "legal_representative": False}[said["by"]]
        self.check(before and after and all(each == sorted(set(each)) for each in (before, after))
                   and (before != after) == changes and set(before) <= set(owners), f"{where}: of other owners")
        if not changes:
            good = [key for key in self.enrolled.values() if key[2] in before and key[0] < entry.index
                    and (key[1] is None or entry.index < key[1])]
            self.check(not good, f"{where}: an earlier key stayed good")
            return
        now = sorted(set(owners) - set(before) | set(after))
        known = [each for each, _ in self.bundle.earlier] + self.bundle.entries
        latest = [each for each in known if each.kind == "register_imported" and each.index < entry.index][-1]
        named = {}
        if self.check(latest.fact["document"] in self.texts, f"{where}: the register of then is not shown"):
            named = {unit["unit"]: unit["owners"] for unit in self.document("register", latest.fact["document"])["units"]}
        roll = next((each["units"] for each in self.rolls[-1]["electors"] if each["elector"] == said["elector"]), [])
        self.check(roll and all(sorted(named.get(unit["unit"], [])) == now for unit in roll),
                   f"{where}: the register does not name the new owners of every unit")
        elector = said["elector"]
        frozen = self.owners_of.get(elector, [])
        self.passed.setdefault(elector, []).append((entry.index, now))
        self.acting[elector] = self.acting.get(elector) or Representation(frozen, elector in self.stock)
        self.words.setdefault(elector, []).append((entry, ("succession", None, now), None))
        self.words[elector].sort(key=lambda word: word[0].index)

    def owners_at(self, elector, index):
        """Who acts for an elector just before an entry."""
        passed = [owners for at, owners in self.passed.get(elector, []) if at < index]
        return passed[-1] if passed else self.owners_of.get(elector, [])

    def is_helped(self, entry, kid, elector, received):
        """Whether a ballot is the next one of its key after help that covers it."""
        help = [each for each in self.help.get((kid, elector), []) if each.index < entry.index]
        return help and self.last_of.get((kid, elector), -1) < help[-1].index and help[-1].at <= received < help[-1].at + ASSISTANCE

    def hear(self, elector, index):
        """Takes what was said of an elector before an entry."""
        words = self.words.get(elector, [])
        while words and words[0][0].index < index:
            entry, word, when = words.pop(0)
            if word[0] == "succession":
                self.acting[elector] = self.acting[elector].passed(word[2], entry.index)
                continue
            self.check(self.acting[elector].say(word, entry.at, when), f"entry {entry.index}: cannot be said of who acts")

    def represented(self):
        """What is left to be said; no quarrel is open at the count, and nothing that was set aside counts."""
        opened, self.co_owned = self.last("meeting_opened").index, {"provisional": 0, "confirmed": 0, "set_aside": 0}
        for elector in set(self.words) - set(self.acting):
            for entry, _, _ in self.words[elector]:
                self.check(entry.index < opened and elector not in self.owners_of,
                           f"entry {entry.index}: not of an elector of several owners")
        for elector in list(self.acting):
            self.hear(elector, float("inf"))
            acting = self.acting[elector]
            state = acting.state()
            self.check(state != "disputed" or not self.last("meeting_counted"), f"elector {elector}: counted in dispute")
        names = "online paper proxy delegate assisted conflicts not_authentic"
        self.channels = dict.fromkeys(names.split(), 0) | {"not_authentic": self.not_authentic}
        for elector in {*self.heard, *self.paper_votes}:
            votes, state = self.polled(elector)
            if state in self.co_owned:
                self.co_owned[state] += 1
            self.channels["conflicts"] += len(votes) > 1
            which = self.counting(votes)
            if which is not None:
                self.in_force[elector] = votes[which]["said"]
                for channel in (which[1], votes[which]["by"]):
                    self.channels |= {channel: self.channels[channel] + 1} if channel in self.channels else {}

    def forwarded(self, entry, inboxes):
        name = entry.fact["forwarding"]
        kid, forwarding = read_statement(self.texts[name], "forwarding")
        if self.check(kid in inboxes, f"forwarding {name}: not by an inbox of the definition"):
            self.statement("forwarding", name, inboxes[kid])
        self.check((forwarding["ballot"], forwarding["received_at"])
                   == (entry.fact["statement"], entry.fact["received_at"]), f"forwarding {name}: of another ballot")

    def choices(self, what, ballot, elector):
        if not self.check(elector, f"{what}: no elector of the roll"):
            return
        matters = {x["matter"]: x for x in self.definition["matters"] if self.units(elector, x)}
        names = [choice["matter"] for choice in ballot["choices"]]
        self.check(sorted(names) == sorted(matters), f"{what}: not one choice for each matter of its elector")
        for choice in ballot["choices"]:
            matter = matters.get(choice["matter"], {"candidates": [], "seats": None})
            self.check(self.fits(choice, matter), f"{what}: not a choice for {choice['matter']}")

    def fits(self, choice, matter):
        """Whether a choice is one that the matter leaves."""
        standing, answers = [each["candidate"] for each in matter["candidates"]], choice["candidates"]
        if choice["answer"] != "candidates":
            return not answers and choice["answer"] in ({"abstain"} if standing else {"for", "against", "abstain"})
        named = [each["candidate"] for each in answers]
        approved = [each for each in answers if each["answer"] == "for"]
        known = {"for"} if self.definition["switches"]["candidate_ballot"] == "approval" else {"for", "against", "abstain"}
        return (named and set(standing).issuperset(named) and len(set(named)) == len(named)
                and known.issuperset(each["answer"] for each in answers) and len(approved) <= matter["seats"])

    # 6: count, verdicts

    def units(self, elector, matter):
        """The units with which an elector decides a matter."""
        among, switches = matter["electorate"], self.definition["switches"]
        everywhere = not (among["buildings"] or among["entrances"] or among["units"])

        def counts(unit):
            place = {"building": unit["building"], "entrance": unit["entrance"]}
            for kind in ("parking", "storage"):
                if unit["kind"] == kind and (among[f"{kind}_counts"] or switches[f"{kind}_counts"]) != "yes":
                    return False
            floors = among["floors"]
            named = (unit["building"] in among["buildings"] or place in among["entrances"]
                     or unit["unit"] in among["units"])
            return ((everywhere or named) and (not among["unit_kinds"] or unit["kind"] in among["unit_kinds"])
                    and (not floors or floors["lowest"] <= unit["floor"] <= floors["highest"]))

        return [unit for unit in elector["units"] if counts(unit)]

    def count(self, matter, switches=None):
        """Totals and votes of candidates of a matter, each as [area in thousandths or None, heads]."""
        switches = switches or self.definition["switches"]
        names = ("all", "participating", "for", "against", "abstain", "invalid", "silent", "informed")
        totals = {name: [0, 0] for name in names}
        votes = {candidate["candidate"]: [0, 0] for candidate in matter["candidates"]}

        def add(total, units):
            areas = [total[0], *(thousandths(unit["area"]) for unit in units)]
            total[:] = None if None in areas else sum(areas), total[1] + 1

        for elector in self.rolls[-1]["electors"]:
            units = self.units(elector, matter)
            if not units:
                continue
            add(totals["all"], units)
            _, choices = self.in_force.get(elector["elector"], (None, {}))
            choice = choices.get(matter["matter"])
            stands, named = self.stands(choice, matter, switches)
            add(totals[stands], units)
            if stands == "invalid" and switches["spoiled_counts_as_participating"] == "no":
                add(totals["silent"], units)
            elif stands != "silent":
                add(totals["participating"], units)
            elif self.is_reached(elector, matter):
                add(totals["informed"], units)
            for candidate in named:
                add(votes[candidate], units)
        return totals, votes

    def is_reached(self, elector, matter):
        """Whether the silence of an elector would be counted in a matter."""
        units = ((unit["unit"], elector["elector"]) for unit in self.units(elector, matter))
        return self.definition["switches"]["non_voter"] != "not_counted" and all(each in self.reached for each in units)

    def attribution(self, real, switches):
        """What the silent who were served are taken to say: a name of a total, or None."""
        asked = self.inequalities(self.pack["participation"], real["participating"], real, "participation")
        quorate = any(real["participating"]) and all(holds for *_, holds in asked.values())
        signs = {(one > two) - (one < two) for one, two in zip(real["for"], real["against"])}
        majority = {(1,): "for", (-1,): "against"}.get(tuple(signs))
        way = {"participates_as_abstain": "abstain", "deemed_for": "for", "follows_majority": majority}
        open_to = quorate or switches["only_if_real_votes_reach_quorum"] == "no"
        return way.get(switches["non_voter"]) if open_to and any(real["informed"]) else None

    def real(self, where, verdict, base):
        """The totals of the real votes, from those with the silent that are counted."""
        real = {name: list(pair) for name, pair in base.items()}
        real.setdefault("informed", [0, 0])
        shown = verdict.get("attributed")
        if shown:
            fields(shown, "taken_as weight", where)
            weight = thousandths(shown["weight"]["area"]), shown["weight"]["heads"]
            for name, sign in (("participating", -1), (shown["taken_as"], -1), ("silent", 1), ("informed", 1)):
                real[name] = [own + sign * each for own, each in zip(real[name], weight)]
            self.check(list(weight) == real["informed"], f"{where}: not all of the silent who were served")
        self.check(self.attribution(real, self.definition["switches"]) == (shown and shown["taken_as"]), f"{where}: silence is counted in another way")
        return real

    def silent(self, matter, verdict, rule, base, real):
        """What the totals come to, and what they would if silence meant nothing, or with the quorum the other way."""
        switches, others = self.definition["switches"], []
        own, name = self.outcome(matter, verdict, rule, base), "only_if_real_votes_reach_quorum"
        if switches["non_voter"] != "not_counted":
            others.append({"switch": "non_voter", "value": "not_counted"} | self.outcome(matter, verdict, rule, real))
            value = {"yes": "no", "no": "yes"}[switches[name]]
            way, other = self.attribution(real, switches | {name: value}), {total: list(pair) for total, pair in real.items()}
            for total in ("participating", way) if way else ():
                other[total] = [one + two for one, two in zip(real[total], real["informed"])]
            other = self.outcome(matter, verdict, rule, other)
            others += [{"switch": name, "value": value} | other] if other != own else []
        return own, others

    def outcome(self, matter, verdict, rule, base):
        """Whether a motion passes by these totals, or who is elected."""
        if not matter["candidates"]:
            return {"passed": self.passes(rule, base)}
        asked = self.inequalities(self.pack["participation"], base["participating"], base, "participation")
        reached = []
        for each in verdict["candidates"]:
            votes = thousandths(each["area"]), each["heads"]
            held = self.inequalities(rule, votes, base, "approval").values()
            reached += [each["candidate"]] if all(holds for *_, holds in [*asked.values(), *held]) else []
        switches, ticket = self.definition["switches"], self.ticket(matter) if verdict.get("lot") else None
        *lists, filled, _ = self.seated(verdict, reached, matter["seats"], switches, ticket)
        return {"passed": self.enough(filled, matter["seats"], switches)} | dict(zip(("elected", "alternates", "runoff"), lists))

    def passes(self, rule, base):
        """Whether a motion passes by these totals."""
        asked = self.inequalities(rule, base["for"], base, "approval")
        if "participation" in self.pack:
            asked |= self.inequalities(self.pack["participation"], base["participating"], base, "participation")
        outcomes = {holds for *_, holds in asked.values()}
        return False if False in outcomes else None if None in outcomes else True

    def stands(self, choice, matter, switches):
        """Where a vote stands in a matter, and the candidates it votes for."""
        if choice is None:
            return "silent", []
        if choice["answer"] in ("blank", "spoiled"):
            return "abstain" if choice["answer"] == "blank" and switches["blank_item"] == "abstain" else "invalid", []
        if choice["answer"] != "candidates":
            return choice["answer"], []
        named = [each["candidate"] for each in choice["candidates"] if each["answer"] == "for"]
        if len(named) > matter["seats"]:
            return "invalid", []
        against = any(each["answer"] == "against" for each in choice["candidates"])
        return "for" if named else "against" if against else "abstain", named

    def inequalities(self, rule, have, base, subject):
        """What a threshold asks on each measure: {(subject, measure): (left, relation, right, holds)}."""
        relation, n, d, of = re.fullmatch(r"(>=|>) (\d+)/(\d+) of (all|participating)", rule["threshold"]).groups()
        asked = {}
        for place, measure in enumerate(("area", "heads")):
            left, right = have[place], base[of][place]
            if left is None or right is None:
                asked[subject, measure] = None, relation, None, None
                continue
            left, right = int(d) * left, int(n) * right
            asked[subject, measure] = left, relation, right, left > right or relation == ">=" and left == right
        return asked

    def verdict(self, matter, verdict):
        """Holds a verdict against its own totals and the rule pack; hands out the totals of the real votes."""
        where = f"verdict of {matter['matter']}"

        def pair(total):
            return [thousandths(total["area"]), total["heads"]]

        fields(verdict, VERDICT, where)
        base = {name: pair(total) for name, total in verdict["totals"].items()}
        rule = self.pack["class"][self.rule_of(matter)["class"]]
        asked, reached, lacks, otherwise = {}, [], [], []
        decimals = max(len((each["area"] or "").partition(".")[2]) for each in verdict["totals"].values())
        steps = 10 ** (3 - decimals), 1
        if "participation" in self.pack:
            asked |= self.inequalities(self.pack["participation"], base["participating"], base, "participation")
            lacks += self.lacks(self.pack["participation"], ("participating", base["participating"]), base, steps)
        quorum = {holds for *_, holds in asked.values()}
        if matter["candidates"]:
            for candidate in verdict["candidates"]:
                name = candidate["candidate"]
                mine = self.inequalities(rule, pair(candidate), base, name)
                holds = all(holds for *_, holds in mine.values())
                self.check(candidate["reached"] == holds, f"{where}: {name} reaches the threshold or not")
                reached += [name] if holds else []
                asked |= mine
                lacks += self.lacks(rule, ("candidates", pair(candidate)), base, steps, name)
            self.check({each["candidate"] for each in verdict["candidates"]}
                       == {each["candidate"] for each in matter["candidates"]}, f"{where}: other candidates")
            otherwise = self.elected(where, matter, verdict, [] if quorum & {None, False} else reached)
        else:
            asked |= self.inequalities(rule, base["for"], base, "approval")
            lacks += self.lacks(rule, ("for", base["for"]), base, steps)
            self.check(verdict["passed"] == self.passes(rule, base), f"{where}: passed is {verdict['passed']}")
        real = self.real(where, verdict, base)
        own, silent = self.silent(matter, verdict, rule, base, real)
        shown = {(each.get("candidate", each["subject"]), each["measure"]): (
            self.number(each["left"], each["measure"]), each["relation"], self.number(each["right"], each["measure"]),
            each["holds"]) for each in verdict["inequalities"]}
        self.check(shown == asked, f"{where}: its inequalities are not those of the rule pack")
        self.check((verdict["preset"], verdict["matter"], verdict["share_unit"])
                   == (self.pack["id"], matter["kind"], self.pack["share_unit"]), f"{where}: of another rule")
        shown = []
        for each in verdict.get("needed", []):
            fields(each, "subject measure short sentence sentence_zh/candidate joining missing", f"{where}: needed")
            shown.append((each.get("candidate", each["subject"]), each["measure"], *(
                self.number(each.get(name), each["measure"]) for name in ("short", "joining")), each.get("missing", [])))
        self.check(shown == ([] if verdict["passed"] else lacks), f"{where}: other numbers were needed")
        spoiled, blank = self.recounted(matter, verdict, rule, base, own)
        self.explained(where, verdict, spoiled + silent + blank + otherwise, own)
        return real

    def recounted(self, matter, verdict, rule, base, own):
        """What blank and spoiled papers would have come to under the other values of their switches."""
        switches, told = self.definition["switches"], {}
        if not self.papers_count or not self.audit:
            return [], []
        for name, values in (("spoiled_counts_as_participating", ("yes", "no")), ("blank_item", ("abstain", "spoiled"))):
            value = values[switches[name] == values[0]]
            other, _ = self.count(matter, switches | {name: value})
            way = self.attribution(other, switches)
            for total in ("participating", way) if way else ():
                other[total] = [one + two for one, two in zip(other[total], other["informed"])]
            told[name] = {"switch": name, "value": value} | self.outcome(matter, verdict, rule, other)
        spoiled, blank = told.values()
        differs = {name: blank[name] for name in own} != own
        return [spoiled] if any(base["invalid"]) else [], [blank] if differs else []

    def explained(self, where, verdict, otherwise, own):
        """What other switches would have come to; which settings mattered, and which may be contested."""
        switches, mattered = self.definition["switches"], []
        for each in otherwise:
            setting = {"switch": each["switch"], "value": switches[each["switch"]]}
            mattered += [setting] if {name: each[name] for name in own} != own and setting not in mattered else []
        contested = {"non_voter": "not_counted", "restrict_owners_in_arrears": "none"}
        if switches["non_voter"] != "not_counted":
            contested = {"non_voter": "not_counted", "only_if_real_votes_reach_quorum": "yes"} | contested
        risks = [(name, switches[name]) for name, safe in contested.items() if switches[name] != safe]
        for each in verdict.get("risks", []):
            fields(each, "switch value risk risk_zh", f"{where}: risk")
        hidden = {"spoiled_counts_as_participating", "blank_item"} if self.papers_count and not self.audit else ()
        shown = {name: [each for each in verdict.get(name, []) if each["switch"] not in hidden] for name in ("otherwise", "switches")}
        self.check(shown["otherwise"] == otherwise, f"{where}: other switches come to something else")
        self.check(shown["switches"] == mattered, f"{where}: other switches mattered")
        self.check([(each["switch"], each["value"]) for each in verdict.get("risks", [])] == risks, f"{where}: other risks")

    def lacks(self, rule, subject, base, steps, candidate=None):
        """What each inequality that does not hold would have needed: (about, measure, short, joining, missing)."""
        relation, n, d, of = re.fullmatch(r"(>=|>) (\d+)/(\d+) of (all|participating)", rule["threshold"]).groups()
        (name, have), n, d, lacks = subject, int(n), int(d), []
        about = candidate or {"participating": "participation", "for": "approval"}[name]

        def above(amount, step):
            """The smallest multiple of a step that is at least so much, or more."""
            return -(-amount // step) * step if relation == ">=" else amount // step * step + step

        for measure, own, whole, everybody, step in zip(("area", "heads"), have, base[of], base["all"], steps):
            if own is None or whole is None:
                missing = [total for total, value in ((name, own), (of, whole)) if value is None]
                lacks.append((about, measure, None, None, list(dict.fromkeys(missing))))
                continue
            if d * own > n * whole or d * own == n * whole and relation == ">=":
                continue
            short = above(n * whole, d * step) // d - own
            joining = None
            if of == "participating" and d > n:
                joining = above(n * whole - d * own, (d - n) * step) // (d - n)
                joining = joining if everybody is not None and joining <= everybody - whole else None
            lacks.append((about, measure, short, joining, []))
        return lacks

    def number(self, text, measure):
        return None if text is None else thousandths(text) if measure == "area" else int(text)

    def elected(self, where, matter, verdict, reached):
        """Checks who is elected; returns what the ballots come to under other switches, where that is something else."""
        switches, seats, otherwise = self.definition["switches"], matter["seats"], []
        ticket = self.ticket(matter) if switches["tie_break"] == "lot" else None
        *own, filled, left = self.seated(verdict, reached, seats, switches, ticket)
        self.check([verdict["elected"], verdict["alternates"], verdict["runoff"]] == own, f"{where}: others are elected")
        enough = self.enough(filled, seats, switches)
        self.check(enough is not None, f"{where}: {seats} seats are not lawful, or no legal minimum is known")
        self.check(verdict["passed"] == enough, f"{where}: passed is {verdict['passed']}")
        self.check(verdict.get("lot") == ({"seed": self.seed, "candidates": left} if left else None), f"{where}: another draw")
        for name, values in (("tie_break", ("other_measure_then_runoff", "runoff")), ("rank_by", ("heads", "area")),
                             ("too_few_elected", ("new_election", "stands_if_minimum", "fill_missing_seats"))):
            for value in values:
                settled = switches | {name: value}
                *other, filled, _ = self.seated(verdict, reached, seats, settled, ticket if left else None)
                passed = self.enough(filled, seats, settled)
                if passed is not None and (other, passed) != (own, enough):
                    otherwise.append({"switch": name, "value": value, "passed": passed}
                                     | dict(zip(("elected", "alternates", "runoff"), other)))
        return otherwise

    def enough(self, filled, seats, switches):
        """Whether enough are elected; None where the rules allow no such election."""
        least, sizes, too_few = self.committee(), self.settled.get("committee"), switches["too_few_elected"]
        single = bool(sizes) and seats < least
        if sizes and not single and too_few != "fill_missing_seats" and not (
                seats <= sizes.get("seats_max", seats) and (seats % 2 or not sizes.get("odd", False))):
            return None
        if too_few == "fill_missing_seats" or (single and too_few == "stands_if_minimum"):
            return filled > 0
        if too_few == "stands_if_minimum":
            return None if least is None else filled >= least and 2 * filled > seats
        return filled >= seats

    def committee(self):
        """The fewest seats of a committee in this estate, None if no rule says; a small one has few homes or little area."""
        sizes = self.settled.get("committee")
        small = sizes and sizes.get("small")
        units = [unit for elector in self.rolls[-1]["electors"] for unit in elector["units"]]
        if small and (sum(unit["kind"] == "dwelling" for unit in units) <= small["households_max"]
                      or sum(thousandths(unit["area"]) for unit in units) <= small["area_max"] * 1000):
            return small["seats_min"]
        return sizes and sizes["seats_min"]

    def seated(self, verdict, reached, seats, switches, ticket):
        """Who has a seat, who may follow, who ties across the last seat; how many seats are filled, and whom the lot orders."""
        measures = ("heads", "area") if switches["rank_by"] == "heads" else ("area", "heads")
        if switches["tie_break"] != "other_measure_then_runoff":
            measures = measures[:1]

        def rank(each):
            return tuple(-(thousandths(each[name]) if name == "area" else each[name]) for name in measures)

        ranks = {each["candidate"]: rank(each) for each in verdict["candidates"]}
        ranked = sorted(reached, key=lambda name: (ranks[name], name))
        tied = ranks[ranked[seats]] if len(ranked) > seats and ranks[ranked[seats - 1]] == ranks[ranked[seats]] else None
        runoff = [name for name in ranked if ranks[name] == tied]
        elected = [name for name in ranked[:seats] if name not in runoff]
        if switches["tie_break"] == "lot":
            return self.by_lot(ranked, ranks, seats, ticket)
        return elected, ranked[len(elected) + len(runoff):], runoff, len(elected), []

    def ticket(self, matter):
        """What candidates with equal votes are ordered by, once the lot is drawn."""
        return lambda name: digest(canonical({"candidate": name, "lot": self.seed, "matter": matter["matter"]}))

    def by_lot(self, ranked, ranks, seats, ticket):
        """Seats and alternates where the lot orders equal votes whose order decides something."""
        elected, alternates, left, place = [], [], [], 0
        for rank in sorted({ranks[name] for name in ranked}):
            tied = [name for name in ranked if ranks[name] == rank]
            decides = len(tied) > 1 and place + len(tied) > seats
            tied, left = (sorted(tied, key=ticket) if decides and ticket else tied), left + (tied if decides else [])
            if ticket or not decides or place >= seats:
                elected, alternates = elected + tied[:max(seats - place, 0)], alternates + tied[max(seats - place, 0):]
            place += len(tied)
        if ticket:
            left = [name for name in elected + alternates if name in left]
        return elected, alternates, [], min(len(ranked), seats), left

    def competence(self, matters):
        """No kind is refused; what is doubtful has a reason, and nothing else has one."""
        refused, doubtful = ({each["kind"]: each for each in self.pack.get(name, [])} for name in ("refused", "doubtful"))
        listed = {each["kind"] for each in self.pack["matter"]} - set(doubtful)
        for matter in matters:
            where, kind, stated = f"definition, {matter['matter']}", matter["kind"], matter["competence"]
            self.check(kind not in refused, f"{where}: {kind} is not the assembly's to decide by vote")
            self.check((stated is None) == (kind in listed), f"{where}: a reason for {kind} is missing or not asked for")
            reason = "." if stated is None else fields(stated, "reason", where)["reason"]
            self.check(reason.strip() and len(reason) <= 2000, f"{where}: a reason that is empty or too long")

    def rule_of(self, matter):
        """The rule of a matter's kind; each pack answers to three kinds besides its own."""
        rules, kind = self.pack["matter"], matter["kind"]
        generic = {"election": lambda rule: rule.get("decides") == "election"} | {
            name: lambda rule, name=name: rule["class"] == name and "decides" not in rule for name in ("ordinary", "special")}
        fits = generic.get(kind, lambda rule: rule["kind"] == kind)
        return next((rule for rule in rules if fits(rule)), None)

    # 6: the lot

    def lots(self):
        """What the lot is drawn from: each commitment again, and the values that fit them."""
        self.pledges, self.seed, closed = [], None, self.last("meeting_closed")
        lot = self.definition["lot"]
        self.deadline = closed and lot and closed.at + timedelta(hours=lot["reveal_hours"])
        for entry in self.mine:
            if entry.kind in ("lot_committed", "lot_revealed") and self.check(lot, f"entry {entry.index}: no lot breaks ties"):
                (self.committed if entry.kind == "lot_committed" else self.revealed)(entry)
        if closed and lot:
            source = {"close": self.roots[closed.index + 1].hex(), "meeting": self.meeting,
                      "values": [pledge["value"] for pledge in self.pledges]}
            self.seed = digest(canonical(source))

    def committed(self, entry):
        where, role = f"entry {entry.index}", entry.fact["role"]
        kid, own = self.statement("lot-commitment", entry.fact["statement"])
        roles = [pledge["role"] for pledge in self.pledges]
        self.check(own["role"] == role and roles.count(role) < PLEDGERS.get(role, 0), f"{where}: no commitment of a {role}")
        self.check(own["key"] not in [pledge["key"] for pledge in self.pledges], f"{where}: this key committed before")
        if self.audit:
            key, _ = self.officer(entry.fact["statement"], role, entry)
            self.check(key, f"{where}: a commitment, not by an officer's key in office")
        unhex(own["commitment"])
        self.pledges.append({"role": role, "kid": kid, "key": own["key"], "commitment": own["commitment"], "value": None})

    def revealed(self, entry):
        where, name = f"entry {entry.index}", entry.fact["statement"]
        kid, _ = read_statement(self.texts[name], "lot-reveal")
        pledge = next((pledge for pledge in self.pledges if pledge["kid"] == kid and pledge["value"] is None), None)
        if not self.check(pledge, f"{where}: reveals what nobody committed to"):
            return
        _, own = self.statement("lot-reveal", name, pledge["key"])
        source = {"community": self.community, "key": pledge["key"], "meeting": self.meeting, "origin": self.origin,
                  "value": own["value"]}
        self.check(self.deadline and entry.at < self.deadline, f"{where}: reveals when it is not the time")
        if self.check(len(url(own["value"])) == 32 and digest(canonical(source)) == pledge["commitment"],
                      f"{where}: reveals another value than was committed to"):
            pledge["value"] = own["value"]

    def drawn(self, payload):
        """Whether the count waited for what was to be revealed, where it drew."""
        draws = [each["verdict"]["lot"] for each in payload["matters"] if "lot" in each["verdict"]]
        complete = all(pledge["value"] for pledge in self.pledges)
        self.check(not draws or complete or instant(payload["counted_at"]) >= self.deadline,
                   "certificate: the lot was drawn while there was time to reveal values")

    # 6, 7: the certificate

    def certified(self):
        counted, jws = self.last("meeting_counted"), self.bundle.certificate
        if not self.check((jws is None) == (counted is None), "certificate: there or not, against the record") or not jws:
            return
        fields(jws, "payload signatures", "certificate")
        text = url(jws["payload"]).decode()
        payload = fields(read_canonical(text, "certificate"), CERTIFICATE, "certificate")
        opened, closed = self.last("meeting_opened"), self.last("meeting_closed")
        named = [entry.fact["certificate"] for entry in self.mine if "certificate" in entry.fact]
        self.check(set(named) == {digest(text)}, "certificate: not the one that the record names")
        belongs = (self.origin, self.community, self.meeting, opened.fact["definition"], opened.fact["roll"])
        self.check(tuple(payload[name] for name in ("origin", "community", "meeting", "definition", "roll")) == belongs,
                   "certificate: of another meeting")
        root = self.roots.get(closed.index + 1, b"").hex()
        self.check(payload["close"] == {"index": closed.index, "root": root}, "certificate: of another close")
        self.check(payload["ballots_received"] == len(self.ballots), f"certificate: {len(self.ballots)} ballots are recorded")
        self.check(closed.at <= instant(payload["counted_at"]) <= counted.at, "certificate: counted at another time")
        self.certificate_signatures(jws)
        agenda = [matter["matter"] for matter in self.definition["matters"]]
        if self.check([each["matter"] for each in payload["matters"]] == agenda, "certificate: another agenda"):
            self.drawn(payload)
            self.results(payload)

    def results(self, payload):
        self.papers_count = payload["channels"]["paper"]
        on_roll = [unit["area"] for elector in self.rolls[-1]["electors"] for unit in elector["units"]]
        decimals = max(len(area.partition(".")[2]) for area in on_roll)
        for matter, certified in zip(self.definition["matters"], payload["matters"]):
            verdict, where = certified["verdict"], f"totals of {matter['matter']}"
            real = self.verdict(matter, verdict)
            totals, votes = self.count(matter)
            shown = {name: [thousandths(each["area"]), each["heads"]] for name, each in verdict["totals"].items()}
            self.check(shown["all"] == totals["all"], f"{where}: another electorate")
            areas = [each["area"] for each in verdict["totals"].values() if each["area"] is not None]
            self.check({len(area.partition(".")[2]) for area in areas} <= {decimals}, f"{where}: other decimals")
            self.check(real["participating"][1] <= payload["ballots_counted"], f"{where}: more take part than votes count")
            self.check(self.may_be_served(matter, real), f"{where}: others were served than are counted as silent")
            if not self.audit:
                continue
            self.check(real == totals, f"{where}: others are counted")
            shown = {each["candidate"]: [thousandths(each["area"]), each["heads"]] for each in verdict.get("candidates", [])}
            self.check(shown == votes, f"{where}: other votes of candidates are counted")
        channels, most = payload["channels"], len(self.rolls[-1]["electors"])
        fields(channels, "online paper proxy delegate assisted conflicts not_authentic", "certificate: channels")
        self.check(payload["ballots_counted"] <= most, f"certificate: {most} votes can count at most")
        self.check(payload["ballots_counted"] == channels["online"] + channels["paper"] >= channels["proxy"] + channels["delegate"],
                   "certificate: its channels add up to something else")
        self.check(channels["assisted"] <= channels["online"] <= payload["ballots_received"], "certificate: more online than came")
        if self.audit:
            self.check(channels == self.channels, f"certificate: the votes came {self.channels}")
            self.check(payload["ballots_counted"] == len(self.in_force), f"certificate: {len(self.in_force)} votes count")
            self.check(payload["co_owned"] == self.co_owned, f"certificate: co-owners are represented {self.co_owned}")

    def may_be_served(self, matter, real):
        """Whether the silent who are counted are at most those served, and at least those of them who cannot have voted."""
        served = [0, 0]
        for elector in self.rolls[-1]["electors"]:
            units = self.units(elector, matter)
            if units and self.is_reached(elector, matter):
                served = [served[0] + sum(thousandths(unit["area"]) for unit in units), served[1] + 1]
        return all(most - voted <= own <= most for most, voted, own in zip(served, real["participating"], real["informed"]))

    def certificate_signatures(self, jws):
        recorded = Counter((entry.fact["role"], entry.fact["signature"]) for entry in self.mine
                           if entry.kind == "certificate_signed")
        signers = set()
        for place, each in enumerate(jws["signatures"]):
            fields(each, "protected signature header", "signature of the certificate")
            role, key = (fields(each["header"], "role key", "header of a signature")[name] for name in ("role", "key"))
            what = f"certificate: signature of the {role or 'service'}"
            header = fields(read_json(url(each["protected"]), what), "alg kid typ", what)
            self.check((header["alg"], header["kid"], header["typ"])
                       == ("EdDSA", thumbprint(key), "quorate-certificate+jws"), f"{what}: header")
            data = f"{each['protected']}.{jws['payload']}".encode()
            self.check(signed(Ed25519PublicKey.from_public_bytes(url(key)), url(each["signature"]), data), f"{what}: wrong")
            self.check((place == 0) == (role is None), f"{what}: the service's is the first")
            self.check(key not in signers, f"{what}: its key signed twice")
            signers.add(key)
            if role is None:
                counted = self.last("meeting_counted")
                self.check(counted is None or key == key_at(self.chain, "statements", counted.index),
                           f"{what}: not with its key")
                continue
            entry = next((entry for entry in self.mine if entry.fact.get("signature") == digest(canonical(each))), None)
            recorded[role, digest(canonical(each))] -= 1
            self.check(role in ("scrutineer", "supervisor"), f"{what}: this role signs no certificate")
            if self.audit and entry:
                first, last, owner, enrolment = self.enrolled.get(header["kid"], (entry.index, None, None, None))
                self.check(first < entry.index and (last is None or entry.index < last) and owner is None
                           and self.holds(enrolment, role, entry), f"{what}: not by an officer's key in office")
        self.check(not any(recorded.values()), "certificate: the signatures shown are not those recorded")

    # 8: witnesses

    def witnesses(self):
        self.check(self.bundle.cosigned <= 16, f"{self.bundle.cosigned} cosigned tree heads, more than 16")
        policy = self.definition["witnesses"]
        if policy is None:
            return
        keys = [Key(text) for text in policy["witnesses"]]
        heads = sorted([each for each in self.bundle.range if isinstance(each, Head)] + [self.bundle.checkpoint],
                       key=lambda head: head.size)
        last_of, satisfied = {}, []
        entries = {entry.index + 1: entry for entry in self.bundle.entries}
        for head in heads:
            times = []
            for key in keys:
                signature = head.signatures.get((key.name, key.id))
                if signature is None:
                    continue
                holds, seconds = key.verify(head.text, signature)
                when = datetime.fromtimestamp(min(seconds, 253402300799), UTC)  # the last second of the calendar
                covered = entries.get(head.size)
                if (self.check(holds, f"tree head of {head.size}: the cosignature of {key.name} is wrong")
                        and self.check(not covered or when >= covered.at - timedelta(seconds=120),
                                       f"tree head of {head.size}: {key.name} cosigned before it was there")
                        and self.check(last_of.get(key.name, when) <= when,
                                       f"tree head of {head.size}: {key.name} cosigned before a smaller one")):
                    times.append(when)
                    last_of[key.name] = when
            if len(times) >= policy["required"]:
                satisfied.append((head.size, sorted(times)[policy["required"] - 1]))
        self.witnessed(satisfied)

    def witnessed(self, satisfied):
        opened, closed, counted = map(self.last, ("meeting_opened", "meeting_closed", "meeting_counted"))
        ended = self.last("result_announced") or self.last("meeting_annulled")
        late = closed and closed.at + timedelta(minutes=10)
        goes_on = late and (counted or self.bundle.entries[-1].at > late)
        for entry, until, due in ((opened, closed and closed.at, closed), (closed, late, goes_on), (counted, None, ended)):
            if entry and due:
                self.check(any(size > entry.index and (until is None or when <= until) for size, when in satisfied),
                           f"entry {entry.index}: {entry.kind} was not witnessed in time")


def serial_of(number):
    """The serial of a number, with its check digit (ISO/IEC 7064 MOD 11,10)."""
    product = 10
    for each in f"{number:06}":
        product = ((product + int(each)) % 10 or 10) * 2 % 11
    return f"{number:06}-{(11 - product) % 10}"


def answers_of(choice):
    """What a choice says, in whatever order it names candidates."""
    return choice["answer"], sorted((each["candidate"], each["answer"]) for each in choice["candidates"])


def leaves(value, name):
    """Every text of this name, however deep."""
    if isinstance(value, dict):
        own = [value[name]] if isinstance(value.get(name), str) else []
        return own + [leaf for each in value.values() for leaf in leaves(each, name)]
    return [leaf for each in value for leaf in leaves(each, name)] if isinstance(value, list) else []


def says(notice, field):
    """Whether a notice says what a rule asks for."""
    own, voting = notice["particulars"], notice["voting"]
    return bool({
        "meeting": notice["title"].strip(), "called_by": notice["called_by"].strip(),
        "times": instant(notice["opens_at"]) < instant(notice["closes_at"]),
        "place_or_channel": own["place"] or voting["online"], "place": own["place"],
        "matters": notice["matters"] and all(each["text"].strip() for each in notice["matters"]),
        "attachments": own["attachments"], "thresholds": all(each["rule"] for each in notice["matters"]),
        "online": voting["online"], "paper": voting["paper"], "proxy": voting["proxy"],
        "silence": notice["silence"]["zh"] and notice["silence"]["en"],
        "objections": notice["objecting"]["roll"]["zh"], "contact": own["contact"],
    }[field])


def within(topic, name, own, above):
    """Whether what a community settles is no laxer than what stands above it."""
    if topic in ("notice", "extraordinary_notice"):
        return own["full_days"] >= above["full_days"]
    if topic == "notice_content":
        return set(own["fields"]) >= set(above["fields"])
    if topic == "service":
        weaker = (own.get("in_app"), above.get("in_app")) == ("proof", "record")
        return not weaker and own["posting_attempts"] >= above["posting_attempts"]
    if topic == "voting_period":
        return own["days_min"] >= above["days_min"] and own["days_max"] <= above["days_max"]
    if topic == "online_channel":
        return CHANNELS.index(own["value"]) >= CHANNELS.index(above["value"])
    if topic in ("holders", "discretion"):
        order = HOLDERS if topic == "holders" else DISCRETION
        return order.index(own["value"]) >= order.index(above["value"])
    if topic == "limit":
        return own["number"] <= above["number"] if name.endswith("_max") else own["number"] >= above["number"]
    if topic == "switch":
        return own["value"] == above["value"]
    if topic == "procedure":
        return stricter(PROCEDURE[name], own["value"], above["value"])
    small, old, most = own.get("small"), above.get("small"), above.get("seats_max")
    exception = not small or (small["seats_min"] >= above["seats_min"] if not old else all(
        sign * small[each] <= sign * old[each] for each, sign in (("seats_min", -1), ("households_max", 1), ("area_max", 1))))
    return (own["seats_min"] >= above["seats_min"] and (most is None or own.get("seats_max", most + 1) <= most)
            and (own.get("odd", False) or not above.get("odd", False)) and exception)


def stricter(bound, own, above):
    """Whether one value of a parameter is no laxer than another: numbers, fractions, majorities, words, lists of words."""
    if isinstance(own, list):
        more, less = set(own) >= set(above), set(own) <= set(above)
    else:
        own, above = map(rank, (own, above))
        more, less = own >= above, own <= above
    return {"most": less, "least": more, "fixed": more and less}[bound]


def rank(value):
    """What a value of a parameter is compared by."""
    if isinstance(value, int):
        return value, 0
    if "/" in value:
        sign, _, fraction = value.rpartition(" ")
        return Fraction(fraction), sign == ">"
    return next(words.index(value) for words in WORDS if value in words), 0


def amended(units, change):
    """The units of a register by label, after an amendment."""
    if change["correct"] == "missing":
        return units | {change["holding"]["unit"]: change["holding"]}
    label = change["unit"]
    if change["correct"] == "superfluous":
        return {name: unit for name, unit in units.items() if name != label}
    names = {"area": ("area", "area_source"), "owners": ("owners",), "stock": ("stock",)}[change["correct"]]
    return units | {label: units[label] | {name: change[name] for name in names}}


def grouped(units, overlapping, salt):
    """The electors of a roll and of its annex: delivered units by their owners, stock by the developer."""
    delivered = [frozenset(unit["owners"]) for unit in units.values() if unit["stock"] == "delivered"]
    if overlapping == "same_buyer":
        for owners in list(delivered):
            # Whoever shares a unit with one of them is one buyer with all of them.
            joined = frozenset().union(*(each for each in delivered if each & owners))
            delivered = [joined if each & owners else each for each in delivered]
    buyer = {owner: owners for owners in delivered for owner in owners}
    stock = frozenset().union(*(unit["owners"] for unit in units.values() if unit["stock"] == "developer_stock"))
    groups = {}
    for _, unit in sorted(units.items()):
        is_stock, own = unit["stock"] == "developer_stock", frozenset(unit["owners"])
        owners = stock if is_stock else buyer[unit["owners"][0]] if overlapping == "same_buyer" else own
        kind = "developer" if is_stock else "owner"
        source = {"kind": kind, "owners": [] if is_stock else sorted(owners), "salt": salt}
        shown = {name: unit[name] for name in "unit building entrance floor kind area area_source".split()}
        groups.setdefault(digest(canonical(source))[:32], (kind, sorted(owners), []))[2].append(shown)
    electors = [{"elector": elector, "heads": 1, "kind": kind, "units": own} for elector, (kind, _, own) in sorted(groups.items())]
    return electors, [{"elector": elector, "kind": kind, "owners": own} for elector, (kind, own, _) in sorted(groups.items())]


def verify(data, pinned, packs):
    """The findings of a bundle. What is found first can make the rest unreadable."""
    case = Case(Bundle(data), packs)
    try:
        judge(case, pinned)
    except UNREADABLE as error:
        if not case.findings:
            raise
        case.findings.append(f"the rest cannot be read: {error!r}")
    return case.findings


def judge(case, pinned):
    case.keys(pinned)
    case.record()
    case.replaced()
    case.life()
    case.papers()
    if case.last("meeting_noticed") and case.public_papers() is not False:
        case.hours()
        if case.audit:
            case.audit_papers()
            case.acknowledged()
            case.spoken()
            case.of_two()
            case.mandated()
            case.paper_round()
            case.accept()
        case.lots()
        case.certified()
        case.witnesses()


def main(keys, packs, *bundles):
    pinned = json.loads(Path(keys).read_text())
    packs = {digest(path.read_bytes()): tomllib.loads(path.read_text()) for path in Path(packs).rglob("*.toml")}
    worst = 0
    for path in bundles:
        try:
            findings = verify(Path(path).read_bytes(), pinned, packs)
            status = 1 if findings else 0
        except UNREADABLE as error:
            findings, status = [f"{type(error).__name__}: {error}"], 2
        for finding in findings or ["no findings"]:
            print(f"{path}: {finding}")
        worst = max(worst, status)
    return worst


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
