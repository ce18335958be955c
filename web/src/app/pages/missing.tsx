import { ButtonLink } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Page } from "../pieces/page.tsx";

/** For an address that is no page. */
export function Missing() {
  const { t } = useSpeech();
  return (
    <Page title={t(common.not_found)}>
      <p>{t(common.not_found_what)}</p>
      <ButtonLink kind="primary" href="/">
        {t(common.home)}
      </ButtonLink>
    </Page>
  );
}
