import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** A key as it is kept: a handle that signs and cannot be read out, or where the browser has none, a sealed seed. */
export interface KeptKey {
  /** Its thumbprint (RFC 7638). */
  thumbprint: string;
  /** The public key, base64url. */
  x: string;
  signer:
    | { kind: "handle"; key: CryptoKey }
    | { kind: "sealed"; lock: CryptoKey; nonce: Uint8Array<ArrayBuffer>; seed: ArrayBuffer };
  /** The community it is enrolled in; null for an operator's. */
  community: string | null;
  /** The owner it signs for; null for an officer's or operator's. */
  owner: string | null;
  /** The role it was enrolled for; null for an owner's. */
  role: string | null;
  /** False while an enrolment waits for its confirmation or its answer. */
  enrolled: boolean;
}

/** A ballot on its way, or with its receipt. The bytes stay until there is a receipt. */
export interface KeptBallot {
  /** SHA-256 of the statement, in hexadecimal digits. */
  digest: string;
  community: string;
  meeting: string;
  elector: string;
  statement: string;
  /** The receipt as it came; null until then. */
  receipt: string | null;
  /** When it was signed on this device. */
  signedAt: string;
}

/** A value for the lot of a meeting that an officer committed to; nobody else has it until it is revealed. */
export interface KeptValue {
  /** The thumbprint of the key that committed to it. */
  thumbprint: string;
  meeting: string;
  /** 32 random bytes, base64url. */
  value: string;
}

interface Schema extends DBSchema {
  keys: { key: string; value: KeptKey };
  ballots: { key: string; value: KeptBallot; indexes: { meeting: string } };
  values: { key: [string, string]; value: KeptValue };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** What this device keeps, in the browser's own database. */
export function store(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("quorate", 2, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore("keys", { keyPath: "thumbprint" });
        database.createObjectStore("ballots", { keyPath: "digest" }).createIndex("meeting", "meeting");
      }
      if (from < 2) database.createObjectStore("values", { keyPath: ["meeting", "thumbprint"] });
    },
  });
  return opened;
}
