import { same } from "../values/bytes.ts";
import { instant, spokenInstant, type Instant } from "../values/instants.ts";
import { count, list, orNull, other, record, text, word, type Shape, type Shaped } from "../values/shapes.ts";
import { refuse } from "../values/unsound.ts";
import { keyId } from "../values/words.ts";
import { keyReplacement } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload, statementKey, type StatementKey } from "../statements/jws.ts";
import {
  checkSigned,
  logKey,
  readVerifierKey,
  sameVerifierKey,
  type SignedHead,
  type VerifierKey,
} from "./notes.ts";

const REPLACEMENTS_MAX = 256;

/** Which of the service's two keys. */
export type ServiceKey = "checkpoints" | "statements";

const verifierKey: Shape<VerifierKey> = (value, place) => readVerifierKey(text(value, place));

/** What is written only where there is something: an empty list has no place in a canonical document. */
function some<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, place) => {
    const own = list(shape)(value, place);
    return own.length > 0 ? own : other(place, "空列表应省略", "is an empty list, which is left out");
  };
}

const jwk = record({ kty: text, crv: text, x: statementKey, kid: keyId });
const replaced = record({ entry: count, at: instant, statement: text });
const coming = record({
  key: word("checkpoints", "statements"),
  x: statementKey,
  checkpoint_key: orNull(verifierKey),
  from: spokenInstant,
});

/** The service's list of keys, as a bundle has it and as one keeps it. */
export const serviceKeys = record(
  { origin: text, checkpoint_key: verifierKey, statements_key: jwk },
  {
    replaced: some(replaced),
    coming: some(coming),
    since: count,
    revoked: some(record({ x: statementKey, from: count })),
  },
);
/** The keys of a service, with those that replaced others. */
export type ServiceKeys = Shaped<typeof serviceKeys>;
/** A key that another took the place of. */
export type Replaced = Shaped<typeof replaced>;

interface Link<Key> {
  /** The first tree size, or entry, it is in force for. */
  readonly begins: number;
  readonly at: Instant | null;
  readonly key: Key;
}

/** The keys of a record, each from where it is in force. */
export class KeyChain {
  readonly since: number;
  private readonly origin: string;
  private readonly checkpoints: Link<VerifierKey>[];
  private readonly statements: Link<StatementKey>[];

  constructor(checkpoints: VerifierKey, statements: StatementKey, since: number) {
    this.since = since;
    this.origin = checkpoints.name;
    this.checkpoints = [{ begins: since, at: null, key: checkpoints }];
    this.statements = [{ begins: since, at: null, key: statements }];
  }

  /** The chain that a list of keys gives; refused if it contradicts itself. */
  static of(keys: ServiceKeys): KeyChain {
    const { kty, crv, x, kid } = keys.statements_key;
    if (kty !== "OKP" || crv !== "Ed25519")
      refuse("声明密钥不是 Ed25519 密钥", "the statements key is not an Ed25519 key");
    if (x.id !== kid)
      refuse("声明密钥的标识不是其指纹", "the id of the statements key is not its thumbprint");
    if (keys.checkpoint_key.name !== keys.origin || keys.checkpoint_key.signs !== "checkpoints")
      refuse("检查点密钥属于其他记录", "the checkpoint key is named for another record");
    const listed = keys.replaced ?? [];
    if (listed.length > REPLACEMENTS_MAX) refuse("密钥更换过多", "too many replacements are listed");
    const said = listed.map((own) => readPayload(parseJws(own.statement, "key-replacement"), keyReplacement));
    const first = (which: ServiceKey) => said.find((own) => own.key === which)?.old;
    const founding = first("checkpoints");
    const chain = new KeyChain(
      founding ? logKey(keys.origin, founding.key) : keys.checkpoint_key,
      first("statements") ?? x,
      keys.since ?? 0,
    );
    listed.forEach((own, index) =>
      chain.replace(own, said[index] ?? refuse("缺少更换声明", "a replacement is missing")),
    );
    const ends =
      sameVerifierKey(last(chain.checkpoints).key, keys.checkpoint_key) &&
      last(chain.statements).key.x === x.x;
    if (!ends) refuse("更换未通向现行密钥", "the replacements do not lead to the keys in force");
    return chain;
  }

  /** The keys of a list that does not hold together, as they stand. */
  static alone(keys: ServiceKeys): KeyChain {
    return new KeyChain(keys.checkpoint_key, keys.statements_key.x, 0);
  }

  private replace(own: Replaced, said: Shaped<typeof keyReplacement>): void {
    const { entry } = own;
    const wrong = (zh: string, en: string) =>
      refuse(`记录 ${entry} 的密钥更换：${zh}`, `the replacement of entry ${entry}: ${en}`);
    const begins = entry + 1;
    if (begins <= Math.max(last(this.checkpoints).begins, last(this.statements).begins))
      wrong("顺序有误", "does not stand behind the one above it");
    checkSignature(parseJws(own.statement, "key-replacement"), last(this.statements).key);
    if (said.origin !== this.origin) wrong("属于其他记录", "is of another record");
    if (said.from > own.at) wrong("载入早于新密钥生效", "is recorded before its key begins");
    const at = own.at;
    if (said.key === "statements") {
      const links = this.statements;
      if (last(links).key.x !== said.old.x)
        wrong("所换并非现行密钥", "replaces a key that is not in force there");
      if (links.some((link) => link.key.x === said.new.x))
        wrong("密钥曾经有效", "puts a key in force that was in force before");
      links.push({ begins, at, key: said.new });
    } else {
      const links = this.checkpoints;
      const [old, fresh] = [logKey(this.origin, said.old.key), logKey(this.origin, said.new.key)];
      if (!sameVerifierKey(last(links).key, old))
        wrong("所换并非现行密钥", "replaces a key that is not in force there");
      if (links.some((link) => sameVerifierKey(link.key, fresh)))
        wrong("密钥曾经有效", "puts a key in force that was in force before");
      links.push({ begins, at, key: fresh });
    }
  }

  /** The key of tree heads of this size. */
  checkpointsAt(size: number): VerifierKey {
    return inForce(this.checkpoints, size);
  }

  /** The key of statements at this entry. */
  statementsAt(entry: number): StatementKey {
    return inForce(this.statements, entry);
  }

  /** The key of statements of this id, and when another one took its place. */
  statementsNamed(id: string): { readonly key: StatementKey; readonly until: Instant | null } | null {
    const place = this.statements.findIndex((link) => link.key.id === id);
    const link = this.statements[place];
    return link ? { key: link.key, until: this.statements[place + 1]?.at ?? null } : null;
  }

  /** Refuses a tree head that the record's key, the one in force at its size, did not sign. */
  checkHead(note: SignedHead): void {
    checkSigned(note, this.checkpointsAt(note.head.size));
  }

  /** Whether two chains have the same keys from where both of them are believed, as far as both go. */
  agrees(other: KeyChain): boolean {
    const since = Math.max(this.since, other.since);
    const [mine, theirs] = [this.behind(since), other.behind(since)];
    const shared = Math.min(mine.length, theirs.length);
    return (
      sameVerifierKey(this.checkpointsAt(since), other.checkpointsAt(since)) &&
      this.statementsAt(since).x === other.statementsAt(since).x &&
      mine.slice(0, shared).join() === theirs.slice(0, shared).join()
    );
  }

  /** Up to which entry of a bundle that ends at `to` a key was in force; `null` if it was not. */
  signsUntil(key: StatementKey, to: number): number | null {
    const until = <Key>(links: readonly Link<Key>[], is: (own: Key) => boolean): number => {
      const place = links.findIndex((link) => is(link.key) && link.begins < to);
      return place < 0 ? -1 : Math.min(links[place + 1]?.begins ?? to, to);
    };
    const last = Math.max(
      until(this.checkpoints, (own) => same(own.key.bytes, key.key.bytes)),
      until(this.statements, (own) => own.x === key.x),
    );
    return last < 0 ? null : last;
  }

  private behind(since: number): string[] {
    const checkpoints = this.checkpoints.map(
      (link) => [link.begins, `checkpoints ${link.key.text}`] as const,
    );
    const statements = this.statements.map((link) => [link.begins, `statements ${link.key.x}`] as const);
    const all = [...checkpoints.slice(1), ...statements.slice(1)].filter(([begins]) => begins > since);
    return all.sort(([one], [other]) => one - other).map(([begins, key]) => `${begins} ${key}`);
  }
}

function last<T>(links: readonly T[]): T {
  return links.at(-1) ?? refuse("没有密钥", "there is no key");
}

function inForce<Key>(links: readonly Link<Key>[], place: number): Key {
  const own = links.findLast((link) => link.begins <= place) ?? links[0];
  return (own ?? refuse("没有密钥", "there is no key")).key;
}
