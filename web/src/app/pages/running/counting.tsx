import { api, take } from "../../../api/client.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Deed } from "../../pieces/deed.tsx";
import { Reasoned } from "./convening.tsx";
import type { DeedOf } from "./deeds.tsx";
import { placeOf } from "./meeting.ts";

/** Counts a closed meeting. */
export function Count({ run, again }: DeedOf) {
  const { t } = useSpeech();
  return (
    <Deed
      open
      title={t(words.count)}
      what={t(words.count_what)}
      sure={t(words.count_sure)}
      review={[[t(words.meeting), run.meeting.draft.title]]}
      verb={t(words.count_verb)}
      done={t(words.counted)}
      run={() =>
        take(api.POST("/api/v1/communities/{community}/meetings/{meeting}/tally", { params: placeOf(run) }))
      }
      after={again}
    />
  );
}

/** Makes a result final. */
export function Announce({ run, again }: DeedOf) {
  const { t } = useSpeech();
  return (
    <Deed
      open
      title={t(words.announce)}
      what={t(words.announce_what)}
      review={[[t(words.meeting), run.meeting.draft.title]]}
      verb={t(words.announce_verb)}
      done={t(words.announced)}
      run={() =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/announcement", {
            params: placeOf(run),
          }),
        )
      }
      after={again}
    />
  );
}

/** Sets a result aside. */
export function Annul({ run, again }: DeedOf) {
  const { t } = useSpeech();
  return (
    <Reasoned
      run={run}
      again={again}
      name="annul"
      words={{
        title: t(words.annul),
        what: t(words.annul_what),
        verb: t(words.annul_verb),
        done: t(words.annulled),
      }}
      send={(reason) =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/annulment", {
            params: placeOf(run),
            body: { reason },
          }),
        )
      }
    />
  );
}
