import { useState } from "preact/hooks";
import { Actions, Button, Card, Facts, Notice } from "../../../../design/parts.tsx";
import { paperMandates as words, READINGS, type ReadingKind } from "../../../../i18n/paper-mandates.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../../officer.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Empty } from "../../../pieces/shown.tsx";
import type { Held } from "../meeting.ts";
import { ScanPick } from "../scan.tsx";
import { signedAbout } from "../signed.ts";
import { FORMS } from "./forms.ts";
import type { Mandate } from "./reading.ts";
import { latest, type Waiting } from "./says.ts";
import { confirms, FIRST, SECOND, STATEMENTS } from "./send.ts";

interface Second {
  of: Held;
  mandates: readonly Mandate[];
  again(): void;
}

/** The papers that wait for a second reader, who finds theirs by its scan. */
export function Waits(props: Second & { all: readonly Waiting[] }) {
  const { t } = useSpeech();
  const roles = useRoles(props.of.community.community);
  const second = anyOf(roles, ...SECOND);
  const [scan, setScan] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const take = (scan: string) => {
    setConfirmed(false);
    setScan(scan);
  };
  const waiting = latest(props.all);
  const found = scan === "" ? waiting : waiting.filter(({ paper }) => paper === scan);
  return (
    <Card title={t(words.waiting)}>
      {confirmed && <Notice kind="good">{t(words.confirmed)}</Notice>}
      {waiting.length === 0 && <Empty>{t(words.none_waiting)}</Empty>}
      {waiting.length > 0 && anyOf(roles, ...FIRST) && <p>{t(words.wrong)}</p>}
      {waiting.length > 0 && second && (
        <ScanPick label={t(words.find)} hint={t(words.find_hint)} scan={scan} taken={take} />
      )}
      {scan !== "" && (
        <Actions>
          <Button onClick={() => setScan("")}>{t(words.show_all)}</Button>
        </Actions>
      )}
      {waiting.length > 0 && found.length === 0 && <Notice kind="warn">{t(words.no_such_scan)}</Notice>}
      {found.map((one) => (
        <One
          key={one.reading}
          {...props}
          again={() => {
            setScan("");
            setConfirmed(true);
            props.again();
          }}
          reading={one}
          may={second}
          same={scan !== ""}
        />
      ))}
    </Card>
  );
}

interface Waited extends Second {
  reading: Waiting;
  /** Whether the file that was chosen has its fingerprint. */
  same: boolean;
}

function One(props: Waited & { may: boolean }) {
  const { t, formats } = useSpeech();
  const { of, reading } = props;
  const { moment } = formats(of.community.time_zone);
  if (!isKind(reading.kind)) return null;
  return (
    <section aria-label={t(READINGS[reading.kind].name)}>
      <h3>{t(READINGS[reading.kind].name)}</h3>
      <Facts
        facts={[
          [t(words.read_at), moment(reading.read_at)],
          [t(words.scan_is), <span class="code">{reading.paper}</span>],
          [t(words.standing), t(words.waits)],
        ]}
      />
      {props.may && <ReadAgain {...props} kind={reading.kind} />}
    </section>
  );
}

function ReadAgain({ of, mandates, kind, reading, same, again }: Waited & { kind: ReadingKind }) {
  const { t } = useSpeech();
  const { paper } = reading;
  const Form = FORMS[kind];
  return (
    <Form of={of} mandates={mandates} draft={`again ${reading.reading}`}>
      {(read) => (
        <Deed
          title={t(words.read_again)}
          what={t(words.nobody_sees)}
          review={[
            ...read.facts,
            [t(words.scan_is), <span class="code">{paper}</span>],
            [t(words.compared), t(same ? words.same_scan : words.not_compared)],
          ]}
          sure={t(READINGS[kind].sure_second)}
          ready={read.ready}
          done={t(words.confirmed)}
          after={() => {
            read.clear();
            again();
          }}
          signature={signedAbout(
            of,
            SECOND,
            STATEMENTS[kind],
            () => read.says(paper),
            confirms(of, reading.reading),
          )}
        >
          {read.fields}
        </Deed>
      )}
    </Form>
  );
}

function isKind(kind: string): kind is ReadingKind {
  return kind in READINGS;
}
