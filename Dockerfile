# JARVIS in one image: `jarvis web` and `jarvis worker` are two containers of it.
# Read docs/deploy.md for what of this was run, and what was not.
FROM node:22-bookworm-slim AS page
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --loglevel=error
COPY frontend/ ./
RUN mkdir -p ../src/jarvis_app && npm run --silent build

FROM python:3.11-slim-bookworm AS parts
WORKDIR /build
# The lock's versions, the tools of development left out.
COPY requirements.lock ./
RUN sed -nE 's/^([A-Za-z0-9._-]+)(\[[a-z,]+\])?==([^ ;\\]+).*/\1==\3/p' requirements.lock > versions.txt
COPY pyproject.toml README.md hatch_build.py ./
COPY src/ src/
COPY --from=page /build/src/jarvis_app/web_dist src/jarvis_app/web_dist
RUN python -m venv /opt/jarvis && /opt/jarvis/bin/pip install --no-cache-dir --constraint versions.txt ".[server,sentry]"

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium-headless-shell fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /var/lib/jarvis jarvis \
    && chmod 700 /var/lib/jarvis
COPY --from=parts /opt/jarvis /opt/jarvis
ENV PATH=/opt/jarvis/bin:$PATH JARVIS_DATA_DIR=/var/lib/jarvis JARVIS_LOG_FORMAT=json PYTHONUNBUFFERED=1
USER jarvis
WORKDIR /var/lib/jarvis
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
ENTRYPOINT ["jarvis"]
CMD ["web", "--host", "0.0.0.0"]
