import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Card, Facts } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { papers as words, RECONCILED } from "../../../i18n/papers.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Opened } from "../../pieces/opened.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { HeldPage } from "./held-page.tsx";
import { placeOf, type Held } from "./meeting.ts";
import { Assistances } from "./papers/assistances.tsx";
import { CountPapers } from "./papers/counting.tsx";
import { HandOut } from "./papers/handing-out.tsx";
import { PaperTable } from "./papers/table.tsx";
import { Sample } from "./papers/sample.tsx";
import { OnePaper } from "./papers/one.tsx";
import { Successions } from "./papers/successions.tsx";

type Journal = components["schemas"]["PaperJournal"];

/** Paper ballots from the list to the sample, and help at the desk. */
export function Papers({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  return (
    <HeldPage community={community} meeting={meeting} title={t(words.title)} what={t(words.what)} wide>
      {(held) => <Round of={held} />}
    </HeldPage>
  );
}

function Round({ of }: { of: Held }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  const { meeting, state } = of.meeting;
  const [serial, setSerial] = useState("");
  const journal = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/papers", { params: placeOf(of) })),
    [meeting],
  );
  const at = (...states: string[]) => states.includes(state);
  return (
    <>
      <Shown of={journal}>
        {(papers) => (
          <>
            <Numbers of={papers} />
            {at("open") && anyOf(roles, "secretary") && (
              <HandOut of={of} journal={papers} again={journal.again} />
            )}
            <PaperTable journal={papers} chosen={serial} choose={setSerial} />
            {serial !== "" && <OnePaper key={serial} of={of} serial={serial} again={journal.again} />}
            {at("closed") &&
              papers.reconciliation !== "done" &&
              anyOf(roles, "scrutineer", "secretary", "convener", "supervisor") && (
                <CountPapers of={of} again={journal.again} />
              )}
            {papers.reconciliation === "done" && <Sample of={of} />}
          </>
        )}
      </Shown>
      <Opened summary={t(words.assistances)}>{() => <Assistances of={of} />}</Opened>
      <Opened summary={t(words.successions)}>{() => <Successions of={of} />}</Opened>
    </>
  );
}

function Numbers({ of }: { of: Journal }) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  return (
    <Card title={t(words.journal)}>
      <Facts
        facts={[
          [t(words.issued), count(of.issued)],
          [t(words.returned), count(of.returned)],
          [t(words.outstanding), count(of.outstanding)],
          [t(words.spoiled), count(of.spoiled)],
          [t(words.void), count(of.void)],
          [t(words.unsettled), of.unsettled.join(t(common.comma)) || t(common.none)],
          [t(words.reconciliation), t(worded(RECONCILED, of.reconciliation))],
        ]}
      />
    </Card>
  );
}
