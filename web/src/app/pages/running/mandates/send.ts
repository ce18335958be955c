import { api, JOSE, take } from "../../../../api/client.ts";
import type { ReadingKind } from "../../../../i18n/paper-mandates.ts";
import { placeOf, type Held } from "../meeting.ts";

const ADDRESSES = {
  mandate: "/api/v1/communities/{community}/meetings/{meeting}/mandate-readings",
  revocation: "/api/v1/communities/{community}/meetings/{meeting}/mandate-revocation-readings",
  appointment: "/api/v1/communities/{community}/meetings/{meeting}/delegate-readings",
} as const;

/** The statement that a reading of each kind is. */
export const STATEMENTS = {
  mandate: "mandate",
  revocation: "mandate-revocation",
  appointment: "delegate-appointment",
} as const;

/** Those who read a paper first. */
export const FIRST = ["secretary", "convener"] as const;

/** Those who read it again. */
export const SECOND = ["scrutineer", "supervisor", "residents_committee"] as const;

/** Hands in what the first reader signed. */
export function handsIn(of: Held, kind: ReadingKind): (body: string) => Promise<unknown> {
  return (body) => take<unknown>(api.POST(ADDRESSES[kind], { params: placeOf(of), body, ...JOSE }));
}

/** Hands in what the second reader signed. */
export function confirms(of: Held, reading: string): (body: string) => Promise<unknown> {
  return (body) =>
    take<unknown>(
      api.POST(
        "/api/v1/communities/{community}/meetings/{meeting}/mandate-readings/{reading}/confirmations",
        {
          params: { path: { ...placeOf(of).path, reading } },
          body,
          parseAs: "text",
          ...JOSE,
        },
      ),
    );
}
