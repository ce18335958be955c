import { api, takeIfAny } from "../../../../api/client.ts";
import { printed } from "../../../../api/printed.ts";
import { useLoad } from "../../../../api/load.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Check } from "../../../../design/forms.tsx";
import { Actions, Button, Card } from "../../../../design/parts.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { common } from "../../../../i18n/common.ts";
import { papers as words, PLACES } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../../officer.ts";
import { useAct } from "../../../pieces/act.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import { Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { signedAbout } from "../signed.ts";
import { sendOfPapers } from "./send.ts";

type Drawn = components["schemas"]["SampleView"];

const REPORTERS = ["scrutineer", "convener", "supervisor", "residents_committee"] as const;

/** The sample of papers, held against their scans. */
export function Sample({ of }: { of: Held }) {
  const { t, language } = useSpeech();
  const act = useAct();
  const { community, meeting } = placeOf(of).path;
  const drawn = useLoad(
    () =>
      takeIfAny(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/papers/sample", { params: placeOf(of) }),
      ),
    [meeting],
  );
  const sheet = `/api/v1/communities/${community}/meetings/${meeting}/papers/sample-sheet?lang=${language}`;
  return (
    <Shown of={drawn}>
      {(sample) =>
        sample !== null && (
          <Card title={t(words.check)}>
            <p>{t(words.check_what)}</p>
            <Actions>
              <Button disabled={act.busy} onClick={() => void act.run(() => printed(sheet, "sample.html"))}>
                {t(words.sheet)}
              </Button>
            </Actions>
            {act.outcome}
            <Found of={of} sample={sample} again={drawn.again} />
          </Card>
        )
      }
    </Shown>
  );
}

function Found({ of, sample, again }: { of: Held; sample: Drawn; again(): void }) {
  const { t } = useSpeech();
  const roles = useRoles(of.community.community);
  if (sample.report == null) {
    return anyOf(roles, ...REPORTERS) ? (
      <Report of={of} serials={sample.papers.map(({ serial }) => serial)} again={again} />
    ) : null;
  }
  return (
    <>
      <h3>{t(words.reported_before)}</h3>
      <ul>
        {sample.report.map(({ serial, differs }) => (
          <li key={serial}>
            {serial}: {differs.length === 0 ? t(words.agrees) : differs.join(t(common.comma))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Report({ of, serials, again }: { of: Held; serials: readonly string[]; again(): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft<Readonly<Record<string, readonly string[]>>>(
    `sample ${of.meeting.meeting}`,
    {},
  );
  const places = [
    ...of.meeting.draft.matters.map(({ matter, title }) => ({ place: matter, name: title })),
    ...(["authenticity", "signature"] as const).map((place) => ({ place, name: t(PLACES[place]) })),
  ];
  return (
    <Deed
      title={t(words.report)}
      review={serials.map(
        (serial) => [serial, (form[serial] ?? []).join(t(common.comma)) || t(words.agrees)] as const,
      )}
      done={t(words.reported)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        REPORTERS,
        "paper-sample",
        () => ({ papers: serials.map((serial) => ({ serial, differs: form[serial] ?? [] })) }),
        sendOfPapers(of, "sample"),
      )}
    >
      {serials.map((serial) => {
        const differs = form[serial] ?? [];
        return (
          <fieldset key={serial}>
            <legend>{t(words.differs, { serial })}</legend>
            {places.map(({ place, name }) => (
              <Check
                key={place}
                label={name}
                checked={differs.includes(place)}
                change={(checked) =>
                  change({
                    ...form,
                    [serial]: checked ? [...differs, place] : differs.filter((one) => one !== place),
                  })
                }
              />
            ))}
          </fieldset>
        );
      })}
    </Deed>
  );
}
