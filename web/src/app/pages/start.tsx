import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Page } from "../pieces/page.tsx";

/** Where everybody begins. */
export function Start() {
  const { t } = useSpeech();
  return <Page title={t(common.product)}>{null}</Page>;
}
