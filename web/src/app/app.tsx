import { ErrorBoundary, LocationProvider, Route, Router } from "preact-iso";
import { Speaker } from "../i18n/speech.tsx";
import { Frame } from "./frame.tsx";
import { Missing } from "./pages/missing.tsx";
import { ROUTES } from "./routes.ts";
import { Sessions } from "./session.tsx";
import { useAnnouncedPage } from "./pieces/page.tsx";

/** The client. */
export function App() {
  return (
    <LocationProvider>
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
  return (
    <ErrorBoundary>
      <Router onRouteChange={announce}>
        {ROUTES.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
        <Route default component={Missing} />
      </Router>
    </ErrorBoundary>
  );
}
