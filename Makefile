# Careers: everything a developer types. `make help` lists it.
# Needs GNU make, Python 3.11 or newer, and pip or uv. Everything made here lies in .venv/ and var/.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

PORT ?= 8000
export PORT
# Arguments for pytest: make test PYTEST="-k pay -x"
PYTEST ?=

# The first that really runs: a version manager's shim can be on PATH and still refuse.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)

PY := .venv/bin/python
MANAGE := $(PY) manage.py
# A stamp for each lock: named by its content, so that an unchanged lock installs nothing.
RUNTIME := .venv/.runtime-$(shell cksum < requirements.lock | cut -d ' ' -f 1)
DEV := .venv/.dev-$(shell cksum < requirements-dev.lock | cut -d ' ' -f 1)
TEMPLATES = $(shell find templates -name '*.html')
# Static files are collected again when one of them, the lock (admin, storage) or our storage changed.
STATIC_SOURCES := $(shell find static -type f 2>/dev/null) careers/staticfiles.py careers/settings.py requirements.lock

##@ Run

.PHONY: run
run: $(RUNTIME) ## the site as in production, with a worker, on http://localhost:8000/ (PORT=)
	@$(PY) -m careers.supervise --check
	@$(MAKE) --silent prepare var/static.stamp
	@$(with_secret) exec $(PY) -m careers.supervise

.PHONY: dev
dev: $(DEV) ## the same with DEBUG and autoreload
	@$(PY) -m careers.supervise --check
	@$(MAKE) --silent prepare
	@$(with_secret) DEBUG=on exec $(PY) -m careers.supervise --dev

.PHONY: stack
stack: $(RUNTIME) ## as deployed, without containers: nginx, two gunicorns, worker, a throw-away PostgreSQL (PORT=)
	@exec $(PY) -m deploy.stack

.PHONY: worker
worker: $(RUNTIME) var/secret-key ## the outbox worker alone
	@$(with_secret) exec $(MANAGE) run_outbox

# A SECRET_KEY of the environment or of .env wins over the generated one.
with_secret = if [ -z "$$SECRET_KEY" ] && ! grep -qs '^SECRET_KEY=.' .env; then \
	SECRET_KEY=$$(cat var/secret-key); export SECRET_KEY; fi;

.PHONY: prepare
prepare: var/secret-key
	@$(with_secret) $(MANAGE) migrate --verbosity 0 \
	&& $(MANAGE) rebuild_documents --verbosity 0 \
	&& $(MANAGE) sync_groups \
	&& $(MANAGE) load_catalogue \
	&& $(MANAGE) create_demo_staff

var:
	@mkdir -m 700 $@

var/secret-key: | var
	@(umask 077; $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@)

var/static.stamp: $(STATIC_SOURCES) | var var/secret-key
	@$(with_secret) DEBUG=off $(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@

##@ Test

.PHONY: test
test: $(DEV) tools ## the whole suite: SQLite, PostgreSQL, HTML, browser (PYTEST= passes arguments)
	@$(PY) .ci/suite.py $(if $(COVERAGE),--coverage) -- $(PYTEST)

# Checkers that are no Python programs. Without npm, or without a network, the suite says what did not run.
NODE_TOOLS := tools/node_modules/.package-lock.json
.PHONY: tools
tools: $(if $(shell npm --version 2>/dev/null),$(NODE_TOOLS))
$(NODE_TOOLS): tools/package-lock.json
	@echo "Installing $<"
	@npm ci --prefix tools --ignore-scripts --no-audit --no-fund --silent || echo "npm could not install $<" >&2
	@[ ! -e $@ ] || touch $@

.PHONY: test-stack
test-stack: $(DEV) ## what is deployed: journeys, refusals and hardship through nginx
	@$(PY) .ci/suite.py --stack -- $(PYTEST)

.PHONY: check
check: $(DEV) ## everything that CI runs, in its order
	$(PY) .ci/lock_fresh.py
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	.venv/bin/djade --target-version 5.2 --check $(TEMPLATES)
	.venv/bin/djlint --lint --quiet templates
	$(MAKE) lint-deploy
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	DATABASE_URL=sqlite://:memory: $(MANAGE) makemigrations --check --dry-run
	$(production) $(MANAGE) check --deploy --fail-level WARNING
	$(MAKE) test COVERAGE=1
	$(PY) .ci/coverage_gate.py
	$(MAKE) test-stack
	$(MAKE) drill-smoke

production = SITE_URL=https://careers.example SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	DATABASE_URL=postgres://careers@db/careers EMAIL_URL=smtp+tls://mail.careers.example:587 TRUSTED_PROXIES=1 \
	DEBUG=off ALLOWED_HOSTS=careers.example

.PHONY: lint-deploy
lint-deploy: $(DEV) tools ## Dockerfile and docker-compose.yml, by hadolint and dclint
	@$(PY) .ci/deploy_lint.py

.PHONY: fmt
fmt: $(DEV) ## format code and templates, and mend what the linter can mend
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	.venv/bin/djade --target-version 5.2 $(TEMPLATES)

.PHONY: drill
drill: $(RUNTIME) var/static.stamp ## failure drills: web processes killed under load lose and double nothing
	$(PY) -m tests.drills.kill_web

.PHONY: drill-smoke
drill-smoke: $(RUNTIME) var/static.stamp ## the same in a minute
	$(PY) -m tests.drills.kill_web --smoke

.PHONY: bench
bench: $(DEV) var/static.stamp ## what imports and pages cost, on both databases (DATA= a folder of whole official files)
	@$(PY) -m benchmarks $(if $(DATA),--data "$(DATA)")

##@ Maintain

.PHONY: screenshots
screenshots: $(DEV) var/static.stamp ## the pictures of README, taken anew from the starter catalogue
	@$(PY) -m tools.screenshots

.PHONY: doctor
doctor: ## what is wrong with this installation and the fix; needs nothing but Python
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed, and none was found. Say which: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m careers.doctor

.PHONY: lock
# Extras stay in the locks (--no-strip-extras): without them pip refuses a lock once a newer version is out.
lock: ## fit both locks to pyproject.toml (needs uv; UPGRADE=1 takes the newest versions)
	$(if $(UV),,$(error make lock needs uv))
	uv pip compile $(if $(UPGRADE),--upgrade) --quiet --generate-hashes --no-strip-extras --no-emit-index-url --no-header --universal --python-version 3.11 \
		pyproject.toml -o requirements.lock
	uv pip compile $(if $(UPGRADE),--upgrade) --quiet --generate-hashes --no-strip-extras --no-emit-index-url --no-header --universal --python-version 3.11 \
		pyproject.toml --group dev -o requirements-dev.lock

$(RUNTIME): | .venv/bin/python
	@[ -e $(DEV) ] || { $(call install,requirements.lock); }
	@touch $@

$(DEV): | .venv/bin/python
	@$(call install,requirements-dev.lock)
	@touch $@ $(RUNTIME)

ifdef UV
install = echo "Installing $(1)" && uv pip install --quiet --python $(PY) --require-hashes -r $(1)
else
install = echo "Installing $(1)" && $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
endif

# A .venv whose Python has gone, or that uv made and there is no uv now, is made anew.
ifeq ($(shell $(PY) -c '$(if $(UV),,import pip)' 2>/dev/null && echo yes),)
.PHONY: .venv/bin/python $(RUNTIME) $(DEV)
endif
.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed, and none was found. Say which: make PYTHON=/path/to/python3" >&2; exit 1; }
	@rm -rf .venv
	@$(if $(UV),uv venv --quiet --python "$$(command -v $(PYTHON))" .venv,$(PYTHON) -m venv .venv)

.PHONY: help
help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { print "\n" substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
