#!/bin/sh
# Finds or installs what the tests need besides Rust: PostgreSQL, and the foreign implementations
# that tests/interop compares with, schemathesis, a browser with Chinese letters for the web client, and the
# verifier of the web for Node. Installs nothing when all of it is there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# Debian's package where we may install it, otherwise a sentence that says what is missing.
install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing $*"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    else
        echo "the tests need $*: install it (on Debian: apt-get install $*) and run this again" >&2
        exit 1
    fi
}

has_postgres() {
    for folder in $(printf '%s' "$PATH" | tr ':' ' ') /usr/lib/postgresql/*/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then return 0; fi
    done
    return 1
}

if [ -z "${QUORATE_TEST_POSTGRES_URL:-}" ] && ! has_postgres; then
    # The tests start clusters of their own; the package need not make one.
    if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    fi
    install postgresql
fi

command -v python3 >/dev/null || install python3 python3-venv
python3 -c 'import ensurepip, venv' 2>/dev/null || install python3-venv
command -v node >/dev/null && command -v npm >/dev/null || install nodejs npm

command -v chromium >/dev/null || install chromium
fc-list :lang=zh 2>/dev/null | grep -q . || install fontconfig fonts-noto-cjk

sh "$here/../web/build/packages.sh"
sh "$here/interop/prepare.sh"
sh "$here/schema/prepare.sh"

# The verifier of the web, which tests/audit/browser.rs runs in Node: always the one of these sources.
(cd "$here/../web" && npm run --silent build:cli)
