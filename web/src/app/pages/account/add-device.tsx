import { lazy } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Select } from "../../../design/forms.tsx";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { keptKeys } from "../../../device/keys.ts";
import { devices as words } from "../../../i18n/devices.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";

const Qr = lazy(() => import("../../pieces/qr.tsx").then((module) => module.Qr));

type Code = components["schemas"]["InvitationView"];

/** Makes a code with which another device asks to be enrolled; this one confirms it. */
export function AddDevice() {
  const { t } = useSpeech();
  const { profile } = useSession();
  const [chosen, setChosen] = useState(0);
  const [code, setCode] = useState<Code>();
  const act = useAct();
  // Once a device was confirmed, its code is used up.
  useEffect(() => setCode(undefined), [profile]);
  const keys = useLoad(
    async () =>
      (await keptKeys()).flatMap(({ enrolled, community, owner }) =>
        enrolled && community !== null && owner !== null ? [{ community, owner }] : [],
      ),
    [profile],
  );
  const make = async (key: { community: string; owner: string }) => {
    const params = { path: { community: key.community } };
    const body = { owner: key.owner };
    setCode(await take(api.POST("/api/v1/communities/{community}/device-additions", { params, body })));
  };
  return (
    <Card title={t(words.add)}>
      <p>{t(words.add_what)}</p>
      <Shown of={keys}>
        {(keys) => {
          const key = keys[chosen];
          if (key === undefined) return <Notice>{t(words.add_needs_key)}</Notice>;
          return (
            <>
              {keys.length > 1 && (
                <Select
                  label={t(words.add_which)}
                  value={String(chosen)}
                  options={keys.map(({ owner }, index) => ({ value: String(index), label: owner }))}
                  change={(value) => setChosen(Number(value))}
                />
              )}
              {act.outcome}
              {code === undefined ? (
                <Actions>
                  <Button kind="primary" disabled={act.busy} onClick={() => void act.run(() => make(key))}>
                    {t(words.add_do)}
                  </Button>
                </Actions>
              ) : (
                <ShownCode code={code} />
              )}
            </>
          );
        }}
      </Shown>
    </Card>
  );
}

function ShownCode({ code }: { code: Code }) {
  const { t, formats } = useSpeech();
  const address = `${location.origin}/activate`;
  return (
    <>
      <h3>{t(words.add_scan)}</h3>
      <Qr text={`${address}#code=${encodeURIComponent(code.code)}`} label={t(words.qr)} />
      <p>{t(words.add_type, { address })}</p>
      <p class="digits">{code.code}</p>
      <p>{t(words.add_until, { until: formats().moment(code.expires_at) })}</p>
      <Notice>{t(words.add_wait)}</Notice>
    </>
  );
}
