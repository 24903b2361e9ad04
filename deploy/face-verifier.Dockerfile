# The face service. Built from the root of the repository: docker build -f deploy/face-verifier.Dockerfile .

FROM node:24.19.0-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
# Node.js fetches the packages that the face networks are made from.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY deploy/prune-natives.sh deploy/
COPY tools/ tools/
COPY src/Attn.Faces/ src/Attn.Faces/
COPY src/Attn.FaceVerifier/ src/Attn.FaceVerifier/
# Without --runtime, because the lock files name none. Libraries for other systems are removed afterwards.
RUN dotnet publish src/Attn.FaceVerifier/Attn.FaceVerifier.csproj --configuration Release --output out/face-verifier --nologo --verbosity quiet -p:RestoreLockedMode=true -p:RequireFaceModels=true -p:RunAnalyzers=false -p:UseAppHost=false
RUN sh deploy/prune-natives.sh out/face-verifier

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble
# The same base as the API's, with ICU and time zones; the build fails without them.
RUN ls /usr/lib/*/libicuuc.so.* /usr/share/zoneinfo/Europe/Istanbul > /dev/null
# MALLOC_ARENA_MAX: threads that decode pictures would each keep freed memory of their own.
# ASPNETCORE_HTTP_PORTS: the base image's 8080, which ASPNETCORE_URLS replaces. Diagnostics would open a socket that nobody uses.
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_URLS=http://+:8000 \
    ASPNETCORE_HTTP_PORTS= \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    DOTNET_EnableDiagnostics=0 \
    MALLOC_ARENA_MAX=2 \
    ORT_DISABLE_TELEMETRY=1
WORKDIR /app
COPY deploy/healthcheck.sh ./
COPY LICENSE THIRD-PARTY.md ./
COPY --from=build /source/out/face-verifier ./
USER 1654
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "/app/healthcheck.sh"]
ENTRYPOINT ["dotnet", "Attn.FaceVerifier.dll"]
