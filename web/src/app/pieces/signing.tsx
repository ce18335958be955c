import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Choices } from "../../design/forms.tsx";
import { Actions, Button, Dialog, Facts, Notice } from "../../design/parts.tsx";
import type { KeptKey } from "../../device/store.ts";
import { roleName } from "../../i18n/roles.ts";
import { signing as words } from "../../i18n/signing.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useKeys } from "../within.tsx";
import { useAct } from "./act.tsx";
import { Shown } from "./shown.tsx";

/** What somebody is about to sign. */
export interface Signature {
  readonly community: string;
  /** As what one may sign it: `owner`, or roles of officers. */
  readonly roles: readonly string[];
  /** The owner it is signed for, where it has to be this one. */
  readonly owner?: string | undefined;
  readonly title: string;
  /** What is signed, in words. */
  readonly facts: readonly (readonly [string, ComponentChildren])[];
  /** Makes the statement. */
  make(key: KeptKey): Promise<string>;
  /** Sends it; after a lost answer the same bytes once more. */
  send(statement: string): Promise<unknown>;
}

/** The review before something is signed: what it says, what follows from it, and as whom. */
export function Signing({
  of,
  children,
  done,
  cancel,
}: {
  of: Signature;
  children?: ComponentChildren;
  done(): void;
  cancel(): void;
}) {
  const { t } = useSpeech();
  const keys = useKeys(of.community);
  return (
    <Dialog title={of.title} close={cancel}>
      {of.facts.length > 0 && <Facts facts={of.facts} />}
      {children}
      <Shown of={keys}>
        {(all) => {
          const good = all.filter((key) => fits(key, of));
          const enrolledForIt = good.filter((key) => of.roles.includes(key.role ?? "owner"));
          const fitting = enrolledForIt.length > 0 ? enrolledForIt : good;
          return fitting.length === 0 ? (
            <Notice kind="warn">
              <p>{t(words.no_key)}</p>
              <p>
                <a href="/devices">{t(words.devices)}</a>
              </p>
            </Notice>
          ) : (
            <Sign of={of} keys={fitting} done={done} />
          );
        }}
      </Shown>
      <Actions>
        <Button onClick={cancel}>{t(words.not_now)}</Button>
      </Actions>
    </Dialog>
  );
}

function Sign({ of, keys, done }: { of: Signature; keys: readonly KeptKey[]; done(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [chosen, setChosen] = useState(keys[0]?.thumbprint ?? "");
  const made = useRef<{ by: string; statement: string }>(undefined);
  const key = keys.find(({ thumbprint }) => thumbprint === chosen);
  const sign = async () => {
    if (key === undefined) return;
    if (made.current?.by !== key.thumbprint)
      made.current = { by: key.thumbprint, statement: await of.make(key) };
    await of.send(made.current.statement);
    done();
  };
  return (
    <>
      {keys.length > 1 && (
        <Choices
          legend={t(words.as)}
          name="signing-key"
          value={chosen}
          options={keys.map((key) => ({ value: key.thumbprint, label: key.owner ?? t(roleName(key.role)) }))}
          change={setChosen}
        />
      )}
      {act.outcome}
      <Actions>
        <Button kind="primary" disabled={act.busy || key === undefined} onClick={() => void act.run(sign)}>
          {t(act.busy ? words.sending : words.sign)}
        </Button>
      </Actions>
    </>
  );
}

/** Whether a key can sign it: an owner's for owners, and for officers one that was enrolled for an office. */
function fits(key: KeptKey, { roles, owner }: Signature): boolean {
  if (key.owner !== null) return roles.includes("owner") && (owner === undefined || key.owner === owner);
  return key.role !== null && roles.some((role) => role !== "owner");
}
