# Needs Python 3.11 or later; all the rest is installed into folders beside this file.

PYTHON ?= python3
RUN := .venv/bin/python -m
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check \
	--constraint constraints.txt

# Rooms that talk to the outside world. All others are pure, and each of their branches
# must be run by a test.
IMPURE := invoicing readers rendering sending storage testing
empty :=
comma := ,
IMPURE_FILES := $(subst $(empty) $(empty),$(comma),$(strip $(foreach room,$(IMPURE),\
	*/flowfit_invoicing/$(room).py */flowfit_invoicing/$(room)/*)))

.PHONY: help demo test check lint types layers wheel-test bench many mutants schemas renew clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1 /p' Makefile | while read -r target line; \
	do printf '%-11s %s\n' "$$target" "$$line"; done

demo: .venv-demo/made ## Invoice a project, with nothing but what users install
	@.venv-demo/bin/python examples/invoice_a_project.py

test: .venv/made ## Run all tests and examples; of the pure rooms, each branch
	$(RUN) pytest --numprocesses auto --dist worksteal --cov --cov-report= $(ARGS)
	$(RUN) coverage report --include='$(IMPURE_FILES)'
	$(RUN) coverage report --omit='$(IMPURE_FILES)' --fail-under=100

check: lint types layers ## Check style, types and who imports whom

lint: .venv/made
	$(RUN) ruff check
	$(RUN) ruff format --check
	@if git grep --untracked -nE '#.*(noqa[:A-Z0-9, ]*|ignore\[[^]]*\]) *$$' -- '*.py' ':!typing_tests'; \
	then echo 'these ignores have no reason beside them'; exit 1; fi

types: .venv/made
	$(RUN) mypy
	$(RUN) pyright

layers: .venv/made
	.venv/bin/lint-imports

wheel-test: .venv/made ## Build the wheel, install it elsewhere and test it there
	bash .ci/wheel $(PYTHON)

# A million tasks take 6 GB and some minutes: make bench ARGS=--million
bench: .venv/made ## Measure imports and prices, and hold them against limits
	@$(RUN) benchmarks.import_time
	@$(RUN) benchmarks $(ARGS)

many: .venv/made ## Price a year of projects with all cores, and with a cluster
	@.venv/bin/python examples/price_many_processes.py
	@.venv/bin/python examples/price_many_dask.py

# Some tens of minutes, and no part of .ci/run: make mutants ROOM=money ARGS="--processes 1"
mutants: .venv/made ## Change the code in small ways, each of which a test must notice
	@$(RUN) mutation $(ROOM) $(ARGS)

schemas: .venv/made ## Write the JSON Schemas that are shipped, as the converter is now
	@.venv/bin/python .ci/schemas

renew: ## Pin the newest versions of all parts and tools in constraints.txt
	$(PYTHON) -m venv --clear .venv-renew
	.venv-renew/bin/python -m pip install --quiet --upgrade pip
	.venv-renew/bin/python -m pip install --quiet --editable . --group dev hatchling
	{ sed -n '/^#/p' constraints.txt; \
	.venv-renew/bin/python -m pip freeze --all --exclude-editable \
	--exclude setuptools; } > .venv-renew/new
	mv .venv-renew/new constraints.txt

clean: ## Remove the environments and all that tools left behind
	rm -rf .venv .venv-* build dist outbox .coverage .hypothesis .*_cache

# An environment is brought up to date when what it is made of has changed. Its own pip
# comes first, since an older one knows no dependency groups.
.venv/made: GROUPS := --group dev
.venv/made .venv-demo/made: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(PIP_INSTALL) --upgrade pip
	$(@D)/bin/python $(PIP_INSTALL) --build-constraint constraints.txt \
		--editable . $(GROUPS)
	@touch $@
