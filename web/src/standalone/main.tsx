import { render } from "preact";
import "../design/index.css";
import { Speaker } from "../i18n/speech.tsx";
import { Verifier } from "./verifier.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no place for the verifier");
render(
  <Speaker>
    <Verifier />
  </Speaker>,
  root,
);
