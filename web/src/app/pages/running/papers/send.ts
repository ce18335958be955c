import { api, JOSE, take } from "../../../../api/client.ts";
import { placeOf, type Held } from "../meeting.ts";

const ADDRESSES = {
  issues: "/api/v1/communities/{community}/meetings/{meeting}/papers/issues",
  returns: "/api/v1/communities/{community}/meetings/{meeting}/papers/returns",
  withdrawals: "/api/v1/communities/{community}/meetings/{meeting}/papers/withdrawals",
  entries: "/api/v1/communities/{community}/meetings/{meeting}/papers/entries",
  counts: "/api/v1/communities/{community}/meetings/{meeting}/papers/counts",
  sample: "/api/v1/communities/{community}/meetings/{meeting}/papers/sample",
} as const;

/** Hands in what was signed about papers. */
export function sendOfPapers(of: Held, what: keyof typeof ADDRESSES): (body: string) => Promise<unknown> {
  return (body) =>
    take<unknown>(api.POST(ADDRESSES[what], { params: placeOf(of), body, parseAs: "text", ...JOSE }));
}

/** Those who read papers. */
export const READERS = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"] as const;
