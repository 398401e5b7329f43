# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie AS build
WORKDIR /app
COPY requirements/container.txt requirements/container.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/container.txt
ENV PATH=/venv/bin:$PATH
COPY . .
RUN python manage.py compile_translations \
    && FOREBILD_ENV=production SECRET_KEY=only-while-building-0123456789-0123456789-0123456789 \
       ALLOWED_HOSTS=localhost SITE_URL=https://localhost DATABASE_URL=postgresql:///none \
       REDIS_URL=redis://localhost EMAIL_HOST=localhost DEFAULT_FROM_EMAIL=none@localhost \
       python manage.py collectstatic --no-input

FROM python:3.13-slim-trixie
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin forebild
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build --chown=root:root /app /app
RUN install -d -o forebild -g forebild /app/var/media /app/var/erased \
    && install -d -m 700 -o forebild -g forebild /app/var/keys /app/var/copies
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 FOREBILD_ENV=production
USER 10001
EXPOSE 8000
CMD ["granian", "--interface=rsgi", "--host=0.0.0.0", "--port=8000", "--workers=2", "--respawn-failed-workers", "--no-ws", "--http1-header-read-timeout=2000", "award.rsgi:application"]
