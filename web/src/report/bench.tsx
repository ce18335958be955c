import { useEffect, useRef, useState } from "preact/hooks";
import { Field, Text } from "../design/forms.tsx";
import { Actions, Button, Card, Notice } from "../design/parts.tsx";
import { bench as words } from "../i18n/bench.ts";
import { useSpeech } from "../i18n/speech.tsx";
import { addressOf, fromAddress, fromFile, type NotFetched } from "./bundle.ts";
import { FileField } from "./file-field.tsx";
import { Refused, VerifierReport } from "./report.tsx";
import { type LoadVerifier, useVerifying, type Verifying } from "./verifying.ts";

/** Takes a bundle by file, by dropping it or from an address, verifies it and shows what came out. */
export function Bench({ load, at }: { load: LoadVerifier; at?: string | undefined }) {
  const { t } = useSpeech();
  const { state, begin, again } = useVerifying(load);
  const [pinned, pin] = useState("");
  const [dragging, drag] = useState(false);
  const take = (file: File) => void begin("reading", () => fromFile(file), pinned);
  const fetchFrom = (address: string) => void begin("fetching", () => fromAddress(address), pinned);
  const done = state.step === "reported" || state.step === "refused";
  return (
    <div
      class={dragging ? "bench dragging" : "bench"}
      onDragOver={(event) => {
        event.preventDefault();
        drag(true);
      }}
      onDragLeave={() => drag(false)}
      onDrop={(event) => {
        event.preventDefault();
        drag(false);
        const file = event.dataTransfer?.files[0];
        if (file) take(file);
      }}
    >
      {!done && (
        <>
          <p class="no-print">{t(words.intro)}</p>
          {at !== undefined && (
            <Card>
              <p>{t(words.here_what)}</p>
              <Button kind="primary" onClick={() => fetchFrom(at)}>
                {t(words.here)}
              </Button>
            </Card>
          )}
          <Card>
            <FileField
              label={t(words.file)}
              hint={t(dragging ? words.drop : words.file_hint)}
              choose={take}
            />
            <Address take={fetchFrom} />
          </Card>
          <Keys pinned={pinned} pin={pin} />
        </>
      )}
      <Progress state={state} />
      <Shown state={state} again={again} />
    </div>
  );
}

function Address({ take }: { take(address: string): void }) {
  const { t } = useSpeech();
  const [text, write] = useState("");
  const [wrong, mark] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const address = addressOf(text);
        mark(address === null);
        if (address !== null) take(address);
      }}
      noValidate
    >
      <Field
        label={t(words.address)}
        type="url"
        autocomplete="off"
        value={text}
        change={write}
        wrong={wrong ? t(words.no_address) : undefined}
      />
      <button class="button plain">{t(words.fetch)}</button>
    </form>
  );
}

function Keys({ pinned, pin }: { pinned: string; pin(text: string): void }) {
  const { t } = useSpeech();
  return (
    <Card>
      <Text label={t(words.keys)} hint={t(words.keys_hint)} value={pinned} rows={4} change={pin} />
      <FileField label={t(words.keys_file)} choose={(file) => void file.text().then(pin)} />
    </Card>
  );
}

/** How far verifying came, drawn for eyes and said in tenths, so that nobody is told too much. */
function Progress({ state }: { state: Verifying }) {
  const { t } = useSpeech();
  const percent = state.step === "verifying" ? state.percent : null;
  const said =
    state.step === "reading"
      ? t(words.reading)
      : state.step === "fetching"
        ? t(words.fetching)
        : percent !== null
          ? t(words.verifying, { percent: Math.floor(percent / 10) * 10 })
          : state.step === "reported" || state.step === "refused"
            ? t(words.done)
            : "";
  return (
    <>
      <p role="status" class={percent === null ? "sr" : ""}>
        {said}
      </p>
      {percent !== null && <progress class="progress" max={100} value={percent} aria-label={said} />}
    </>
  );
}

function Shown({ state, again }: { state: Verifying; again(): void }) {
  const { t } = useSpeech();
  const ref = useRef<HTMLDivElement>(null);
  const done = state.step === "reported" || state.step === "refused";
  useEffect(() => {
    if (done) ref.current?.focus();
  }, [done]);
  switch (state.step) {
    case "reported":
    case "refused":
      return (
        <div ref={ref} tabIndex={-1} class="reported">
          {state.step === "reported" ? (
            <VerifierReport report={state.report} file={state.file} />
          ) : (
            <Refused refusal={state.refusal} file={state.file} />
          )}
          <Actions>
            <Button onClick={again}>{t(words.another)}</Button>
          </Actions>
        </div>
      );
    case "not_fetched":
      return <Unfetched trouble={state.trouble} />;
    case "broken":
      return <Notice kind="bad">{t(words.broken)}</Notice>;
    default:
      return null;
  }
}

function Unfetched({ trouble }: { trouble: NotFetched }) {
  const { t } = useSpeech();
  const { status, address } = trouble;
  return (
    <Notice kind="bad">
      <p>{status === null ? t(words.unreachable) : t(words.not_there, { status })}</p>
      <p>
        <a class="touch" href={address} target="_blank" rel="noreferrer">
          {t(words.open_address)}
        </a>
      </p>
    </Notice>
  );
}
