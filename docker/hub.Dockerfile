# The hub in one image. Build it from the root of the repository:
#   docker build -f docker/hub.Dockerfile -t hubwerk .

FROM node:24-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /hub
COPY . .
# The commands of a bare machine: dependencies, the media worker (with the packages its build needs), hub and pages.
ENV XDG_CACHE_HOME=/cache
RUN npm run hub -- --help \
  && cp /cache/hubwerk/media-worker/*/mediasoup-worker /usr/local/bin/mediasoup-worker \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf .hubwerk .git

FROM node:24-bookworm-slim
# What the media worker is linked against.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates libuv1 libssl3 libsrtp2-1 libabsl20220623 \
  && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
COPY --from=build /usr/local/bin/mediasoup-worker /usr/local/bin/mediasoup-worker
COPY --from=build --chown=root:root /hub /hub
WORKDIR /hub
USER node
ENV NODE_ENV=production HUB_DATA_DIR=/data MEDIASOUP_WORKER_BIN=/usr/local/bin/mediasoup-worker
VOLUME /data
EXPOSE 3000 20000-20100/tcp 20000-20100/udp
HEALTHCHECK --interval=30s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/hub/dist/main.js"]
