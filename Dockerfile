# Two images from one build: "site" (web, worker and one-off commands) and "proxy" (nginx with the site's files).
# The bases are pinned by tag; pin them by digest too where the build machine can ask the registry for it:
#   docker buildx imagetools inspect python:3.11-slim-bookworm
# Python is the version that the test suite runs on.
ARG PYTHON=python:3.11-slim-bookworm
ARG NGINX=nginx:1.28-alpine

# --- packages, collected static files, the proxy's pages -------------------------

# hadolint ignore=DL3006 -- the tag stands in ARG above
FROM ${PYTHON} AS build
WORKDIR /app
COPY requirements.lock ./
# Wheels only, each with the hash of the lock: nothing is compiled, nothing else gets in.
RUN python -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes --only-binary :all: -r requirements.lock
COPY manage.py ./
COPY accounts accounts
COPY careers careers
COPY roles roles
COPY templates templates
COPY static static
# No setting is needed and no secret: without SITE_URL this is a local site. Byte code is made here, once.
RUN STATIC_ROOT=/srv/careers/static /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && STATIC_ROOT=/srv/careers/static /opt/venv/bin/python manage.py render_error_pages /srv/careers/errors \
    && rm -r var \
    && /opt/venv/bin/python -m compileall -q accounts careers roles

# --- nginx ------------------------------------------------------------------------

# hadolint ignore=DL3006
FROM ${NGINX} AS proxy
# The image's own start fills in ${PROXY_...}; /tmp is the only place that can be written to.
ENV NGINX_ENVSUBST_OUTPUT_DIR=/tmp \
    NGINX_ENVSUBST_FILTER=^PROXY_ \
    PROXY_CONF=/tmp \
    PROXY_RUN=/tmp \
    PROXY_ROOT=/srv/careers \
    PROXY_TLS=/run/secrets \
    PROXY_ACCESS_LOG=/dev/stdout \
    PROXY_HTTP=8080 \
    PROXY_HTTPS=8443 \
    PROXY_BEHIND=unix:
COPY deploy/nginx/templates /etc/nginx/templates
COPY --from=build /srv/careers /srv/careers
USER 101:101
EXPOSE 8080 8443
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/nginx-alive"]
CMD ["nginx", "-c", "/tmp/nginx.conf", "-g", "daemon off;"]

# --- the site -----------------------------------------------------------------------

# hadolint ignore=DL3006
FROM ${PYTHON} AS site
RUN groupadd --gid 10001 careers \
    && useradd --uid 10001 --gid careers --no-log-init --no-create-home --shell /usr/sbin/nologin careers
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/careers/static
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/careers/static /srv/careers/static
COPY --from=build /app /app
USER 10001:10001
EXPOSE 8000
# The host that the site answers to is SITE_URL's: "answers" asks as a visitor of it.
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s \
    CMD ["python", "-c", "import sys; from careers.supervise import answers; sys.exit(not answers(8000))"]
CMD ["gunicorn", "--config", "careers/gunicorn_conf.py", "--bind", "0.0.0.0:8000", "careers.wsgi:application"]
