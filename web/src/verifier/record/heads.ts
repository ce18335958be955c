import type { Ledger } from "../ledger.ts";
import { refuse } from "../values/unsound.ts";
import type { Signers } from "./signers.ts";
import type { KeyChain } from "./keys.ts";
import { readSignedHead, type SignedHead } from "./notes.ts";
import { sameHead, type TreeHead } from "./tree.ts";

/** Holds the checkpoint at the end of a file to its keys and to the tree that the entries give. */
export function checkpoint(
  signers: Signers,
  note: string,
  grown: TreeHead,
  ledger: Ledger,
): SignedHead | null {
  const to = signers.to;
  if (grown.size !== to)
    ledger.finding("record_range", {
      zh: `各条记录所成的树大小为 ${grown.size}，而非首行所称的 ${to}。`,
      en: `The entries end with a tree of ${grown.size}, not of ${to} as the header says.`,
    });
  const unread = { zh: "检查点无法读取：", en: "The checkpoint cannot be read: " };
  const head = ledger.attempt("record_checkpoint", () => readSignedHead(note), unread);
  if (!head) return null;
  const unsigned = { zh: "树头并非由本记录签署：", en: "The tree head is not signed by this record: " };
  const signed = ledger.judge("record_checkpoint", () => signedByRecord(head, signers), unsigned);
  const fits = ledger.judge("record_root", () => grownTo(grown, head.head));
  return signed && fits ? head : null;
}

function signedByRecord(head: SignedHead, { chain, keys, to }: Signers): true {
  chain.checkHead(head);
  if (head.origin !== keys.origin)
    refuse(
      `树头属于 ${head.origin}，而非 ${keys.origin}`,
      `the tree head is of ${head.origin}, not of ${keys.origin}`,
    );
  const { size } = head.head;
  if (size !== to)
    refuse(
      `树头含 ${size} 条记录，而本文件截至 ${to}`,
      `the tree head is of ${size} entries, the bundle goes to ${to}`,
    );
  return true;
}

/** A tree head among the entries, which the record's own key signed over exactly those before it. */
export function proven(grown: TreeHead, note: string, chain: KeyChain): SignedHead {
  const head = readSignedHead(note);
  chain.checkHead(head);
  grownTo(grown, head.head);
  return head;
}

function grownTo(grown: TreeHead, signed: TreeHead): true {
  if (!sameHead(grown, signed))
    refuse(
      `各条记录得出的根为 ${grown.root}，而非所签名的 ${signed.root}：有记录被添加、删除或改动`,
      `the entries give the root ${grown.root}, not the signed root ${signed.root}: something was added, dropped or changed`,
    );
  return true;
}
