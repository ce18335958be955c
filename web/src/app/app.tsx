import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Speaker } from "../i18n/speech.tsx";
import { Frame } from "./frame.tsx";
import { Failed } from "./pages/failed.tsx";
import { Missing } from "./pages/missing.tsx";
import { ROUTES } from "./routes.ts";
import { Sessions } from "./session.tsx";
import { useAnnouncedPage } from "./pieces/page.tsx";

/** The client. */
export function App() {
  return (
    <LocationProvider scope={/^\/(?!(?:api|record|m)\/)/}>
      <Speaker>
        <Sessions>
          <Frame>
            <Pages />
          </Frame>
        </Sessions>
      </Speaker>
    </LocationProvider>
  );
}

function Pages() {
  const announce = useAnnouncedPage();
  const { path } = useLocation();
  const [failed, setFailed] = useState<string | null>(null);
  // A page that failed does not keep people from going to another.
  if (failed === path) return <Failed />;
  return (
    <ErrorBoundary
      onError={(thrown) => {
        console.warn(thrown);
        setFailed(path);
      }}
    >
      <Router onRouteChange={announce}>
        {ROUTES.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
        <Route default component={Missing} />
      </Router>
    </ErrorBoundary>
  );
}
