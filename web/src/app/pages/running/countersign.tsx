import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Facts } from "../../../design/parts.tsx";
import { detached } from "../../../device/statements.ts";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Deed } from "../../pieces/deed.tsx";
import { Shown } from "../../pieces/shown.tsx";
import type { DeedOf } from "./deeds.tsx";
import { placeOf } from "./meeting.ts";

/** Signs the certificate as a scrutineer or the supervising office, with the result in view. */
export function Countersign({ run, again }: DeedOf) {
  const { t, formats } = useSpeech();
  const params = placeOf(run);
  const of = [run.meeting.meeting, run.meeting.state];
  const certified = useLoad(async () => {
    const [certificate, tally] = await Promise.all([
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/certificate", { params })),
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/tally", { params })),
    ]);
    return { certificate, tally };
  }, of);
  const titles = new Map(run.meeting.draft.matters.map(({ matter, title }) => [matter, title]));
  const verdict = (passed: boolean | null | undefined) =>
    t(passed == null ? words.undecided : passed ? words.passed : words.failed);
  return (
    <Shown of={certified}>
      {({ certificate, tally }) => {
        const facts = [
          [t(words.ballots_counted), formats().count(tally.ballots_counted)],
          ...tally.matters.map(({ matter, verdict: { passed } }) => [
            titles.get(matter) ?? matter,
            verdict(passed),
          ]),
          [
            t(words.signatures),
            certificate.signatures
              .map(({ header }) => t(header.role == null ? words.service : roleName(header.role)))
              .join(t(common.comma)),
          ],
        ] as [string, string][];
        return (
          <Deed
            title={t(words.countersign)}
            what={t(words.countersign_what)}
            review={facts}
            done={t(words.countersigned)}
            signature={{
              community: run.community.community,
              roles: ["scrutineer", "supervisor"],
              make: async (key) => JSON.stringify(await detached(key, "certificate", certificate.payload)),
              send: (signature) =>
                take(
                  api.POST("/api/v1/communities/{community}/meetings/{meeting}/certificate/signatures", {
                    params,
                    // It was written two lines above.
                    body: JSON.parse(signature) as components["schemas"]["DetachedSignature"],
                  }),
                ),
            }}
            after={() => {
              certified.again();
              again();
            }}
          >
            <Facts facts={facts} />
            {tally.matters.map(({ matter, verdict: { paragraph, paragraph_zh } }) => (
              <p key={matter}>{t({ zh: paragraph_zh ?? "", en: paragraph ?? "" })}</p>
            ))}
          </Deed>
        );
      }}
    </Shown>
  );
}
