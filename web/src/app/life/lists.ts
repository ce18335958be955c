import { api, take } from "../../api/client.ts";
import type { Noun } from "./act.ts";
import type { Views } from "./office.tsx";

/** Every process of a noun in a community. */
export const LISTS: { readonly [N in Noun]: (community: string) => Promise<Views[N][]> } = {
  archive: (community) =>
    take(api.GET("/api/v1/communities/{community}/archive", { params: { path: { community } } })),
  candidacy: (community) =>
    take(api.GET("/api/v1/communities/{community}/candidacies", { params: { path: { community } } })),
  committee: (community) =>
    take(api.GET("/api/v1/communities/{community}/committees", { params: { path: { community } } })),
  contest: (community) =>
    take(api.GET("/api/v1/communities/{community}/contests", { params: { path: { community } } })),
  contract: (community) =>
    take(api.GET("/api/v1/communities/{community}/contracts", { params: { path: { community } } })),
  evaluation: (community) =>
    take(api.GET("/api/v1/communities/{community}/evaluations", { params: { path: { community } } })),
  formation: (community) =>
    take(api.GET("/api/v1/communities/{community}/formations", { params: { path: { community } } })),
  petition: (community) =>
    take(api.GET("/api/v1/communities/{community}/petitions", { params: { path: { community } } })),
  seal_use: (community) =>
    take(api.GET("/api/v1/communities/{community}/seal-uses", { params: { path: { community } } })),
  sitting: (community) =>
    take(api.GET("/api/v1/communities/{community}/sittings", { params: { path: { community } } })),
  term: (community) =>
    take(api.GET("/api/v1/communities/{community}/terms", { params: { path: { community } } })),
};
