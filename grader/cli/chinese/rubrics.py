"""In Chinese: what is wrong with rubric files, what lint finds, what a rebuild changes."""

from __future__ import annotations

from collections.abc import Mapping

RUBRICS: Mapping[str, str] = {
    # folders and files
    "{folder}: no such folder; give the folder that holds the rubrics":
        "{folder}：没有这个文件夹；请给出评分标准所在的文件夹",
    "{folder}: holds no *.yaml; make rubrics with `grade rubric build`":
        "{folder}：里面没有 *.yaml；请用 `grade rubric build` 生成评分标准",
    "id {id} is also the id of {path}": "题号 {id} 与 {path} 重复",
    "the question bank is missing ({path}): give a folder with --rubrics":
        "找不到自带的题库（{path}）：请用 --rubrics 给出文件夹",
    "no question {id} in {folder}; did you mean {near}? there are {ids}":
        "{folder} 里没有题号 {id}；是不是 {near}？现有 {ids}",
    "no question {id} in {folder}; there are {ids}": "{folder} 里没有题号 {id}；现有 {ids}",
    "{path} and {count} more: there already; merge the changes with --update":
        "{path} 等 {count} 个以上的文件已经存在；请用 --update 合并修改",
    "{path}: there already; merge the changes with --update":
        "{path} 已经存在；请用 --update 合并修改",
    "question {id}: {where}: {problem_}": "第 {id} 题：{where}：{problem_}",
    "not YAML: {reason_}": "不是正确的 YAML：{reason_}",
    "a `: ` in unquoted text, or a line indented too far: put the text in quotes":
        "没加引号的文本里有 `: `，或缩进太深：请给文本加引号",
    "a tab in the indentation: use spaces": "缩进里有制表符：请用空格",
    "text that begins with a special character needs quotes": "以特殊字符开头的文本要加引号",
    "text that begins with `!` needs quotes": "以 `!` 开头的文本要加引号",
    "text that begins with `*` needs quotes": "以 `*` 开头的文本要加引号",
    "a bracket is not closed, or text in brackets needs quotes":
        "括号没有合上，或括号里的文本要加引号",
    "a `name: value` line was expected": "这里应有 `name: value` 这样的一行",
    "the indentation or a list item fits nothing above it; "
    "text that begins with a quote must end with it":
        "缩进或列表项与上面对不上；以引号开头的文本要以引号结尾",
    "a field stands here for the second time: keep one": "字段重复：只留一个",
    "a second document begins here (`---`): one rubric a file":
        "这里开始了第二个文档（`---`）：一个文件只放一份评分标准",
    "a quote is never closed": "引号没有合上",
    "holds the control character {character}: delete it": "含有控制字符 {character}：请删去",
    "nested too deeply for a rubric": "作为评分标准嵌套太深",
    # fields
    "{problem_} (and {count} more)": "{problem_}（另有 {count} 个问题）",
    "the field {name} is missing: add it": "缺少字段 {name}：请补上",
    "unknown field {name}; did you mean {near}?": "没有字段 {name}；是不是 {near}？",
    "unknown field {name}; known here: {names}": "没有字段 {name}；这里可用 {names}",
    "item {number} of {field} must {what_}": "{field} 的第 {number} 项必须{what_}",
    "the file must {what_}": "文件必须{what_}",
    "`{field}` must {what_}": "`{field}` 必须{what_}",
    "be text, not {kind_}: put it in double quotes": "是文本，不能是{kind_}：请加双引号",
    "be text, not {kind_}; text that holds `: ` needs quotes":
        "是文本，不能是{kind_}；含有 `: ` 的文本要加引号",
    "be text, not {kind_}": "是文本，不能是{kind_}",
    "be text or hold fields, not {kind_}: put it in double quotes":
        "是文本或字段，不能是{kind_}：请加双引号",
    "be text without broken characters": "是没有坏字符的文本",
    "be text without spaces or slashes": "是不含空格和斜线的文本",
    "not be empty": "不为空",
    "be a number, not {kind_}": "是数字，不能是{kind_}",
    "be a finite number": "是有限的数",
    "be true or false, not {kind_}": "是 true 或 false，不能是{kind_}",
    "be a list (lines that begin with `- `), not {kind_}":
        "是列表（每行以 `- ` 开头），不能是{kind_}",
    "hold fields (`name: value` lines), not {kind_}":
        "由字段组成（每行 `name: value`），不能是{kind_}",
    "be {names}, not {value}; did you mean {near}?": "是 {names}，不能是 {value}；是不是 {near}？",
    "be {names}, not {value}": "是 {names}，不能是 {value}",
    "be greater than {limit}, not {value}": "大于 {limit}，不能是 {value}",
    "be at least {limit}, not {value}": "不小于 {limit}，不能是 {value}",
    "be at most {limit}, not {value}": "不大于 {limit}，不能是 {value}",
    "empty": "空",
    "a mapping": "映射",
    "a list": "列表",
    "the number {value}": "数字 {value}",
    "the text {value}": "文本 {value}",
    # lint
    "weights add up to {total}, max_score is {most}: make them equal":
        "权重之和是 {total}，max_score 是 {most}：请改成相等",
    "key point “{name}” weighs {weight}: give it points above zero; "
    "a wrong claim that costs points belongs under `misconceptions`":
        "要点“{name}”的权重是 {weight}：应大于零；要扣分的错误说法请写在 `misconceptions` 下",
    "no key points: nothing can be graded; add one per claim of a full answer":
        "没有要点：无法评分；完整答案里的每个说法写一条",
    "another key point is called “{name}”: name them apart": "另有要点也叫“{name}”：请取不同的名字",
    "key point “{name}” is vague ({reason_}): state one checkable claim":
        "要点“{name}”太笼统（{reason_}）：请写成一个可以核对的说法",
    "too short": "太短",
    "“{word}”, and none of its keywords": "有“{word}”，却没有它的关键词",
    "key point “{name}” has no keywords: add the terms of a full statement":
        "要点“{name}”没有关键词：请补上完整说法里的术语",
    "keyword “{term}” is in the question: repeating the question would earn it; take it out":
        "关键词“{term}”题目里就有：照抄题目也能得分；请去掉",
    "keyword “{term}” has the alias “{alias}”, which is in the question: "
    "repeating the question would earn it; take it out":
        "关键词“{term}”的别名“{alias}”题目里就有：照抄题目也能得分；请去掉",
    "keyword “{term}” {what} in the question: repeating the question would earn it; take it out":
        "关键词“{term}”题目里就有：照抄题目也能得分；请去掉",
    "a contrast says what a wording says (“{text}”): one of them is wrong":
        "有一条反例与正确说法相同（“{text}”）：其中必有一个写错了",
    "{what_} has no {lacks}: right and wrong answers look more alike":
        "{what_}没有 {lacks}：对的和错的答案会更难分开",
    "key point “{name}”": "要点“{name}”",
    "misconception {number}": "第 {number} 个误解",
    "questions {ids} ask about the same thing (likeness {likeness}): "
    "merge them, or say in each explanation what it is after":
        "题目 {ids} 问的是同一件事（相似度 {likeness}）：请合并，或在各自的 explanation 里写明侧重",
    "key points “{one}” and “{other}” say the same thing: "
    "an answer earns both at once; merge them, or word them apart":
        "要点“{one}”和“{other}”说的是同一件事：一句话会得两份分；请合并，或写出区别",
    "no checks: a program cannot be graded; add what is measured, with points":
        "没有检查：无法评程序；请写明测量什么、各多少分",
    "checks add up to {total}, max_score is {most}: make them equal":
        "各项检查之和是 {total}，max_score 是 {most}：请改成相等",
    "kinds of {count} tasks ({names}): use those of one":
        "用了 {count} 类题目的检查（{names}）：只能用一类",
    "another check is called “{name}”: name them apart": "另有检查也叫“{name}”：请取不同的名字",
    "check “{name}” has no {lacks}": "检查“{name}”没有 {lacks}",
    # a rebuild
    "{path}: not built from a document: left as it is": "{path}：不是由文档生成的，没有改动",
    "! {name}: changed in the document and in the file: the file's is kept":
        "! {name}：文档和文件都改过，保留文件的",
    "{name}: taken from the document": "{name}：取自文档",
    "~ {name}: now says {text}; keywords {words}": "~ {name}：现在说的是{text}；关键词 {words}",
    "~ {name}: now says {text}": "~ {name}：现在说的是{text}",
    "! {name}: changed in the reference and in the file; the reference says {text}":
        "! {name}：参考答案和文件都改过；参考答案说的是{text}",
    "! the reference now says {text}; its key point was taken out before":
        "! 参考答案现在说{text}；这个要点以前被删掉了",
    "- {name}: no longer in the reference; kept: delete it if wrong":
        "- {name}：参考答案里已经没有；仍保留，不对请删去",
    "weights shared out anew: {weights}": "重新分配了权重：{weights}",
    "! weights add up to {total}, max_score is {most}: make them equal":
        "! 权重之和是 {total}，max_score 是 {most}：请改成相等",
}  # fmt: skip
