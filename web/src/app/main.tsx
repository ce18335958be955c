import "../design/index.css";
import { render } from "preact";
import { App } from "./app.tsx";

const root = document.getElementById("app");
if (root !== null) {
  // What stood there until now goes within the same frame: a page that is still being loaded would leave it standing.
  root.replaceChildren();
  render(<App />, root);
}

// The shell stays usable without a network. A first visit is not slowed down by it.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("/worker.js"));
}
