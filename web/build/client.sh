#!/bin/sh
# Builds the web client if anything of it is newer than the build. Without Node there is none, and the service does
# without it.
set -eu
cd "$(dirname "$0")/.."

major=$(node --print 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$major" -lt 20 ] || ! command -v npm >/dev/null; then
    echo "no web client: Node 20 with npm is not installed, so the service answers the API and its documentation only"
    exit 0
fi

# What the build writes itself is no reason to build.
newer() {
    find . ../openapi/openapi.json ../src/domain/rules ../src/domain/deadlines/tables \( -name node_modules -o -name dist -o -name tests \) -prune \
        -o -type f ! -name schema.d.ts -newer dist/built -print
}
if [ -e dist/built ] && [ -z "$(newer | head -n 1)" ]; then
    echo "the web client is up to date"
    exit 0
fi

sh build/packages.sh
mkdir -p dist
touch dist/begun
npm run build
mv dist/begun dist/built
