FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Install scripts fetch what a checkout needs: its own Node, an embedded database, git hooks. An image needs none of it.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Gatehouse" \
      org.opencontainers.image.description="Sign-up, sign-in and sessions in your own Postgres" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production PORT=3000
WORKDIR /app
# A new volume mounted here takes over this owner, so that making and reading secrets needs no root.
RUN mkdir -m 700 /run/gatehouse-secrets && chown node:node /run/gatehouse-secrets
# The one package that the build leaves outside, for it is machine code.
COPY --from=build /app/node_modules/@node-rs node_modules/@node-rs
COPY --from=build /app/dist dist
COPY package.json ./
COPY drizzle drizzle
# Node keeps compiled code here, for the user that starts. Filled by a start that ends because no database answers, then read-only.
ENV NODE_COMPILE_CACHE=/app/compile-cache
RUN install -d -o node compile-cache \
 && (APP_URL=http://localhost:1 DATABASE_URL=postgres://127.0.0.1:1/none SMTP_URL=smtp://127.0.0.1:1 MAIL_FROM=no-reply@example.com \
     AUTH_SECRET="$(head -c 32 /dev/urandom | base64)" setpriv --reuid node --regid node --clear-groups node dist/server/main.js || true) \
 && test -n "$(ls compile-cache)" && chown -R root: compile-cache
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Exec form: Node is process 1 and gets the signal that asks it to drain.
CMD ["node", "dist/server/main.js"]
