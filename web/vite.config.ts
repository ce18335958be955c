import { defineConfig } from "vitest/config";
import { chunks } from "./build/chunks.ts";

/** The client as the server delivers it, and the test projects. */
export default defineConfig({
  build: {
    outDir: "dist/client",
    target: "es2022",
    // A page of the client runs under a policy without `data:` scripts and loads nothing from elsewhere.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: "chunks.json",
    rollupOptions: {
      input: { index: "index.html", worker: "src/worker/worker.ts" },
      output: { entryFileNames: chunks },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "verifier", include: ["tests/verifier/**/*.test.ts"], testTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: "client", include: ["tests/client/**/*.test.{ts,tsx}"], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        // One service answers all stories, so they take turns.
        test: {
          name: "stories",
          include: ["tests/stories/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          // A real browser on a machine that is busy with other things: once more, in a world of its own, and it is told.
          retry: 1,
        },
      },
    ],
  },
});
