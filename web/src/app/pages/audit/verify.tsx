import { bench as words } from "../../../i18n/bench.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Bench } from "../../../report/bench.tsx";
import { Page } from "../../pieces/page.tsx";

const load = () => import("../../../verifier/verify.ts");

/** Verifies a bundle in the browser; an address of a meeting behind the `#` offers its public bundle. */
export function Verify() {
  const { t } = useSpeech();
  return (
    <Page title={t(words.title)} wide>
      <Bench load={load} at={bundleAt(location.hash)} />
    </Page>
  );
}

function bundleAt(hash: string): string | undefined {
  const named = /^#\/c\/([0-9a-f-]{36})\/meetings\/([0-9a-f-]{36})$/.exec(hash);
  if (named === null) return undefined;
  return `${location.origin}/api/v1/communities/${named[1]}/meetings/${named[2]}/bundle`;
}
