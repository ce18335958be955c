import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** Puts script and style into the page, so that one file can be kept, hashed and opened without a server. */
function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      const page = bundle["standalone.html"];
      if (page?.type !== "asset") throw new Error("the standalone page is missing");
      let html = String(page.source);
      for (const [name, part] of Object.entries(bundle)) {
        if (name === "standalone.html") continue;
        if (part.type === "chunk") {
          const code = part.code.replaceAll("</script", "<\\/script");
          html = html.replace(/<script type="module"[^>]*><\/script>/, () => "");
          html = html.replace("</body>", () => `<script type="module">${code}</script></body>`);
        } else if (name.endsWith(".css")) {
          html = html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${String(part.source)}</style>`);
        }
        delete bundle[name];
      }
      page.source = html;
      page.fileName = "quorate-verifier.html";
    },
  };
}

/** The verifier alone, as one HTML file that needs no service. */
export default defineConfig({
  plugins: [oneFile()],
  publicDir: false,
  build: {
    outDir: "dist/standalone",
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: resolve(import.meta.dirname, "standalone.html"),
      output: { codeSplitting: false },
    },
  },
});
