import { useEffect, useState } from "preact/hooks";
import { Notice } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** Says on every page that the network is away. */
export function Offline() {
  const { t } = useSpeech();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online ? null : <Notice kind="warn">{t(common.offline)}</Notice>;
}
