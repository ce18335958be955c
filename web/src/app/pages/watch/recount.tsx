import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { Actions, Button, Notice } from "../../../design/parts.tsx";
import { useSpeech } from "../../../i18n/speech.tsx";
import { watch as words } from "../../../i18n/watch.ts";
import { useAct } from "../../pieces/act.tsx";
import { placeOf, type Held } from "../running/meeting.ts";

/** Counts once more from the record, held against the certificate. */
export function Recount({ of }: { of: Held }) {
  const { t } = useSpeech();
  const act = useAct();
  const [found, setFound] = useState<string>();
  const count = () =>
    act.run(async () => {
      const recount = await take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/recount", { params: placeOf(of) }),
      );
      setFound(recount.found);
    });
  return (
    <section>
      <h3>{t(words.recount)}</h3>
      <p>{t(words.recount_what)}</p>
      <Actions>
        <Button disabled={act.busy} onClick={() => void count()}>
          {t(words.recount)}
        </Button>
      </Actions>
      {act.outcome}
      {found !== undefined && (
        <Notice kind={found === "held" ? "good" : "bad"}>
          {t(found === "held" ? words.held : words.differed)}
        </Notice>
      )}
    </section>
  );
}
