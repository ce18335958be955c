import { useEffect, useState } from "preact/hooks";
import { Card } from "../design/parts.tsx";
import { bench, standalone as words } from "../i18n/bench.ts";
import { common } from "../i18n/common.ts";
import { useSpeech } from "../i18n/speech.tsx";
import { NAMES, TAGS } from "../i18n/words.ts";
import { Bench } from "../report/bench.tsx";
import { FileField } from "../report/file-field.tsx";
import { fingerprint } from "../report/fingerprint.ts";
import { verify } from "../verifier/verify.ts";

const load = () => Promise.resolve({ verify });

/** The name under which this file is published. */
const FILE = "quorate-verifier.html";

const WAYS = [
  [words.windows, `Get-FileHash ${FILE}`],
  [words.mac, `shasum -a 256 ${FILE}`],
  [words.linux, `sha256sum ${FILE}`],
] as const;

/** The verifier alone: one file that needs no service. */
export function Verifier() {
  const { t, language, choose } = useSpeech();
  const other = language === "zh" ? "en" : "zh";
  useEffect(() => {
    document.title = `${t(words.title)} · Quorate`;
  }, [t]);
  return (
    <>
      <a class="skip" href="#content">
        {t(common.skip)}
      </a>
      <header class="bar">
        <div class="in">
          <span class="name">Quorate</span>
          <button type="button" lang={TAGS[other]} onClick={() => choose(other)}>
            {NAMES[other]}
          </button>
        </div>
      </header>
      <main id="content" class="wide">
        <h1>{t(bench.title)}</h1>
        <Bench load={load} />
        <OwnHash />
      </main>
    </>
  );
}

/** How to tell that this file is the published one. */
function OwnHash() {
  const { t } = useSpeech();
  const [computed, compute] = useState<string | null>(null);
  return (
    <div class="no-print">
      <Card title={t(words.hash_title)}>
        <p>{t(words.hash_what)}</p>
        {WAYS.map(([system, command]) => (
          <div key={command}>
            <h3>{t(system)}</h3>
            <p class="way code">{command}</p>
          </div>
        ))}
        <FileField
          label={t(words.hash_own)}
          hint={t(words.hash_own_hint)}
          choose={(file) =>
            void file.arrayBuffer().then(async (bytes) => {
              compute(`${file.name}: ${await fingerprint(new Uint8Array(bytes))}`);
            })
          }
        />
        <p role="status" class="code">
          {computed}
        </p>
      </Card>
    </div>
  );
}
