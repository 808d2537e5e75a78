"""What all parts of a rubric file have in common: strict fields that an editor can explain."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Line = Annotated[str, Field(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(allow_inf_nan=False)]


def field(title: str, description: str, **kwargs: Any) -> Any:
    """A pydantic field with the title and description that an editor shows."""
    return Field(title=title, description=description, **kwargs)


class Shape(BaseModel):
    """Fields as declared and no others; values of the declared type and no other.

    Space around text is dropped, so that a `|` block and a quoted line hold the same.
    """

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class PlainText(Shape):
    """A mapping that may be written as its first field alone, as plain text."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {next(iter(cls.model_fields)): value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(core_schema))
        title, description = full.get("title", cls.__name__), full.pop("description", "")
        text = {"type": "string", "minLength": 1}
        return {"title": title, "description": description, "anyOf": [text, full]}
