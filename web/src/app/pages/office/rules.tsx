import { Card, Table } from "../../../design/parts.tsx";
import { TOPICS } from "../../../i18n/law.ts";
import { LIMITS, rules as words } from "../../../i18n/officers.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { SWITCHES, SWITCH_NAMES } from "../../../i18n/switches.ts";
import { worded, type Sentence } from "../../../i18n/words.ts";
import { settled, useRules, type InForce } from "../../office/packs.ts";
import { useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { Source } from "../../pieces/source.tsx";
import { CommunityPage, useFormats } from "../../within.tsx";
import { StateRules } from "./rules/state.tsx";

/** The rules that the next notice will be given under, and every version before. */
export function Rules({ community }: { community: string }) {
  const { t } = useSpeech();
  const inForce = useRules(community);
  const roles = useRoles(community);
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {() => (
        <>
          <p>{t(words.intro)}</p>
          <Shown of={inForce}>
            {(own) => (
              <>
                <Standing of={own} />
                {roles.has("supervisor") && (
                  <StateRules community={community} of={own} after={inForce.again} />
                )}
                <History of={own} />
              </>
            )}
          </Shown>
        </>
      )}
    </CommunityPage>
  );
}

/** What a setting is called; those that are no switches keep their name. */
function nameOf(topic: string, name: string): Sentence {
  const known = SWITCH_NAMES.find((one) => one === name);
  if (topic === "switch" && known !== undefined) return SWITCHES[known].question;
  if (topic === "limit" && name in LIMITS) return worded(LIMITS, name);
  if (name === topic) return worded(TOPICS, topic);
  const { zh, en } = worded(TOPICS, topic);
  return { zh: `${zh}：${name}`, en: `${en}: ${name}` };
}

function valueOf(topic: string, name: string, value: string): Sentence {
  const known = SWITCH_NAMES.find((one) => one === name);
  return topic === "switch" && known !== undefined
    ? worded(SWITCHES[known].values, value)
    : { zh: value, en: value };
}

function Standing({ of: inForce }: { of: InForce }) {
  const { t } = useSpeech();
  const { rules, overlays } = inForce;
  const own = rules.overlays.find(({ text }) => text != null);
  return (
    <>
      {rules.version === 0 && <Empty>{t(words.none)}</Empty>}
      {overlays.map(({ head, settles }) => (
        <Card key={head.id} title={`${t(words.place)}: ${t(head.title)}`}>
          <Table
            caption={t(words.settles)}
            head={[t(words.settles), t(words.value), t(words.source)]}
            rows={settles.map(({ topic, name, value, article, verified }) => [
              t(nameOf(topic, name)),
              t(valueOf(topic, name, value)),
              <Source article={article} verified={verified} />,
            ])}
          />
        </Card>
      ))}
      {own?.text != null && (
        <Card title={t(words.own)}>
          <details>
            <summary>{t(words.text)}</summary>
            <pre class="text code">{own.text}</pre>
          </details>
        </Card>
      )}
      {rules.recognition != null && (
        <Card title={t(words.recognition)}>
          <p>{rules.recognition}</p>
        </Card>
      )}
      <details class="card">
        <summary>{t(words.open_points)}</summary>
        <Table
          caption={t(words.open_points)}
          head={[t(words.point), t(words.value), t(words.source)]}
          rows={SWITCH_NAMES.map((name) => {
            const found = settled(inForce, "switch", name);
            const values: Readonly<Record<string, Sentence>> = SWITCHES[name].values;
            const [usual = ""] = Object.keys(values);
            return [
              t(SWITCHES[name].question),
              t(worded(values, found?.value ?? usual)),
              found === undefined ? (
                t(words.usual)
              ) : (
                <Source article={found.article} verified={found.verified} />
              ),
            ];
          })}
        />
      </details>
    </>
  );
}

function History({ of: { rules } }: { of: InForce }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  if (rules.history.length === 0) return null;
  return (
    <details class="card">
      <summary>{t(words.history)}</summary>
      <Table
        caption={t(words.history)}
        head={[t(words.version, { version: "" }), t(words.set_at), t(words.document)]}
        rows={rules.history
          .toReversed()
          .map(({ version, set_at, document }) => [
            version,
            moment(set_at),
            <span class="code">{document}</span>,
          ])}
      />
    </details>
  );
}
