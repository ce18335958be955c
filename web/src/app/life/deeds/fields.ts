import { api, take } from "../../../api/client.ts";
import { everyPage } from "../../../api/pages.ts";
import type { components } from "../../../api/schema.d.ts";
import { OWN } from "../../../i18n/acts/kinds.ts";
import { roleName } from "../../../i18n/roles.ts";
import { worded, type Sentence } from "../../../i18n/words.ts";
import { instantAt } from "../../../i18n/zones.ts";
import { latestRegister } from "../register.ts";
import { parts } from "./rows.ts";
import type { Choice, Given, Line, Picked } from "./spec.ts";

type Member = components["schemas"]["CommitteeMember"];

/** How a field may differ from others of its kind. */
interface Says {
  label?: Sentence;
  hint?: Sentence;
}

/** One line. */
export function line(max: number, says: Says = {}): Line<string> {
  return { kind: "line", max, ...says, read: (text) => text.trim() || undefined };
}

/** Several lines. */
export function text(max: number, says: Says = {}): Line<string> {
  return { kind: "text", max, ...says, read: (text) => text.trim() || undefined };
}

/** A day and a time of the community's clock. */
export function moment(says: Says = {}): Line<string> {
  return {
    kind: "moment",
    ...says,
    read: (text, { time_zone }) => (text === "" ? undefined : instantAt(text, time_zone)),
  };
}

/** The beginning of a day of the community's calendar. */
export function dayBegins(says: Says = {}): Line<string> {
  return {
    kind: "day",
    ...says,
    read: (text, { time_zone }) => (text === "" ? undefined : instantAt(`${text}T00:00`, time_zone)),
  };
}

/** A day of the calendar. */
export function day(says: Says = {}): Line<string> {
  return { kind: "day", ...says, read: (text) => text || undefined };
}

/** A whole number. */
export function number(says: Says = {}): Line<number> {
  return { kind: "number", ...says, read: (text) => (/^\d+$/.test(text) ? Number(text) : undefined) };
}

/** A file that goes into the archive, of which the deed names the hash. It is sealed unless it is said to be open. */
export function file(says: Says = {}, access: "open" | "sealed" = "sealed"): Line<string> {
  return {
    kind: access === "open" ? "open_file" : "file",
    ...says,
    read: (text) => parts(text)[0],
  };
}

/** A file of which the deed names the hash, and which stays on this device. */
export function hashed(says: Says = {}): Line<string> {
  return { kind: "hashed", ...says, read: (text) => parts(text)[0] };
}

/** Something random that is told to one person and hides in a hash what it stands beside. */
export function secret(says: Says = {}): Line<string> {
  return { kind: "secret", ...says, read: (text) => text || undefined };
}

/** The same, where nothing need be said. */
export function optional<T>(field: Line<T>): Line<T | null> {
  return {
    ...field,
    optional: true,
    read: (text, community) => (text === "" ? null : field.read(text, community)),
  };
}

/** The same of what is picked. */
export function orNone<T, View>(field: Picked<T, View>): Picked<T | null, View> {
  return { ...field, optional: true, read: (text) => (text === "" ? null : field.read(text)) };
}

/** What follows from the situation. */
export function given<T, View>(read: Given<T, View>["read"], said?: Given<T, View>["said"]): Given<T, View> {
  return { kind: "given", read, said };
}

/** The latest version of the register. */
export const register: Given<number, unknown> = {
  kind: "given",
  read: ({ community }) => latestRegister(community.community),
};

/** One of a few words. */
export function word<W extends string>(
  words: Readonly<Record<W, Sentence>>,
  says: Says = {},
): Picked<W, unknown> {
  return {
    kind: "one",
    ...says,
    choices: () => choicesOf(words),
    read: (text) => known(words, text),
  };
}

/** Some of a few words. */
export function words<W extends string>(
  words: Readonly<Record<W, Sentence>>,
  says: Says = {},
): Picked<W[], unknown> {
  return {
    kind: "several",
    ...says,
    choices: () => choicesOf(words),
    read: (text) => {
      const found = parts(text)
        .map((part) => known(words, part))
        .filter((part) => part !== undefined);
      return found.length === 0 ? undefined : found;
    },
  };
}

/** One of what the situation offers. */
export function one<View>(choices: Picked<string, View>["choices"], says: Says = {}): Picked<string, View> {
  return { kind: "one", ...says, choices, read: (text) => text || undefined };
}

/** A meeting that is being prepared. */
export const draftMeeting: Picked<string, unknown> = {
  kind: "one",
  choices: async ({ community }) =>
    (await meetingsOf(community.community))
      .filter(({ state }) => state === "draft")
      .map(({ meeting, draft }) => ({ value: meeting, label: plain(draft.title) })),
  read: (text) => text || undefined,
};

/** A matter of the meeting that was chosen beside it. */
export const matterOfIt: Picked<string, unknown> = {
  kind: "one",
  choices: async ({ community }, { meeting }) =>
    (await meetingsOf(community.community))
      .filter((one) => one.meeting === meeting)
      .flatMap(({ draft }) => draft.matters)
      .map(({ matter, title }) => ({ value: matter, label: plain(title) })),
  read: (text) => text || undefined,
};

/** A grant in force, of one of these roles. */
export function grant(roles: readonly string[], says: Says = {}): Picked<string, unknown> {
  return {
    kind: "one",
    ...says,
    choices: ({ community }) => grantsOf(community.community, roles),
    read: (text) => text || undefined,
  };
}

/** Somebody who was elected, of those that the situation offers. */
export function member<View>(
  members: (of: View | null) => readonly Member[],
  says: Says = {},
): Picked<Member, View> {
  return {
    kind: "one",
    ...says,
    choices: ({ of, community }) => named(community.community, members(of)),
    read: (text) => {
      const [meeting, candidate] = text.split(" ");
      return meeting === undefined || candidate === undefined ? undefined : { meeting, candidate };
    },
  };
}

/**
 * Grants in force of some roles, one's own first, each with the pseudonym under which the list of officers shows whose
 * it is.
 */
export async function grantsOf(community: string, roles: readonly string[]): Promise<Choice[]> {
  const [offices, me] = await Promise.all([
    take(api.GET("/api/v1/communities/{community}/officers", { params: { path: { community } } })),
    take(api.GET("/api/v1/me")),
  ]);
  const own = ({ role, from }: (typeof offices)[number]) =>
    me.grants.some((one) => one.community === community && one.role === role && one.granted_at === from);
  return offices
    .filter(({ role, ended_at }) => roles.includes(role) && ended_at == null)
    .sort((a, b) => Number(own(b)) - Number(own(a)))
    .map((office) => {
      const { zh, en } = roleName(office.role);
      const whose = office.officer.slice(0, 8);
      const [nin, your] = own(office) ? [OWN.zh, OWN.en] : ["", ""];
      return { value: office.grant, label: { zh: `${zh}（${nin}${whose}）`, en: `${en} (${your}${whose})` } };
    });
}

/** Members by the names that they had on the ballot. */
export async function named(community: string, members: readonly Member[]): Promise<Choice[]> {
  const meetings = await meetingsOf(community);
  return members.map(({ meeting, candidate }) => {
    const standing = meetings
      .filter((one) => one.meeting === meeting)
      .flatMap(({ draft }) => draft.matters.flatMap(({ candidates }) => candidates ?? []));
    const name = standing.find((one) => one.candidate === candidate)?.name ?? candidate;
    return { value: `${meeting} ${candidate}`, label: plain(name) };
  });
}

function meetingsOf(community: string) {
  return everyPage((cursor) =>
    take(
      api.GET("/api/v1/communities/{community}/meetings", {
        params: {
          path: { community },
          query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
        },
      }),
    ),
  );
}

/** A text that is the same in both languages. */
export function plain(text: string): Sentence {
  return { zh: text, en: text };
}

/** Every word with what it means. */
export function choicesOf(words: Readonly<Record<string, Sentence>>): Choice[] {
  return Object.keys(words).map((value) => ({ value, label: worded(words, value) }));
}

function known<W extends string>(words: Readonly<Record<W, Sentence>>, text: string): W | undefined {
  return (Object.keys(words) as W[]).find((word) => word === text);
}

/** Whether a deed begins something. */
export function begins(of: unknown): boolean {
  return of === null;
}

/** Whether what it is done to stands in one of these states. */
export function at<View extends { state: string }>(...states: string[]): (of: View | null) => boolean {
  return (of) => of !== null && states.includes(of.state);
}
