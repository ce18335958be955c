import { law } from "../../i18n/law.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** Where a rule comes from, and whether that was read in the text of the law. */
export function Source({
  article,
  verified,
}: {
  article?: string | null | undefined;
  verified?: boolean | null | undefined;
}) {
  const { t } = useSpeech();
  const known = article != null && article !== "unverified";
  return (
    <small class="quiet">
      {known && `${t(law.article, { article })} · `}
      {article == null ? t(law.no_article) : t(verified === true ? law.verified : law.unverified)}
    </small>
  );
}
