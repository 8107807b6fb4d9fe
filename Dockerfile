# The program in an image: wheels are built in one stage and installed in the other, so no source stays.
FROM python:3.11-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 qunxiang \
    && install --directory --owner qunxiang --group qunxiang --mode 0700 /project
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels qunxiang

# In a container the program listens for others and so asks for a token: give QUNXIANG_TOKEN when it is started.
# Without a locale Python would still read and write UTF-8, but this also holds for programs it starts.
ENV LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    QUNXIANG_IN_CONTAINER=1

USER qunxiang
# Store, audit log and pseudonyms lie here: mount a volume, or they end with the container.
WORKDIR /project
VOLUME /project
EXPOSE 8000

ENTRYPOINT ["qunxiang"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
