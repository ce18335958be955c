import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { api, takeIfAny } from "../../api/client.ts";
import { saveBlob } from "../../api/file.ts";
import { useLoad } from "../../api/load.ts";
import { Text } from "../../design/forms.tsx";
import { Actions, Button, Notice } from "../../design/parts.tsx";
import { digest } from "../../device/statements.ts";
import { arrivedText, keepArrival, keepText, keptText, textFragment } from "../../device/texts.ts";
import { texts as words } from "../../i18n/texts.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { FilePick } from "../pieces/file-pick.tsx";
import { Shown } from "../pieces/shown.tsx";

/** A text that the record knows by its hash, held against it; what follows is shown once it is there. */
export function HashedText(props: {
  community: string;
  sha256: string;
  children?: (text: string) => ComponentChildren;
}) {
  const { t } = useSpeech();
  const arrived = useArrivals();
  const found = useLoad(
    () => findText(props.community, props.sha256),
    [props.community, props.sha256, arrived],
  );
  const [given, setGiven] = useState<string>();
  return (
    <Shown of={found}>
      {(found) => {
        const text = given ?? found;
        if (text === null) return <Give sha256={props.sha256} give={setGiven} />;
        return (
          <>
            <p class="card text">{text}</p>
            <p class="quiet">{t(words.is_the_one)}</p>
            {props.children?.(text)}
          </>
        );
      }}
    </Shown>
  );
}

/** How often a text came with an address while the page stood: a link that differs behind the `#` alone loads no page. */
function useArrivals(): number {
  const [arrivals, setArrivals] = useState(0);
  useEffect(() => {
    const arrives = () => {
      keepArrival(location.hash);
      setArrivals((before) => before + 1);
    };
    addEventListener("hashchange", arrives);
    return () => removeEventListener("hashchange", arrives);
  }, []);
  return arrivals;
}

/** Passes a text on: as a link that carries it, or as a file. */
export function ShareText({ text, name }: { text: string; name: string }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState(false);
  const share = async () => {
    const url = location.origin + location.pathname + textFragment(text);
    if ("share" in navigator) {
      // Whoever closes the sheet of the telephone changed their mind; nothing went wrong.
      await navigator.share({ title: name, url }).catch(() => undefined);
    } else {
      await (navigator as Navigator).clipboard.writeText(url);
      setCopied(true);
    }
  };
  return (
    <>
      <p>{t(words.share_what)}</p>
      {copied && <Notice kind="good">{t(words.copied)}</Notice>}
      <Actions>
        <Button onClick={() => void share()}>{t(words.share)}</Button>
        <Button onClick={() => saveBlob(new Blob([text], { type: "text/plain" }), `${name}.txt`)}>
          {t(words.save)}
        </Button>
      </Actions>
    </>
  );
}

function Give({ sha256, give }: { sha256: string; give(text: string): void }) {
  const { t } = useSpeech();
  const [pasted, setPasted] = useState("");
  const [another, setAnother] = useState(false);
  const check = async (text: string) => {
    const fits = (await digest(text)) === sha256;
    setAnother(!fits);
    if (!fits) return;
    keepText(sha256, text);
    give(text);
  };
  return (
    <>
      <Notice kind="warn">{t(words.missing)}</Notice>
      <FilePick
        label={t(words.open_file)}
        accept="text/plain,.txt"
        chosen={(file) => void file.text().then(check)}
      />
      <Text label={t(words.paste)} value={pasted} change={setPasted} />
      {another && <Notice kind="bad">{t(words.another)}</Notice>}
      <Actions>
        <Button disabled={pasted === ""} onClick={() => void check(pasted)}>
          {t(words.check)}
        </Button>
      </Actions>
      <p class="quiet">
        {t(words.fingerprint)} <span class="code">{sha256}</span>
      </p>
    </>
  );
}

/** The text from this device, as it came with the address, or from the archive; null where none of them has it. */
export async function findText(community: string, sha256: string): Promise<string | null> {
  for (const text of [keptText(sha256), arrivedText()]) {
    if (text !== null && (await digest(text)) === sha256) {
      keepText(sha256, text);
      return text;
    }
  }
  const text: unknown = await takeIfAny(
    api.GET("/api/v1/communities/{community}/archive/files/{file}", {
      params: { path: { community, file: sha256 } },
      parseAs: "text",
    }),
  );
  return typeof text === "string" && (await digest(text)) === sha256 ? text : null;
}
