import { useCallback, useState } from "preact/hooks";
import { api, take } from "../../api/client.ts";
import { useLoad, type Loaded } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import { useDraft } from "../../device/drafts.ts";

/** A meeting as the service shows it. */
export type Meeting = components["schemas"]["MeetingView"];

/** What a convener or secretary drafts. */
export type Draft = components["schemas"]["MeetingDraft"];

/** A matter of the draft. */
export type Matter = components["schemas"]["MatterForm"];

/** A rule pack with everything it asks. */
export type Pack = components["schemas"]["ShownPack"];

/** A draft in work: what stands at the service, and what was changed here since. */
export interface Drafting {
  readonly meeting: Meeting;
  readonly draft: Draft;
  /** Whether there are changes here that the service does not have. */
  readonly changed: boolean;
  /** Whether somebody else changed it meanwhile. */
  readonly overtaken: boolean;
  change(part: Partial<Draft>): void;
  /** Keeps the changes at the service, on top of the revision that they were made on. */
  save(): Promise<void>;
  /** Forgets the changes made here. */
  takeTheirs(): void;
  /** Goes on with the changes made here, on top of what stands at the service now. */
  keepMine(): void;
  again(): void;
}

const ADDRESS = "/api/v1/communities/{community}/meetings/{meeting}";

/** A meeting; reads it when the page is shown. */
export function useMeeting(community: string, meeting: string): Loaded<Meeting> {
  return useLoad(
    () => take(api.GET(ADDRESS, { params: { path: { community, meeting } } })),
    [community, meeting],
  );
}

/** Works on a draft; every change is kept on this device until it is saved. */
export function useDrafting(community: string, read: Meeting, again: () => void): Drafting {
  const id = read.meeting;
  const [saved, setSaved] = useState(read);
  const meeting = read.revision >= saved.revision ? read : saved;
  const [kept, keep, forget] = useDraft<{ revision: number; draft: Draft } | null>(`meeting:${id}`, null);
  const draft = kept?.draft ?? meeting.draft;
  const change = useCallback(
    (part: Partial<Draft>) =>
      keep({ revision: kept?.revision ?? meeting.revision, draft: { ...draft, ...part } }),
    [keep, kept, meeting, draft],
  );
  const save = async () => {
    if (kept === null) return;
    const params = { path: { community, meeting: id }, header: { "If-Match": `"${kept.revision}"` } };
    setSaved(await take(api.PUT(ADDRESS, { params, body: kept.draft })));
    forget();
  };
  return {
    meeting,
    draft,
    changed: kept !== null,
    overtaken: kept !== null && kept.revision < meeting.revision,
    change,
    save,
    takeTheirs: forget,
    keepMine: () => keep({ revision: meeting.revision, draft }),
    again,
  };
}

/** An identity for a further matter, which nobody has to think of. */
export function freshName(prefix: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** A matter of a kind with everything still to be filled in; the whole community decides it. */
export function emptyMatter(kind: string, election: boolean, taken: readonly string[]): Matter {
  return {
    matter: freshName("m", taken),
    kind,
    title: "",
    text: "",
    electorate: {},
    seats: election ? 1 : null,
    candidates: [],
    competence: null,
  };
}

/** Puts a changed matter in the place of the one with its identity. */
export function withMatter(draft: Draft, matter: Matter): Draft["matters"] {
  return draft.matters.map((one) => (one.matter === matter.matter ? matter : one));
}

/** Names in a line, apart by commas of either kind or spaces. */
export function listed(text: string): string[] {
  return text
    .split(/[,，、;；\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
