import { useEffect, useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";

/** How many took part, at one step. */
export type TurnoutStep = components["schemas"]["TurnoutView"];

/** Where a stream does not come through, the figures are asked for this often, in milliseconds. */
const EVERY = 20_000;

/** The turnout as it is published, brought up to date by itself until it is exact. */
export function useTurnout(community: string, meeting: string): Loaded<TurnoutStep> {
  const first = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/turnout", {
          params: { path: { community, meeting } },
        }),
      ),
    [community, meeting],
  );
  const [told, setTold] = useState<TurnoutStep>();
  const { again } = first;
  const exact = (told ?? first.data)?.is_final ?? false;
  useEffect(() => {
    if (exact) return;
    const stream = new EventSource(`/api/v1/communities/${community}/meetings/${meeting}/turnout/events`);
    let asking: number | undefined;
    stream.addEventListener("turnout", (event: MessageEvent<string>) => {
      // The stream is of this service, which writes the type that the API document names.
      setTold(JSON.parse(event.data) as TurnoutStep);
    });
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) asking ??= window.setInterval(again, EVERY);
    });
    return () => {
      stream.close();
      window.clearInterval(asking);
    };
  }, [community, meeting, exact, again]);
  return { ...first, data: later(told, first.data) };
}

/** Of two steps the one that was taken last. */
function later(one: TurnoutStep | undefined, other: TurnoutStep | undefined): TurnoutStep | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.is_final || (one.at ?? "") >= (other.at ?? "") ? one : other;
}
