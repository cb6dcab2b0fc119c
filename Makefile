# Segue: from a bare clone to the running product. Python 3.11 or newer and make are all that must be there.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first interpreter that is new enough and can make environments; `make PYTHON=...` names another.
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$one -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
BIN := .venv/bin
RUN := PYTHONPATH=layers/segue:tools $(BIN)/python -m
SAM := .local/venvs/sam/bin/sam
LOCKS := tools/requirements
# Without --compile: what is imported is compiled when it is, and most of it never is.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes
export SAM_CLI_TELEMETRY := 0
# Where the way out is a proxy, this machine still talks to itself directly.
comma := ,
LOCAL_HOSTS := 127.0.0.1,localhost
export NO_PROXY := $(if $(NO_PROXY),$(NO_PROXY)$(comma))$(LOCAL_HOSTS)
export no_proxy := $(if $(no_proxy),$(no_proxy)$(comma))$(LOCAL_HOSTS)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- the product ----------------------------------------------------------------------------------------------------
.PHONY: run up down demo history bench faults points schedules drill browser token topics invoke
run: tools ## everything: build, local AWS, demo shop, a played day; Ctrl-C stops it [PORT=... for AWS, the product at PORT+1]
	@$(RUN) segue_tools.run $(if $(PORT),--port $(PORT)) $(DEMO)
up: tools ## the local stack in the background, without the played day [PORT=... for AWS, the product at PORT+1]
	@$(RUN) segue_tools.up $(if $(PORT),--port $(PORT))
down: .venv/made ## stop what `make up` started [PORT=...]
	@$(RUN) segue_tools.down $(if $(PORT),--port $(PORT))
DEMO = $(if $(SPEED),--speed $(SPEED)) $(if $(CUSTOMERS),--customers $(CUSTOMERS)) $(if $(VISITS),--visits $(VISITS)) $(if $(SEED),--seed $(SEED))
demo: .venv/made ## play a shop's day against the running stack [SPEED=... CUSTOMERS=... VISITS=... SEED=...]
	@$(RUN) segue_tools.demo $(DEMO)
history: .venv/made ## give the demo shop on the running stack a past of 18 months, and have it learned [PORT=...]
	@$(RUN) segue_tools.demo.history $(if $(PORT),--port $(PORT))
bench: .venv/made ## the benchmark; writes bench/results.json
	@PYTHONPATH=layers/segue:tools:. $(BIN)/python bench/run.py
faults: .venv/made ## seeded days through all functions [N=1000 FROM=0 MINUTES=10 WORKERS=2, or SEED=n]
	@PYTHONHASHSEED=0 PYTHONPATH=.:layers/segue:tools $(BIN)/python -m tests.faults.days.run
points: .venv/made ## a fault at every request of every story, without leaving any out [N=1000 of those by chance]
	@FAULTS=$(or $(N),1000) $(BIN)/python -m pytest tests/faults --timeout=0
schedules: .venv/made ## seeded schedules of crashes, races and repeats [N=10000 FROM=0, or SEED=n]
	@PYTHONHASHSEED=0 PYTHONPATH=.:layers/segue:tools $(BIN)/python -m tests.faults.schedules.run
drill: .venv/made ## poison, a provider that is down, an erasure on the running stack, and what the console shows [PORT=...]
	@$(RUN) segue_tools.drill $(if $(PORT),--port $(PORT))
browser: ## a Chromium for the browser tests, where that is possible
	@bash tools/browser.sh
token: .venv/made ## a JWT for the local stack [ROLE=agent]
	@$(RUN) segue_tools.token $(or $(ROLE),agent)
topics: .venv/made ## learn the model of topics anew: DATA=folder of bitext_support_intents
	@$(RUN) segue_tools.topics $(DATA)
invoke: .venv/made ## one function with one event, without Docker: FUNCTION=Collect [EVENT=events/collect.json]
	@$(RUN) segue_tools.invoke $(FUNCTION) $(EVENT)

# ---- quality --------------------------------------------------------------------------------------------------------
# One worker waits for the running stack while the others compute; more would only flood a small machine. Where all of
# it is in a browser or on the stack, two are enough.
SIDE_BY_SIDE := --durations 10 --numprocesses
PYTEST := env -u MAKEFLAGS -u MAKELEVEL PYTHONDONTWRITEBYTECODE= SEGUE_STACK=required $(BIN)/python -m pytest
.PHONY: test tests thorough lint types style bandit template format texts mutants checkov sbom notices docs artifacts release
test: tools style ## what every change passes: lint, types, unit, handlers, template, faults, end to end [TESTS=...]
	@$(MAKE) --jobs 2 tests types bandit template
tests:
	@echo "== tests"
	@$(PYTEST) $(or $(TESTS),-m "not thorough" --ignore tests/browser $(SIDE_BY_SIDE) 3)
thorough: tools ## what takes longer: more in a browser, on the stack and under faults; all examples of properties
	@echo "== more of the same, in a browser and on the stack"
	@EXAMPLES=1 $(PYTEST) -m thorough --ignore tests/properties $(SIDE_BY_SIDE) 2
	@echo "== all examples of the properties"
	@EXAMPLES=1 $(PYTEST) tests/properties $(SIDE_BY_SIDE) 2
lint: tools ## ruff, types, bandit, cfn-lint and sam validate, two at a time
	@$(MAKE) --jobs 2 --output-sync style types bandit template
types: .venv/made
	@echo "== types" && $(BIN)/basedpyright
style: .venv/made
	@echo "== ruff" && $(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
bandit: .venv/made
	@echo "== bandit" && $(BIN)/bandit --quiet --configfile pyproject.toml --recursive functions layers
template: tools
	@echo "== template" && $(BIN)/cfn-lint template.yaml && AWS_DEFAULT_REGION=us-east-1 $(SAM) validate > /dev/null
sbom: .venv/made ## the bill of materials of what is shipped, as CycloneDX JSON
	@$(RUN) segue_tools.sbom
notices: .venv/made ## THIRD-PARTY-NOTICES.md, out of the locks and what is installed
	@$(RUN) segue_tools.notices
docs: .local/venvs/docs/made ## the documentation as a site, in site/; a broken link fails
	@PYTHONPATH=layers/segue:tools .local/venvs/docs/bin/python -m segue_tools.site
artifacts: tools ## a zip of each function and layer for a release, the same bytes each time, and their digests
	@$(RUN) segue_tools.artifacts
release: tools .local/venvs/docs/made .local/venvs/lock/made ## every file of a release, into dist/: VERSION=1.0.0
	@$(RUN) segue_tools.release $(VERSION)
mutants: .local/venvs/mutants/made ## mutation tests of the pure core [ONLY='segue.keys*']
	@PYTHONPATH=layers/segue:tools .local/venvs/mutants/bin/python -m segue_tools.mutants $(ONLY)
checkov: .venv/made .local/venvs/checkov/made ## what checkov finds in the template, against the reasons in docs/security-exceptions.md
	@$(RUN) segue_tools.checkov
texts: .venv/made ## the catalogues of the console's texts, brought up to what it says
	@$(RUN) segue_tools.texts
format: .venv/made ## ruff's fixes and formatting
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

# ---- the cloud ------------------------------------------------------------------------------------------------------
.PHONY: deploy destroy selftest
deploy: tools ## into your AWS account, with questions; prints addresses, write key and next steps
	@$(RUN) segue_tools.deploy
selftest: tools ## mails to SES's simulator, and whether their reports come back
	@$(RUN) segue_tools.selftest
destroy: tools ## out of your AWS account again [KEEP_DATA=1]
	@$(RUN) segue_tools.destroy $(if $(KEEP_DATA),--keep-data)

# ---- tools, each in an environment of its own because sam and MiniStack pin other versions of boto3 -----------------
.PHONY: tools environments lock
tools:
	@$(MAKE) --jobs 2 environments
environments: .venv/made .local/venvs/sam/made .local/venvs/ministack/made .local/venvs/api/made

.venv/made: $(LOCKS)/dev.txt layers/dependencies/browser.txt pyproject.toml
	@$(call environment,.venv,dev); \
	.venv/bin/python $(PIP_INSTALL) -r layers/dependencies/browser.txt; \
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	touch $@
.local/venvs/%/made: $(LOCKS)/%.txt
	@mkdir -p .local/venvs
	@$(call environment,.local/venvs/$*,$*); \
	touch $@

define environment
test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv and ensurepip is needed (Debian: apt install python3-venv)"; exit 1; }; \
$(call alone,$(1),$(2)); \
echo "== $(1) from $(LOCKS)/$(2).txt"; \
test -x $(1)/bin/python || $(PYTHON) -m venv $(1); \
$(1)/bin/python $(PIP_INSTALL) -r $(LOCKS)/$(2).txt
endef

# Two makes at once in one clone: the second waits for the first, where there is flock, and takes what that one made.
define alone
mkdir -p .local; exec 9> .local/$(2).lock; \
if command -v flock > /dev/null && ! flock --nonblock 9; then \
	echo "== $(1) is being made by another make: waiting until it is done"; flock 9; \
fi; \
made=yes; for one in $^; do if test "$$one" -nt $@; then made=; fi; done; test -z "$$made" || exit 0
endef

# Newer versions: `make lock UPGRADE=--upgrade`. The locks hold hashes for every platform and no address.
COMPILE = .local/venvs/lock/bin/uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes --no-strip-extras $(UPGRADE)
lock: .local/venvs/lock/made ## write the requirement locks again
	@$(COMPILE) -o layers/dependencies/requirements.txt layers/dependencies/requirements.in
	@for one in requirements models; do $(COMPILE) -o layers/science/$$one.txt layers/science/$$one.in; done
	@$(COMPILE) --no-deps -o layers/dependencies/browser.txt layers/dependencies/browser.in
	@for one in dev sam ministack api mutants checkov docs lock; do $(COMPILE) -o $(LOCKS)/$$one.txt $(LOCKS)/$$one.in; done
