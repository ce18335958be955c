import { useRef, useState } from "preact/hooks";
import type { Refusal, Report, Verify } from "../verifier/contract.ts";
import { type BundleFile, NotFetched } from "./bundle.ts";
import { fingerprint } from "./fingerprint.ts";
import type { VerifiedFile } from "./report.tsx";

/** Where verifying a file stands. */
export type Verifying =
  | { readonly step: "idle" | "reading" | "fetching" | "broken" }
  | { readonly step: "verifying"; readonly percent: number }
  | { readonly step: "not_fetched"; readonly trouble: NotFetched }
  | { readonly step: "reported"; readonly report: Report; readonly file: VerifiedFile }
  | { readonly step: "refused"; readonly refusal: Refusal; readonly file: VerifiedFile };

/** Where the verifier comes from: the client loads it when it is needed, the one file has it with it. */
export type LoadVerifier = () => Promise<{ readonly verify: Verify }>;

/** Verifies one file after the other; of two begun at once only the later one is shown. */
export function useVerifying(load: LoadVerifier) {
  const [state, show] = useState<Verifying>({ step: "idle" });
  const latest = useRef(0);

  const begin = async (step: "reading" | "fetching", source: () => Promise<BundleFile>, pinned: string) => {
    const own = ++latest.current;
    const tell = (next: Verifying) => {
      if (latest.current === own) show(next);
    };
    tell({ step });
    try {
      const { name, bytes } = await source();
      const file = { name, sha256: await fingerprint(bytes) };
      tell({ step: "verifying", percent: 0 });
      // What takes no part in choosing a file is loaded once there is one.
      const { verify } = await load();
      const answer = await verify(bytes, {
        progress: (percent) => tell({ step: "verifying", percent: Math.floor(percent) }),
        ...(pinned.trim() === "" ? {} : { pinned }),
      });
      tell(
        "refused" in answer
          ? { step: "refused", refusal: answer, file }
          : { step: "reported", report: answer, file },
      );
    } catch (error) {
      if (error instanceof NotFetched) tell({ step: "not_fetched", trouble: error });
      else {
        console.error(error);
        tell({ step: "broken" });
      }
    }
  };
  const again = () => {
    latest.current += 1;
    show({ step: "idle" });
  };
  return { state, begin, again };
}
