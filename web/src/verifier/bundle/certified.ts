import { instant } from "../values/instants.ts";
import { anything, count, entries, list, orNull, record, text, word, type Shaped } from "../values/shapes.ts";
import { digest, identifier } from "../values/words.ts";
import { statementKey } from "../statements/jws.ts";
import { place } from "./documents.ts";

const channels = record({
  online: count,
  paper: count,
  proxy: count,
  delegate: count,
  assisted: count,
  conflicts: count,
  not_authentic: count,
});
const coOwned = record({ provisional: count, confirmed: count, set_aside: count });

/** What is certified; verdicts are looked at by the law. */
export const certificate = record({
  ...place,
  origin: text,
  definition: digest,
  roll: digest,
  close: record({ index: count, root: digest }),
  ballots_received: count,
  ballots_counted: count,
  channels,
  co_owned: coOwned,
  counted_at: instant,
  matters: list(record({ matter: identifier, verdict: entries(anything) })),
});

/** A certificate with its signatures (a general JWS). */
export const signedCertificate = record({
  payload: text,
  signatures: list(
    record({
      protected: text,
      header: record({
        role: orNull(
          word(
            "owner",
            "secretary",
            "convener",
            "member",
            "chair",
            "scrutineer",
            "supervisor",
            "residents_committee",
            "trustee",
            "operator",
          ),
        ),
        key: statementKey,
      }),
      signature: text,
    }),
  ),
});

/** What is certified. */
export type Certificate = Shaped<typeof certificate>;
/** A certificate with everything that was signed under it. */
export type SignedCertificate = Shaped<typeof signedCertificate>;
/** How the votes that count came. */
export type Channels = Shaped<typeof channels>;
/** How electors of several owners were represented. */
export type CoOwned = Shaped<typeof coOwned>;
