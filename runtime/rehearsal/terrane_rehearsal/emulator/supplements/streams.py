"""Streams: moto leaves out the tags that a stream is made with."""

from __future__ import annotations

from typing import Any

from moto.kinesis.responses import KinesisResponse

from ..patching import around


def install() -> None:
    @around(KinesisResponse, "create_stream")
    def create_stream(original: Any, response: Any) -> Any:
        answer = original(response)
        tags = response._get_param("Tags")
        if tags:
            response.kinesis_backend.add_tags_to_stream(None, response._get_param("StreamName"), tags)
        return answer
