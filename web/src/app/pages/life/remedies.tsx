import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { ButtonLink, Card, Facts } from "../../../design/parts.tsx";
import { following as words, remedyDeeds, remedyKinds, remedyStates } from "../../../i18n/committee.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";

/** What followed from objections to results that were upheld, deed by deed. */
export function Remedies({ community }: { community: string }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const remedies = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/remedies", { params: { path: { community } } })),
    [community],
  );
  return (
    <Shown of={remedies}>
      {(all) => (
        <>
          {all.length === 0 && <Empty />}
          {all.toReversed().map((of) => (
            <Card key={of.objection} title={t(worded(remedyStates, of.state))}>
              <p>{t(words.objection, { entry: of.objection })}</p>
              <Facts
                facts={[
                  ...of.deeds.map(
                    ({ at, by, what, remedy, reason }) =>
                      [
                        moment(at),
                        [
                          t(worded(remedyDeeds, what)),
                          ...(remedy === null ? [] : [t(worded(remedyKinds, remedy))]),
                          ...(by === null ? [] : [t(roleName(by))]),
                          ...(reason === null ? [] : [reason]),
                        ].join(" · "),
                      ] as const,
                  ),
                  ...(of.awaits === null
                    ? []
                    : [[t(words.awaits), t(worded(remedyKinds, of.awaits))] as const]),
                ]}
              />
              <ButtonLink href={`/c/${community}/meetings/${of.meeting}/result`}>
                {t(words.result)}
              </ButtonLink>
            </Card>
          ))}
        </>
      )}
    </Shown>
  );
}
