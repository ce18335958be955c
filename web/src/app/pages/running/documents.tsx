import { Actions, Button, Card } from "../../../design/parts.tsx";
import { save } from "../../../api/file.ts";
import { printed } from "../../../api/printed.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { useAct } from "../../pieces/act.tsx";
import type { Held } from "./meeting.ts";

/** Pages of a meeting to print, and packages to take away. */
export function Documents({ of }: { of: Held }) {
  const { t } = useSpeech();
  if (of.meeting.state === "draft") return null;
  return (
    <Card title={t(words.look)}>
      <Pages of={of} />
      <Packages of={of} />
    </Card>
  );
}

function Pages({ of }: { of: Held }) {
  const { t, language } = useSpeech();
  const base = addressOf(of);
  const counted = isCounted(of);
  const election = of.meeting.draft.matters.some(({ candidates }) => (candidates?.length ?? 0) > 0);
  const pages = [
    { at: "/notice-page", name: words.notice_page, seen: true },
    { at: "/mandate-forms", name: words.mandate_forms, seen: true },
    { at: "/postings/page", name: words.postings_page, seen: true },
    { at: "/postings/roll/page", name: words.roll_page, seen: true },
    { at: "/postings/candidates/page", name: words.candidates_page, seen: election },
    { at: "/service-list", name: words.service_list, seen: true },
    { at: "/postings/result/page", name: words.result_page, seen: counted },
  ].filter(({ seen }) => seen);
  return (
    <ul>
      {pages.map(({ at, name }) => (
        <li key={at}>
          <Out href={`${base}${at}?lang=${language}`}>{t(name)}</Out>
          {" · "}
          <Out href={`${base}${at}?lang=${language}&size=large`}>{t(words.large_print)}</Out>
        </li>
      ))}
    </ul>
  );
}

function Out({ href, children }: { href: string; children: string }) {
  const { t } = useSpeech();
  return (
    <a href={href} target="_blank" rel="noopener" class="touch">
      {children}
      <span class="sr">（{t(words.opens_new)}）</span>
    </a>
  );
}

function Packages({ of }: { of: Held }) {
  const { t, language } = useSpeech();
  const roles = useRoles(of.community.community);
  const act = useAct();
  const base = addressOf(of);
  const counted = isCounted(of);
  const office = anyOf(roles, "convener", "secretary", "scrutineer", "supervisor");
  const packages = [
    { at: "/bundle", file: "bundle.jsonl", name: words.bundle, how: "GET", seen: true },
    {
      at: "/audit-bundle",
      file: "audit-bundle.jsonl",
      name: words.audit_bundle,
      how: "GET",
      seen: counted && anyOf(roles, "scrutineer", "supervisor"),
    },
    {
      at: "/filing-package",
      file: "filing.zip",
      name: words.filing,
      how: "POST",
      seen: counted && anyOf(roles, "convener", "supervisor"),
    },
    {
      at: "/court-export",
      file: "court.zip",
      name: words.court,
      how: "POST",
      seen: counted && anyOf(roles, "scrutineer", "supervisor"),
    },
  ] as const;
  return (
    <>
      <h3>{t(words.packages)}</h3>
      <p class="quiet">{t(words.packages_what)}</p>
      <Actions>
        {packages
          .filter(({ seen }) => seen)
          .map(({ at, file, name, how }) => (
            <Button
              key={at}
              disabled={act.busy}
              onClick={() => void act.run(() => save(base + at, file, how))}
            >
              {t(name)}
            </Button>
          ))}
        {office && (
          <Button
            disabled={act.busy}
            onClick={() => void act.run(() => printed(`${base}/minutes?lang=${language}`, "minutes.html"))}
          >
            {t(words.minutes)}
          </Button>
        )}
      </Actions>
      {act.outcome}
    </>
  );
}

function addressOf({ community, meeting }: Held): string {
  return `/api/v1/communities/${community.community}/meetings/${meeting.meeting}`;
}

function isCounted({ meeting }: Held): boolean {
  return ["counted", "announced", "annulled"].includes(meeting.state);
}
