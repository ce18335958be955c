import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Choices, Select } from "../../../design/forms.tsx";
import { Actions, Button, Table } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { operationName } from "../../../i18n/operations.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { trail as words } from "../../../i18n/watch.ts";
import { useAct } from "../../pieces/act.tsx";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity, type Community } from "../../within.tsx";

type Row = components["schemas"]["TrailView"];

const ROLES = [
  "secretary",
  "convener",
  "member",
  "chair",
  "scrutineer",
  "supervisor",
  "residents_committee",
  "trustee",
  "operator",
] as const;

/** What officers and operators did and were refused, the latest first. */
export function Trail({ community }: { community: string }) {
  const { t } = useSpeech();
  const place = useCommunity(community);
  const [of, setOf] = useState<"community" | "deployment">("community");
  const [role, setRole] = useState("");
  return (
    <SignedIn>
      <Page title={t(words.title)} wide>
        <p>{t(words.what)}</p>
        <Choices
          legend={t(words.which)}
          name="trail"
          value={of}
          change={(value) => setOf(value === "deployment" ? "deployment" : "community")}
          options={[
            { value: "community", label: t(words.community) },
            { value: "deployment", label: t(words.deployment) },
          ]}
        />
        <Select
          label={t(words.role)}
          value={role}
          change={setRole}
          options={[
            { value: "", label: t(words.any) },
            ...ROLES.map((value) => ({ value, label: t(roleName(value)) })),
          ]}
        />
        <Shown of={place}>
          {(place) => <Rows key={`${of} ${role}`} place={place} of={of} role={role} />}
        </Shown>
      </Page>
    </SignedIn>
  );
}

function Rows({ place, of, role }: { place: Community; of: "community" | "deployment"; role: string }) {
  const { t, formats } = useSpeech();
  const write = formats(place.time_zone);
  const act = useAct();
  const [more, setMore] = useState<{ items: Row[]; next: string | null | undefined }>();
  const read = (cursor: string | undefined) => {
    const known = ROLES.find((known) => known === role);
    return take(
      api.GET("/api/v1/communities/{community}/audit-trail", {
        params: {
          path: { community: place.community },
          query: {
            of,
            limit: 100,
            ...(known === undefined ? {} : { role: known }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
      }),
    );
  };
  const first = useLoad(() => read(undefined), [place.community, of, role]);
  return (
    <Shown of={first}>
      {(page) => {
        const rows = [...page.items, ...(more?.items ?? [])];
        const next = more === undefined ? page.next : more.next;
        if (rows.length === 0) return <Empty />;
        return (
          <>
            <Table
              caption={t(words.title)}
              head={[
                t(words.at),
                t(words.who),
                t(words.as),
                t(words.operation),
                t(words.subject),
                t(words.outcome),
              ]}
              rows={rows.map((row) => [
                write.moment(row.at),
                <span class="code">{row.officer ?? t(words.machine)}</span>,
                row.roles.map((role) => t(roleName(role))).join(t(common.comma)),
                t(operationName(row.operation)),
                <span class="code">
                  {Object.entries(row.subject)
                    .map(([name, value]) => `${name} ${String(value)}`)
                    .join(" · ")}
                </span>,
                t(row.outcome === "done" ? words.done : words.refused),
              ])}
            />
            {act.outcome}
            {next != null && (
              <Actions>
                <Button
                  disabled={act.busy}
                  onClick={() =>
                    void act.run(async () => {
                      const page = await read(next);
                      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
                    })
                  }
                >
                  {t(common.more)}
                </Button>
              </Actions>
            )}
          </>
        );
      }}
    </Shown>
  );
}
