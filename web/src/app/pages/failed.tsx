import { Actions, Button, ButtonLink } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Page } from "../pieces/page.tsx";

/** For a page that failed: its part of the client could not be loaded, was replaced meanwhile, or has a mistake. */
export function Failed() {
  const { t } = useSpeech();
  return (
    <Page title={t(common.failed)}>
      <p>{t(common.failed_what)}</p>
      <Actions>
        <Button kind="primary" onClick={() => location.reload()}>
          {t(common.reload)}
        </Button>
        <ButtonLink href="/">{t(common.home)}</ButtonLink>
      </Actions>
    </Page>
  );
}
