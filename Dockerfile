# Three stages: everything to build with, only what runs, and the two put together.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY tsconfig.json nest-cli.json ./
COPY scripts scripts
COPY src src
COPY web web
RUN npm run build

# Without the embedded PostgreSQL (an optional dependency): here DATABASE_URL names the server.
FROM node:20.20.2-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts --omit=dev --omit=optional

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production CLOCK=system DUNG_HAN_HOME=/app
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY scripts scripts
COPY workflows workflows
USER node
EXPOSE 3000
# The process itself is number 1: it answers SIGTERM by ending what runs, then the database connections.
CMD ["node", "dist/main.js"]
