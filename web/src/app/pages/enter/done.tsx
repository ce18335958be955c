import { Actions, ButtonLink, Notice } from "../../../design/parts.tsx";
import { activate as words } from "../../../i18n/activate.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { Preview } from "./enrolling.ts";

/** Says that a device is ready, and where to go on. */
export function Done({ preview }: { preview: Preview }) {
  const { t } = useSpeech();
  const home = preview.community == null ? "/" : `/c/${preview.community}`;
  const isOwner = preview.owner != null;
  return (
    <>
      <Notice kind="good">
        <p>
          <strong>{t(words.done)}</strong>
        </p>
        <p>{t(isOwner ? words.done_owner : words.done_officer)}</p>
      </Notice>
      <p>{t(words.done_keep)}</p>
      <Actions>
        {isOwner ? (
          <ButtonLink kind="primary" href={home}>
            {t(words.go_on)}
          </ButtonLink>
        ) : (
          <ButtonLink kind="primary" href={`/second-factor#next=${encodeURIComponent(home)}`}>
            {t(words.set_up_factor)}
          </ButtonLink>
        )}
      </Actions>
    </>
  );
}
