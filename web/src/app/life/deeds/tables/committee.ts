import { api, take } from "../../../../api/client.ts";
import { ENDINGS, HEARINGS, SEALS } from "../../../../i18n/acts/kinds.ts";
import type { Views } from "../../office.tsx";
import {
  draftMeeting,
  file,
  given,
  grant,
  hashed,
  matterOfIt,
  member,
  one,
  plain,
  register,
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
const stands = (of: View | null) => of !== null && of.state !== "annulled" && of.state !== "succeeded";
const always = (of: View | null) => of !== null;
const recalled = (of: View | null) =>
  of !== null && of.recalls.some(({ state }) => ["proposed", "supported", "put"].includes(state));

const recall = one<View>(({ of }: Situation<View>) =>
  (of?.recalls ?? [])
    .filter(({ state }) => ["proposed", "supported", "put"].includes(state))
    .map(({ recall, member }) => ({
      value: recall,
      label: plain(`${member.candidate} · ${recall.slice(0, 8)}`),
    })),
);
const filing = one<View>(({ of }: Situation<View>) =>
  (of?.filings ?? [])
    .filter(({ state }) => state === "filed")
    .map(({ package: digest, filed_at }) => ({
      value: digest,
      label: plain(`${filed_at.slice(0, 10)} · ${digest.slice(0, 12)}`),
    })),
);
const fresh = given(() => crypto.randomUUID());

/** Deeds of an owners' committee. */
export const COMMITTEE: Table<"committee", View> = {
  take_seat: {
    roles: owner,
    fits: stands,
    fields: { member: standing("called"), grant: grant(["member", "chair"]) },
  },
  confirm_seat: { roles: members, fits: stands, fields: { member: anyone } },
  name_grant: {
    roles: owner,
    fits: stands,
    fields: { member: standing("seated"), grant: grant(["member", "chair"]) },
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
  resign: { roles: ["chair", "member", "owner"], fits: stands, fields: { member: anyone } },
  state_end: {
    roles: ["chair", "member", "secretary", "supervisor", "residents_committee"],
    fits: stands,
    fields: {
      member: anyone,
      event: word(ENDINGS),
      register: given(async (situation, { event }) =>
        event === "no_longer_owner" ? register.read(situation, {}) : null,
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
      petition: one<View>(async ({ community: { community } }) => {
        const petitions = await take(
          api.GET("/api/v1/communities/{community}/petitions", { params: { path: { community } } }),
        );
        return petitions
          .filter(({ aim }) => aim === "recall")
          .map(({ process, opened_at }) => ({
            value: process,
            label: plain(`${opened_at.slice(0, 10)} · ${process.slice(0, 8)}`),
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
  // These two bind an owner by a salted hash; where there was a call for candidates nobody needs them.
  bind_candidate: null,
  prove_candidate: null,
};
