import { api, take } from "../../api/client.ts";
import { useLoad, type Loaded } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import type { Pack } from "./drafting.ts";

type Shown = components["schemas"];

/** A kind of matter with the class that says what passing needs. */
export interface Kind {
  readonly matter: Shown["ShownMatter"];
  readonly asks: Shown["ShownClass"] | undefined;
  readonly doubt: Shown["ShownDoubtful"] | undefined;
}

/** A rule pack. */
export function usePack(id: string): Loaded<Pack> {
  return useLoad(() => take(api.GET("/api/v1/rule-packs/{id}", { params: { path: { id } } })), [id]);
}

/** Every rule pack, in short. */
export function usePacks(): Loaded<Shown["ShownPackHead"][]> {
  return useLoad(() => take(api.GET("/api/v1/rule-packs")), []);
}

/** Every kind of matter of a pack. */
export function kindsOf(pack: Pack): Kind[] {
  return pack.matters.map((matter) => ({
    matter,
    asks: pack.classes.find(({ name }) => name === matter.class),
    doubt: pack.doubtful.find(({ kind }) => kind === matter.kind),
  }));
}

/** The rules that the next notice will be given under, and what each of their overlays settles. */
export interface InForce {
  readonly rules: Shown["RulesView"];
  readonly overlays: readonly Shown["ShownOverlay"][];
}

/** The rules in force in a community; the text of its own rules stands in `rules`. */
export function useRules(community: string): Loaded<InForce> {
  return useLoad(async () => {
    const params = { path: { community } };
    const rules = await take(api.GET("/api/v1/communities/{community}/rules", { params }));
    const built = rules.overlays.filter(({ text }) => text == null);
    const overlays = await Promise.all(
      built.map(({ id }) => take(api.GET("/api/v1/overlays/{id}", { params: { path: { id } } }))),
    );
    return { rules, overlays };
  }, [community]);
}

/** The value that a place settles something as, and by which article; the last overlay has the last word. */
export function settled(inForce: InForce, topic: string, name: string = topic) {
  return inForce.overlays
    .flatMap(({ settles }) => settles)
    .findLast((one) => one.topic === topic && one.name === name);
}
