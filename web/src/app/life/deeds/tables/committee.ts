import { api, take } from "../../../../api/client.ts";
import { digestOf } from "../../../../device/statements.ts";
import { writtenSalt } from "../../../../device/salts.ts";
import { BINDING } from "../../../../i18n/acts/binding.ts";
import { ENDINGS, HEARINGS, SEALS } from "../../../../i18n/acts/kinds.ts";
import { dayAt } from "../../../../i18n/zones.ts";
import type { Views } from "../../office.tsx";
import {
  draftMeeting,
  file,
  given,
  grantsOf,
  hashed,
  line,
  matterOfIt,
  member,
  named,
  one,
  plain,
  register,
  secret,
  word,
  words,
} from "../fields.ts";
import type { Situation, Table } from "../spec.ts";

type View = Views["committee"];

const owner = ["owner"];
const members = ["chair", "member"];
const clerks = ["chair", "member", "secretary", "convener"];
const conveners = ["chair", "convener", "supervisor", "residents_committee"];
const supervisor = ["supervisor"];

const anyone = member<View>((of) => (of?.members ?? []).map(({ member }) => member));
const standing = (...standings: string[]) =>
  member<View>((of) =>
    (of?.members ?? []).filter((one) => standings.includes(one.standing)).map(({ member }) => member),
  );
const isUnseated = ({ standing }: View["members"][number]) => ["called", "alternate"].includes(standing);
const unseated = standing("called", "alternate");
const unended = standing("called", "seated", "suspended", "alternate");
const stands = (of: View | null) => of !== null && of.state !== "annulled" && of.state !== "succeeded";
const always = (of: View | null) => of !== null;
const recalled = (of: View | null) =>
  of !== null && of.recalls.some(({ state }) => ["proposed", "supported", "put"].includes(state));

/** A grant with which nobody has a seat yet. */
const freeGrant = one<View>(async ({ community: { community }, of }) => {
  const taken = (of?.members ?? []).flatMap(({ grants }) => grants);
  return (await grantsOf(community, members)).filter(({ value }) => !taken.includes(value));
});
const recall = one<View>(async ({ community: { community, time_zone }, of }: Situation<View>) => {
  const open = (of?.recalls ?? []).filter(({ state }) => ["proposed", "supported", "put"].includes(state));
  const names = await named(
    community,
    open.map(({ member }) => member),
  );
  return open.flatMap(({ recall, proposed_at }, index) => {
    const name = names[index]?.label;
    const says = (word: string) => `${word} · ${dayAt(proposed_at, time_zone)}`;
    return name === undefined ? [] : [{ value: recall, label: { zh: says(name.zh), en: says(name.en) } }];
  });
});
const filing = one<View>(({ community: { time_zone }, of }: Situation<View>) =>
  (of?.filings ?? [])
    .filter(({ state }) => state === "filed")
    .map(({ package: digest, filed_at }) => ({
      value: digest,
      label: plain(`${dayAt(filed_at, time_zone)} · ${digest.slice(0, 12)}`),
    })),
);
const fresh = given(() => crypto.randomUUID());

/** Deeds of an owners' committee. */
export const COMMITTEE: Table<"committee", View> = {
  take_seat: {
    roles: owner,
    fits: stands,
    fields: { member: standing("called"), grant: freeGrant },
  },
  confirm_seat: { roles: members, fits: stands, fields: { member: anyone } },
  name_grant: {
    roles: owner,
    fits: stands,
    fields: { member: standing("seated"), grant: freeGrant },
  },
  vote_chair: { roles: members, fits: stands, fields: { member: standing("seated") } },
  file: { roles: clerks, fits: stands, fields: { package: hashed() } },
  acknowledge_filing: {
    roles: supervisor,
    fits: stands,
    fields: { package: filing, answer: file() },
  },
  return_filing: { roles: supervisor, fits: stands, fields: { package: filing, answer: file() } },
  hand_out_seals: {
    roles: clerks,
    fits: stands,
    fields: { seals: words(SEALS), keeper: standing("seated"), protocol: file() },
  },
  resign: { roles: ["chair", "member", "owner"], fits: stands, fields: { member: unended } },
  state_end: {
    roles: ["chair", "member", "secretary", "supervisor", "residents_committee"],
    fits: stands,
    fields: {
      member: anyone,
      event: word(ENDINGS),
      register: given(async (situation, filled, key) =>
        filled["event"] === "no_longer_owner" ? register.read(situation, filled, key) : null,
      ),
      evidence: file(),
    },
  },
  correct_end: { roles: supervisor, fits: stands, fields: { member: standing("ended"), evidence: file() } },
  propose_recall: {
    roles: members,
    fits: stands,
    fields: { recall: fresh, member: standing("seated"), grounds: file() },
  },
  support_recall: { roles: members, fits: recalled, fields: { recall } },
  adopt_petition: {
    roles: conveners,
    fits: stands,
    fields: {
      recall: fresh,
      member: standing("seated"),
      petition: one<View>(async ({ community: { community, time_zone } }) => {
        const petitions = await take(
          api.GET("/api/v1/communities/{community}/petitions", { params: { path: { community } } }),
        );
        return petitions
          .filter(({ aim }) => aim === "recall")
          .map(({ process, opened_at }) => ({
            value: process,
            label: plain(`${dayAt(opened_at, time_zone)} · ${process.slice(0, 8)}`),
          }));
      }),
      grounds: file(),
    },
  },
  record_hearing: {
    roles: conveners,
    fits: recalled,
    fields: { recall, hearing: word(HEARINGS), minutes: file() },
  },
  put_recall: {
    roles: conveners,
    fits: recalled,
    fields: { recall, meeting: draftMeeting, matter: matterOfIt },
  },
  suspend: {
    roles: [...supervisor, ...members],
    fits: recalled,
    fields: { recall, reasons: file() },
  },
  lift_suspension: { roles: supervisor, fits: always, fields: { recall, reasons: file() } },
  fill_seats: { roles: conveners, fits: stands, fields: { meeting: draftMeeting } },
  // Only the salted hash goes out: whose candidate it is the owner proves, who is told the salt on paper.
  bind_candidate: {
    roles: ["convener", "supervisor"],
    fits: stands,
    beside: {
      owner: line(64, { label: BINDING.owner, hint: BINDING.owner_hint }),
      salt: secret(BINDING.salt),
    },
    fields: {
      member: unseated,
      nominee: given((_, { member = "", owner = "", salt = "" }) => {
        const [, candidate = ""] = String(member).split(" ");
        return digestOf({ candidate, owner: String(owner).trim(), salt: String(salt) });
      }),
    },
  },
  prove_candidate: {
    roles: owner,
    fits: (of) => stands(of) && of !== null && of.members.some(isUnseated),
    fields: {
      member: unseated,
      owner: given((_, __, key) => key.owner ?? ""),
      salt: { ...line(40, BINDING.salt_written), read: (text: string) => writtenSalt(text) ?? undefined },
    },
  },
};
