import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Field } from "../../../design/forms.tsx";
import { Actions, Button, Card, Dialog, Facts } from "../../../design/parts.tsx";
import { fingerprint, forgetKey, keptKeys } from "../../../device/keys.ts";
import { common } from "../../../i18n/common.ts";
import { devices as words, methods } from "../../../i18n/devices.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useAct } from "../../pieces/act.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";

type HeldKey = components["schemas"]["HeldKey"];

/** Every key of the account; those that are good can be named and revoked. */
export function OwnKeys() {
  const { t } = useSpeech();
  const { profile, refresh } = useSession();
  const here = useLoad(async () => (await keptKeys()).map(({ thumbprint }) => thumbprint), [profile]);
  const keys = profile?.keys ?? [];
  const good = keys.filter(({ revoked_at }) => revoked_at == null);
  const old = keys.filter(({ revoked_at }) => revoked_at != null);
  return (
    <Card title={t(words.keys)}>
      <Shown of={here}>
        {(here) => (
          <>
            {good.length === 0 && <Empty>{t(words.no_keys)}</Empty>}
            {good.map((key) => (
              <GoodKey
                key={key.thumbprint}
                of={key}
                here={here.includes(key.thumbprint)}
                last={isLast(key, good)}
                changed={() => void refresh()}
              />
            ))}
            {old.length > 0 && (
              <details>
                <summary>{t(words.old)}</summary>
                {old.map((key) => (
                  <KeyFacts key={key.thumbprint} of={key} here={here.includes(key.thumbprint)} />
                ))}
              </details>
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}

function isLast(key: HeldKey, good: readonly HeldKey[]): boolean {
  return (
    good.filter(({ community, owner }) => community === key.community && owner === key.owner).length === 1
  );
}

function KeyFacts({ of, here }: { of: HeldKey; here: boolean }) {
  const { t, formats } = useSpeech();
  const { moment } = formats();
  return (
    <>
      <h3>
        {of.label ?? t(words.unnamed)} {here && <span class="tag">{t(words.this_device)}</span>}
      </h3>
      <Facts
        facts={[
          [
            t(words.for_owner),
            of.owner == null ? t(words.as_officer) : t(words.as_owner, { owner: of.owner }),
          ],
          [t(words.enrolled_at), moment(of.enrolled_at)],
          ...(of.method == null ? [] : [[t(words.method), t(worded(methods, of.method))] as const]),
          [t(words.digits), <span class="code">{fingerprint(of.thumbprint)}</span>],
          [t(words.key_id), <span class="code">{of.thumbprint}</span>],
          ...(of.revoked_at == null ? [] : [[t(words.revoked_at), moment(of.revoked_at)] as const]),
        ]}
      />
    </>
  );
}

function GoodKey(props: { of: HeldKey; here: boolean; last: boolean; changed(): void }) {
  const { t } = useSpeech();
  const [asks, setAsks] = useState<"name" | "revoke">();
  const { community } = props.of;
  const close = () => setAsks(undefined);
  return (
    <>
      <KeyFacts of={props.of} here={props.here} />
      {community != null && (
        <Actions>
          <Button onClick={() => setAsks("name")}>{t(words.rename)}</Button>
          <Button kind="danger" onClick={() => setAsks("revoke")}>
            {t(words.revoke)}
          </Button>
        </Actions>
      )}
      {community != null && asks === "name" && (
        <Rename community={community} of={props.of} close={close} changed={props.changed} />
      )}
      {community != null && asks === "revoke" && <Revoke {...props} community={community} close={close} />}
    </>
  );
}

function Rename(props: { community: string; of: HeldKey; close(): void; changed(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [label, setLabel] = useState(props.of.label ?? "");
  const params = { path: { community: props.community, thumbprint: props.of.thumbprint } };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    await act.run(async () => {
      const body = { label: label.trim() };
      await take(api.PATCH("/api/v1/communities/{community}/keys/{thumbprint}", { params, body }));
      props.close();
      props.changed();
    });
  };
  return (
    <Dialog title={t(words.rename)} close={props.close}>
      <form onSubmit={save}>
        <Field
          label={t(words.name)}
          hint={t(words.name_hint)}
          value={label}
          change={setLabel}
          maxLength={40}
          required
        />
        {act.outcome}
        <Actions>
          <Button kind="primary" type="submit" disabled={act.busy}>
            {t(common.save)}
          </Button>
          <Button onClick={props.close}>{t(common.cancel)}</Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function Revoke(props: {
  community: string;
  of: HeldKey;
  here: boolean;
  last: boolean;
  close(): void;
  changed(): void;
}) {
  const { t } = useSpeech();
  const act = useAct();
  const { leave } = useSession();
  const params = { path: { community: props.community, thumbprint: props.of.thumbprint } };
  const revoke = async () => {
    await take(api.DELETE("/api/v1/communities/{community}/keys/{thumbprint}", { params }));
    props.close();
    if (props.here) {
      await forgetKey(props.of.thumbprint);
      await leave();
    } else props.changed();
  };
  return (
    <Dialog title={t(words.revoke_title)} close={props.close}>
      <KeyFacts of={props.of} here={props.here} />
      <p>{t(words.revoke_what)}</p>
      {props.last && (
        <p>
          <strong>{t(words.revoke_last)}</strong>
        </p>
      )}
      {props.here && <p>{t(words.revoke_this)}</p>}
      {act.outcome}
      <Actions>
        <Button kind="danger" disabled={act.busy} onClick={() => void act.run(revoke)}>
          {t(words.revoke_do)}
        </Button>
        <Button onClick={props.close}>{t(common.cancel)}</Button>
      </Actions>
    </Dialog>
  );
}
