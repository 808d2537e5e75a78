"""What `grade rubric` says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "written": "写入 {path}",
        "updated": "更新 {path}",
        "unchanged": "未变 {path}",
        "built": "新写 {written} 个，更新 {updated} 个，未变 {unchanged} 个；注意事项 {notices} 条",
        "lint": "{files} 份评分标准：{errors} 个错误，{warnings} 个警告，{notes} 个建议",
        "severity_error": "错误",
        "severity_warning": "警告",
        "severity_note": "建议",
    },
    "en": {
        "written": "wrote {path}",
        "updated": "updated {path}",
        "unchanged": "unchanged {path}",
        "built": "{written} written, {updated} updated, {unchanged} unchanged; {notices} notices",
        "lint": "{files} rubrics: {errors} errors, {warnings} warnings, {notes} notes",
        "severity_error": "error",
        "severity_warning": "warning",
        "severity_note": "note",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)
