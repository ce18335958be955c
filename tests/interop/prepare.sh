#!/bin/sh
# Installs the foreign implementations that tests/interop compares with; does nothing when they are there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv="$here/../../target/interop/venv"

if ! cmp -s "$here/python/requirements.txt" "$venv/requirements.txt"; then
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/python/requirements.txt"
    cp "$here/python/requirements.txt" "$venv/requirements.txt"
fi

if ! cmp -s "$here/node/package-lock.json" "$here/node/node_modules/installed.json"; then
    (cd "$here/node" && npm ci --silent --no-audit --no-fund)
    cp "$here/node/package-lock.json" "$here/node/node_modules/installed.json"
fi
