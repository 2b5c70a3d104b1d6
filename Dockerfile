FROM python:3.13-slim AS packages
COPY requirements-pdf.txt .
RUN python -m venv /packages \
    && /packages/bin/pip install --no-cache-dir --require-hashes --requirement requirements-pdf.txt

FROM python:3.13-slim
ENV PATH=/packages/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/styrmodell
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 styrmodell \
    && install --directory --mode=0700 --owner=styrmodell --group=styrmodell $VAR_DIR
COPY --from=packages /packages /packages
WORKDIR /app
COPY manage.py requirements.txt ./
COPY styrmodell styrmodell
COPY goals goals
COPY plans plans
COPY templates templates
COPY static static
COPY data data
COPY docs/handledning.md docs/fortroendevald.md docs/
USER styrmodell
VOLUME $VAR_DIR
EXPOSE 8000
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0"]
