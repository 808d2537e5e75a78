"""What `grade calibrate` says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "title": "交叉验证：轮流留出每道题的一部分答案（{answers} 份答案，{questions} 道题）",
        "figure": "指标",
        "before": "校准前",
        "bank": "题库整体",
        "question": "逐题",
        "smoothed": "逐题并参考相近答案",
        "pearson": "皮尔逊相关 r",
        "rmse": "均方根误差 RMSE",
        "qwk": "二次加权 kappa（QWK）",
        "smd": "标准化均值差 SMD",
        "undefined": "–",
        "written": "写入 {path}（{stage}）；用这个文件夹的评分标准评分时自动使用",
        "others": "没有人工分数的题也按题库整体校准",
        "not_others": "没有人工分数的题不校准",
        "alone": "按这些答案估计，加权 kappa 取 0.80 时，最多 {share:.0%} 的答案可以不经人看",
        "not_alone": "人工评分不到 30 份，不足以知道什么时候可信：由规则生成的评分标准，"
        "答案仍然都交给人看",
        "refused_error": "没有写入：校准后误差没有变小"
        "（RMSE {before:.3f}，校准后最好 {after:.3f}）；"
        "请多给一些人工分数，或者先检查评分标准",
        "refused_order": "没有写入：校准后误差小了，但与人工分数的相关降得太多"
        "（r {before:.3f}，校准后 {after:.3f}）；请多给一些人工分数",
        "refused_few": "没有写入：每道题至少要有 {least} 份有内容的、有人工分数的答案",
        "refused_same": "没有写入：人工分数全都一样，看不出该怎么给分；请加上分数不同的答案",
        "kept": "原有的 {path} 没有改动",
    },
    "en": {
        "title": "Cross-validation, answers left out in turn within their question "
        "({answers} answers, {questions} questions)",
        "figure": "figure",
        "before": "before",
        "bank": "whole bank",
        "question": "each question",
        "smoothed": "… and near answers",
        "pearson": "Pearson r",
        "rmse": "RMSE",
        "qwk": "quadratic weighted kappa",
        "smd": "standardised mean difference",
        "undefined": "–",
        "written": "wrote {path} ({stage}); grading by the rubrics of this folder uses it",
        "others": "questions without human scores are calibrated as the whole bank is",
        "not_others": "questions without human scores are not calibrated",
        "alone": "going by these answers, {share:.0%} at most would be graded without a person at "
        "a kappa of .80",
        "not_alone": "fewer than 30 graded answers do not tell when to trust a grade: with rubrics "
        "made by rule every answer still goes to a person",
        "refused_error": "nothing written: calibrating does not lower the error "
        "(RMSE {before:.3f}, at best {after:.3f}); add human scores, or look at the rubrics first",
        "refused_order": "nothing written: the error falls, but so does the correlation with the "
        "human scores (r {before:.3f}, then {after:.3f}); add human scores",
        "refused_few": "nothing written: at least {least} answers that say something, with human "
        "scores, are needed for a question",
        "refused_same": "nothing written: all human scores are the same, which does not tell what "
        "they are given for; add answers with other scores",
        "kept": "{path} from before was left as it is",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)
