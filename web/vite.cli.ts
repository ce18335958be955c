import { resolve } from "node:path";
import { defineConfig } from "vite";

/** The verifier as one file for Node, with which the tests of the other verifier hold both against each other. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    // Beside what else tests alone need, so that a program that is released does not hold it.
    outDir: "../target/verify",
    emptyOutDir: true,
    target: "node20",
    ssr: true,
    rollupOptions: {
      input: resolve(import.meta.dirname, "build/verify-cli.ts"),
      output: { entryFileNames: "verify.js" },
    },
  },
});
