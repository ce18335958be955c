import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { mine as words, ownSupport } from "../../../i18n/mine.ts";
import { aims } from "../../../i18n/petitions.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";

/** The petitions that the user or a co-owner of theirs said something of. */
export function OwnPetitions({ community }: { community: string }) {
  const { t } = useSpeech();
  const { day } = useFormats();
  const petitions = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/petitions", { params: { path: { community } } })),
    [community],
  );
  const address = `/c/${community}/petitions`;
  return (
    <Card title={t(words.petitions)}>
      <Shown of={petitions}>
        {(all) => {
          const own = all.flatMap((one) => (one.own === null ? [] : [{ ...one, own: one.own }]));
          return own.length === 0 ? (
            <Empty>{t(words.no_petitions)}</Empty>
          ) : (
            <ul>
              {own.map(({ process, aim, opened_at, own }) => (
                <li key={process}>
                  <a href={`${address}/${process}`}>
                    {t(worded(aims, aim))} · {day(opened_at)}
                  </a>
                  <br />
                  {t(worded(ownSupport, own))}
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
      <p>
        <a href={address}>{t(words.all_petitions)}</a>
      </p>
    </Card>
  );
}
