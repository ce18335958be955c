# The server with its web client, and the verifier, on a small Debian, as a user of their own.

FROM node:20-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN --mount=type=cache,target=/var/cache/npm npm ci --cache /var/cache/npm --no-audit --no-fund
COPY openapi/openapi.json ../openapi/
# The second verifier carries the published rules and holidays, byte for byte.
COPY src/domain/rules ../src/domain/rules
COPY src/domain/deadlines/tables ../src/domain/deadlines/tables
COPY web .
RUN npm run build

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
# The program holds the client.
COPY --from=web /src/web/dist web/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bins \
    && install -D -t /out target/release/quorate target/release/quorate-verify

FROM debian:bookworm-slim
# Certificates are for connections to PostgreSQL over TLS.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/quorate --create-home quorate \
    && install -d -o quorate -g quorate -m 0700 /var/lib/quorate/keys /var/lib/quorate/marks \
        /var/lib/quorate/data
COPY --from=build /out/ /usr/local/bin/
USER quorate
WORKDIR /var/lib/quorate
ENV QUORATE_LISTEN=0.0.0.0:8080 \
    QUORATE_KEYS=/var/lib/quorate/keys \
    QUORATE_MARKS=/var/lib/quorate/marks \
    QUORATE_DATABASE=sqlite:/var/lib/quorate/data/quorate.db
VOLUME ["/var/lib/quorate/keys", "/var/lib/quorate/marks", "/var/lib/quorate/data"]
EXPOSE 8080
# The image has no HTTP client; bash can ask for one line.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["quorate"]
CMD ["serve"]
