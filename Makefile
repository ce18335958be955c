# What to do with this repository; `make help` lists it.

CARGO ?= cargo

.DEFAULT_GOAL := help
.PHONY: help demo run web test check style layers compose prepare bench profile fuzz openapi

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: web ## Live through the life of a simulated community, then verify its record
	$(CARGO) run -- demo

run: web ## Serve on 127.0.0.1:8080 with SQLite in this folder
	$(CARGO) run -- serve

web: ## Build the web client, if anything of it changed; without Node say so and go on
	@sh web/build/client.sh

test: prepare check web ## Everything that CI runs
	cd web && npm run check && npm test -- --passWithNoTests
	$(CARGO) build --locked --no-default-features
	$(CARGO) test --locked --workspace --no-fail-fast
	QUORATE_TEST_DATABASE=postgres $(CARGO) test --locked --no-fail-fast --test api

check: style layers compose ## The fast part of it: format, lints, layers
	$(CARGO) clippy --locked -p quorate --all-targets --no-default-features -- -D warnings
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	$(CARGO) test --locked --no-default-features --test tidy --test licences

style:
	$(CARGO) fmt --all --check

# The verifier must build without anything that stores, listens or schedules. For a crate that is
# not there cargo either fails or prints nothing.
layers:
	@for crate in actix-web sea-orm tokio rand; do \
		tree=$$($(CARGO) tree --locked -p quorate -e normal --no-default-features -i $$crate 2>/dev/null || true); \
		if [ -n "$$tree" ]; then echo "the verifier depends on $$crate:"; echo "$$tree"; exit 1; fi; \
	done

# A syntax check that needs no engine; where the command is missing there is nothing to check with.
compose:
	@if docker compose version >/dev/null 2>&1; then QUORATE_HOST=localhost docker compose config --quiet; fi

prepare:
	@sh tests/prepare.sh

bench: ## Measure, on a machine that does nothing else
	$(CARGO) bench

profile: ## Where the service's time goes while everybody casts: DATABASE=sqlite or postgres; needs perf
	$(CARGO) bench --bench casts -- process $(or $(DATABASE),postgres) --profile
	perf script --no-inline --input target/casts.perf --fields comm,ip,sym,dso | python3 benches/shares.py

fuzz: ## Fuzz every parser: RUNS executions of each, 100000 if not said
	sh tests/fuzz/run.sh $(or $(RUNS),100000)

openapi: ## Write the API document from the code
	$(CARGO) run --quiet -- openapi > openapi/openapi.json.new
	mv openapi/openapi.json.new openapi/openapi.json
