# Everything a newcomer or a pipeline does. Needs Python >= 3.11 (on Debian with python3-venv) and make, nothing else.
PYTHON ?= python3
PORT ?= 8000
export PORT
BIN = .venv/bin
INSTALL = UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url

.PHONY: setup demo tour test check bench lock words long

setup: build/.setup
	@$(BIN)/python -m services.look.assets
	@$(BIN)/python -m services.look.words compile

.venv/bin/uv: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Evenhand needs Python 3.11 or later; name one with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python's venv is missing: install it first (on Debian: apt install python3-venv)"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

build/.setup: .venv/bin/uv requirements/runtime.txt requirements/build.txt
	@$(INSTALL) -r requirements/runtime.txt -r requirements/build.txt
	@mkdir -p build && touch $@

build/.dev: build/.setup requirements/dev.txt
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

demo: setup  ## The whole platform on 127.0.0.1:$(PORT), with samples; Ctrl-C stops it
	@$(BIN)/python manage.py demo

tour: setup  ## The story so far, through every door, in the terminal
	@$(BIN)/python manage.py tour

check: setup build/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=config.linting $(BIN)/python manage.py parity check services/catalogue/samples/*/
	DJANGO_SETTINGS_MODULE=config.linting $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.linting $(BIN)/python manage.py check --deploy --fail-level WARNING

test: setup build/.dev
	@sh tests/install.sh
	$(BIN)/pytest -n 2 --dist loadgroup
	@$(BIN)/python -m tests.servers $(addprefix tests/services/,record people parity catalogue casework) tests/channels_web

long: setup build/.dev  ## The long runs: more examples, bounded
	EVENHAND_LONG=1 $(BIN)/pytest -n 2 --dist loadgroup

bench: setup build/.dev  ## The cost of a turn, beside a bare view that does the same
	@$(BIN)/python -m tests.bench

words: setup build/.dev  ## Collect the strings of the pages into their catalogues
	@$(BIN)/python -m services.look.words update

lock: .venv/bin/uv  ## Resolve the dependencies anew, with hashes and no host names
	$(LOCK) pyproject.toml -o requirements/runtime.txt
	$(LOCK) --group dev -c requirements/runtime.txt -o requirements/dev.txt
	$(LOCK) --group build -o requirements/build.txt
	$(LOCK) --group bootstrap -o requirements/bootstrap.txt
