# Kommandon: make run | test | check | fix | dev | bench | pictures | lock
# PORT=8001 och DATABASE_URL=postgres://… ändrar var webbplatsen finns och var den sparar.

PYTHON := .venv/bin/python

.PHONY: run dev test check fix bench pictures lock
.DELETE_ON_ERROR:

run: .venv/locked
	@exec $(PYTHON) manage.py serve

dev: .venv/locked-dev
	@DEBUG=on exec $(PYTHON) manage.py serve --autoreload

test: .venv/locked-dev
	$(PYTHON) -m tests.run

# The database is not asked, so none is made or needed.
check: export DATABASE_URL = sqlite://:memory:
check: .venv/locked-dev
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	$(PYTHON) -m codespell_lib
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) -m pytest tests/test_architecture.py tests/test_migrations.py tests/test_locks.py
	HTTPS=on SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(PYTHON) manage.py check --deploy --fail-level WARNING

fix: .venv/locked-dev
	$(PYTHON) -m ruff check --fix --exit-zero
	$(PYTHON) -m ruff format
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

bench: .venv/locked-dev
	$(PYTHON) -m tests.bench
	$(PYTHON) -m tests.bench_officials

pictures: .venv/locked-dev
	$(PYTHON) -m tests.pictures

# Run by hand when pyproject.toml has changed; UPGRADE=--upgrade takes the newest of everything.
LOCK = $(PYTHON) -m uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes \
	--no-header --no-config --quiet $(UPGRADE)
lock: .venv/locked-dev
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra auth --constraints requirements.txt --output-file requirements-auth.txt
	$(LOCK) --extra pdf --constraints requirements-auth.txt --output-file requirements-pdf.txt
	$(LOCK) --extra auth --extra pdf --group dev --constraints requirements-auth.txt \
		--constraints requirements-pdf.txt --output-file requirements-dev.txt

# The environment is built anew when what is locked has changed, and only then.

INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes

.venv/locked: requirements.txt
	@echo "Bygger .venv med de låsta paketen …"
	@.ci/python -m venv --clear .venv
	@$(INSTALL) --requirement requirements.txt
	@touch $@

.venv/locked-dev: requirements-dev.txt .venv/locked
	@echo "Lägger till paketen för test och kontroll …"
	@$(INSTALL) --requirement requirements-dev.txt
	@touch $@
