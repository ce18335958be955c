#!/bin/sh
# Installs schemathesis, which tests/api/schema.rs runs; does nothing when it is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv="$here/../../target/schema/venv"

if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    rm -rf "$venv"
    mkdir -p "$(dirname "$venv")"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.txt"
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
