import { useEffect } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { Actions, Button, Notice } from "../../../design/parts.tsx";
import { activate as words } from "../../../i18n/activate.ts";
import { common } from "../../../i18n/common.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import type { Login } from "./held.ts";

/** Hands in what a provider of identities sent back; a login is tried once. */
export function ProviderReturn(props: {
  login: Login;
  brought: URLSearchParams;
  matched(login: Login): void;
  failed(): void;
}) {
  const { login, brought, matched, failed } = props;
  const { t } = useSpeech();
  const act = useAct();
  const stopped = brought.has("error");
  useEffect(() => {
    if (stopped) return;
    void act.run(async () => {
      await take(
        api.POST("/api/v1/activations/provider-logins/{login}/return", {
          params: { path: { login: login.login } },
          body: {
            login_secret: login.login_secret,
            provider: brought.get("provider") ?? login.provider,
            state: brought.get("state") ?? "",
            code: brought.get("code") ?? "",
            iss: brought.get("iss"),
          },
        }),
      );
      matched({ ...login, matched: true });
    });
  }, []);
  return (
    <>
      {act.busy && <p role="status">{t(words.provider_checking)}</p>}
      {stopped && <Notice kind="warn">{t(words.provider_stopped)}</Notice>}
      {act.outcome}
      {(stopped || act.problem) && (
        <Actions>
          <Button onClick={failed}>{t(common.back)}</Button>
        </Actions>
      )}
    </>
  );
}
