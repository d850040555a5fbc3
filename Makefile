# make demo, make test: both begin with make setup, which does nothing the second time.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
STAMP := $(VENV)/.installed

.PHONY: setup demo test test-journeys lint messages fonts clean

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt bin/system-packages
	@bin/system-packages base
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: setup
	@bin/demo $(PORT)

test: setup
	@$(BIN)/python -m pytest

test-journeys: setup
	@bin/system-packages browser
	@LMI_TEST_DB=.cache/journeys.sqlite3 $(BIN)/python -m pytest tests/journeys -n 3 --dist loadfile

lint: setup
	@bin/lint

messages: setup
	@$(BIN)/python manage.py makemessages --locale th --no-location --no-obsolete --ignore ".venv*" --ignore tests --ignore var --ignore docs
	@$(BIN)/python manage.py compilemessages --locale th --ignore ".venv*"

clean:
	@rm -rf $(VENV) .cache
