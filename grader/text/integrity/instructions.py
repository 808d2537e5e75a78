"""Sentences that speak to the grader instead of answering: orders, role-play, scores, comments.

One order may be worded in any way, so a sentence is read for four kinds of words: who grades, what
is awarded, a command, and the answer itself. Kinds that meet in one sentence make an instruction;
a few forms (role markers, a score with its maximum) are one by themselves.
"""

from __future__ import annotations

import re

from grader.text.segment import sentences

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|/\*.*?(?:\*/|\Z)", re.DOTALL)

_GRADER = (
    r"\b(?:grader|examiner|(?<!time )marker|evaluator|grading|rubric|scoring (?:rules?|criteria|model|system|rubric)|marking (?:scheme|guide|rubric)|mark scheme|reviewer|reference (?:solution|answer)|"
    r"(?:language|grading) model|llm|professor|teacher)s?\b|"
    r"评分(?:员|者|人|老师|系统|程序|规则|标准|细则|助手)|阅卷|判卷|改卷|考官|评卷|评委|打分(?:员|系统|程序|规则|标准)|得分点|标准答案|参考答案|批改"
)
_AWARD = (
    r"\b(?:full|maximum|max|perfect|top|high|highest|good|all(?: the| available)?|complete|total) (?:possible )?(?:marks?|points?|scores?|credits?|grades?)\b|"
    r"\b(?:10|ten|100|hundred)(?: ?/ ?| out of )(?:10|ten|100|hundred)\b|\b(?:10|100|ten) (?:points|marks)\b|\b100 ?(?:%|percent)|"
    r"\b(?:completely|fully|entirely|totally) correct\b|\bgrade (?:of )?a\+?(?!\w)|\b(?:as|is) (?:correct|right|met|passed|satisfied)\b|"
    r"\bpass (?:me|this|the exam)\b|\bme to pass\b|\blet me pass\b|\b(?:the )?answer is (?:right|correct|perfect)\b|"
    r"\b(?:excellent|perfect|flawless)\b|\bgive me (?:the|my|some|all)?\s?(?:points?|marks?|credits?|grades?)\b|\b(?:through|pass)\W*$|\bsimilarity score\b|\b(?:score|grade|mark)s? (?:to|as|of|accordingly)\b|\bsatisf(?:y|ies|ied) (?:every|all|each)\b|\bgenerous\b|\ball (?:the )?(?:key )?points (?:are |were |have been )?(?:covered|met)\b|"
    r"满分|最高分|给(?:个|点)?高分|最高(?:等级|档)|优秀|给予通过|相似度|无误|全分|全部(?:的)?(?:分数?|得分)|(?:10|100|一百) ?分(?![钟布类])|十分(?=$|[。，！!,.\s])|完全正确|判(?:定)?(?:为|成)?正确|"
    r"(?:视|标记|认定|判定|评定|记)为?(?:已)?(?:正确|满足|覆盖|通过|达标|优秀)|通过(?:这次|本次|此次)?考[试核]|不(?:要|得|予|能|许|应)?扣分|全对"
)
_COMMAND = (
    r"\b(?:ignore|disregard|forget|override|bypass|must|please|pretend|output|return|award|give|assign|grant|treat|accept|"
    r"do not|don['’]?t|never deduct|just|simply|set|mark|should|receives?|deserves?|imagine|suppose|act)\b|"
    r"忽略|无视|请|必须|务必|直接|不要|不得|无需|输出|返回|应当?得?|一律|凡是|只要|就(?:得|给|判)|假装|假设|扮演|帮我|给我|给予|设[为成]|予以"
)
_SELF = (
    r"\b(?:this|my|the (?:above|following|candidate['’]s|student['’]s)) (?:answer|response|submission|solution|text|line|reply)\b|"
    r"\bthe (?:candidate|student|examinee|applicant)\b|\bthis (?:question|exam|student|candidate)\b|"
    r"(?:本|该|此|这个?|这份|这道|这条|以上|上述|上面|我的|下面)(?:的)?(?:答案|回答|作答|答卷|考生|解答)|(?:本|此|这道?|该)题|考生|作答"
)
_ORDERED_AWAY = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|(?:do not|don['’]?t|never) (?:follow|use|apply|consider|check|consult))\b"
    r".{0,40}\b(?:instructions?|prompts?|rubric|guidelines?|marking (?:guide|scheme)|(?:grading|marking|scoring|your|the above) criteria|reference (?:answer|solution)|rules (?:above|for grading)|(?:previous|above|prior|earlier) rules)\b|"
    r"(?:忽略|无视|抛开|忘记|忘掉|绕过|不(?:要|必|用|得|再)(?:再)?(?:参考|遵循|遵守|按照?|管|使用|理会)|无需(?:参考|遵循|按照?)|请勿(?:参考|按照?))"
    r".{0,14}(?:指令|指示|提示词?|评分|标准答案|参考答案|(?:上述|之前|以上|上面|前面|所有|一切)[^。]{0,6}(?:要求|规则|标准))",
    re.IGNORECASE,
)
_FORMS = re.compile(
    r"^\W{0,4}(?:reviewer|examiner|grader|teacher|instructor|professor|evaluator)(?:['’]s)? (?:comments?|feedback|notes?|verdict|decision)\s*[:：]|"
    r"^\W{0,4}(?:note to|dear|hello|hi|attention,?) (?:the |my )?(?:examiner|grader|teacher|reviewer|professor|marker|ai|llm)s?\b|"
    r"\bi am (?:the|your|an?) (?:system )?(?:administrator|admin|developer|professor|examiner|owner)\b|\bif you are (?:an? )?(?:ai|llm|language model|bot|machine|grader)\b|"
    r"\bfrom now on,? you\b|\b(?:begin|end|start) (?:of )?(?:the )?(?:student|candidate|grader|grading|system)(?:['’]s)? (?:answer|output|response|prompt|input)\b|"
    r"\bforget (?:everything|all) (?:you|that|above|before)|\byou (?:must|should|will|shall) (?:only |always |now )?(?:answer|respond|reply|output|say|rate|grade|mark|award)\b|<script\b|"
    r"我是(?:系统)?(?:管理员|开发者|出题人|出题老师|阅卷|监考)|(?:如果|若|假如)你是(?:一个)?(?:ai|人工智能|大?模型|机器|程序|语言模型)|从现在(?:起|开始)[，,]?你|"
    r"你(?:必须|只能|应该|需要|只会|要)(?:始终|永远|直接)?(?:回答|输出|回复|判定|给出|打)|(?:考生|学生)(?:作答|答案|回答)(?:结束|开始|完毕)|以下[为是](?:评分|系统|阅卷)|"
    r"(?:老师|考官|阅卷人)(?:您好|你好|好)?[，,].{0,30}(?:给(?:个|点|我|予)?.{0,4}分|通过|努力|手下留情)|"
    r"\[/?INST\]|<\|?/?(?:im_start|im_end|system|user|assistant|endoftext)\|?>|</?(?:system|instructions?|grader|prompt)>|"
    r"^\W{0,4}(?:system|assistant|grader|developer|human|user|instructions?)(?: (?:prompt|message|note|override|instructions?|notice))?\s*[:：\]]|"
    r"\b(?:system|grader|assistant|examiner) (?:prompt|message|note|override|notice)\s*[:：]|"
    r"^\W{0,4}(?:new|updated|revised) (?:grading )?(?:rubric|rules?|instructions?|criteria)\b|"
    r"[\"'](?:score|points|verdict|grade|status|confidence)[\"']\s*[:：]|"
    r"(?:final |total |overall )?\b(?:score|grade|mark|rating|verdict|points)\s*[:=]\s*(?:\d+(?:\.\d+)? ?/ ?\d+|full|max|100|a\+|met|correct|pass|perfect)|"
    r"\byou are (?:now )?(?:an? |the |my )?(?:\w+ ){0,3}(?:grader|examiner|marker|judge|grading|professor|teacher|dan\b|ai\b|assistant|chatbot|language model)|"
    r"\b(?:act|behave|respond|pretend) (?:as|like|to be|that you are) (?:if you were )?(?:an? |the |my )?(?:\w+ ){0,3}(?:grader|examiner|marker|judge|professor|teacher|friend|assistant)|"
    r"\bas (?:the|an?) (?:\w+ )?(?:grader|examiner|marker|grading \w+),|"
    r"(?:系统|评分|阅卷|打分)(?:提示|指令|消息|公告|通知|结果|备注|注意|器|员注意|老师注意|系统|程序)[^。]{0,4}[:：,，\]】]|"
    r"[【\[](?:系统|指令|重要指令|评分|管理员)[^】\]]{0,10}[】\]]|^\W{0,4}(?:系统|助手|用户|管理员)\s*[:：]|"
    r"(?:你现在是|从现在(?:开始|起)|请?扮演|请?充当|假装你是|假设你是|你是一[位名个]).{0,14}(?:阅卷|评分|考官|判卷|宽容|宽松|评委|我的(?:好?朋友|老师))|"
    r"(?:作为|身为)(?:本次|这次|一[位名个])?[^。，]{0,6}(?:评分|阅卷|考官|判卷|打分)[^。]{0,8}(?:你|应|请|必须|务必)|"
    r"(?:得分|分数|评分|评分结果|成绩|总分|最终得分)(?:应?[设定]?为|[:：=]|是)\s*(?:\d+ ?/ ?\d+|满|最高|10 ?分|100)|评语[:：]|"
    r"(?:新的?|更新后的?|修改后的?)(?:评分|打分|阅卷)(?:规则|标准|细则)|已(?:经)?(?:通过|经过|被)[^。]{0,6}(?:审核|验证|批改|认证)",
    re.IGNORECASE | re.MULTILINE,
)
_KINDS = tuple(re.compile(p, re.IGNORECASE) for p in (_GRADER, _AWARD, _COMMAND, _SELF))


def is_instruction(sentence: str) -> bool:
    """Whether one sentence speaks to whoever grades it."""
    if _FORMS.search(sentence) or _ORDERED_AWAY.search(sentence):
        return True
    grader, award, command, own = (bool(kind.search(sentence)) for kind in _KINDS)
    return award and (own or (grader and command) or (command and _is_bare_order(sentence)))


def _is_bare_order(sentence: str) -> bool:
    """Whether a command begins the sentence: 请直接给满分, please give full marks."""
    found = _KINDS[2].search(sentence)
    if found is None or found[0] == "只要":
        return False
    return len(sentence[: found.start()].split()) <= 2 and found.start() <= 12


def instruction_spans(text: str) -> list[tuple[int, int]]:
    """Where `text` instructs: whole sentences and comments, as (start, end), in order.

    Beside an instruction, sentences that speak of grading or of the answer itself count as well.
    """
    comments = [found.span() for found in _COMMENT.finditer(text)]
    plain = _COMMENT.sub(lambda found: "\n" * len(found[0]), text)
    spans = sentences(plain)
    told = [(a, b) for a, b in spans if is_instruction(plain[a:b])]
    if told or comments:
        told = [(a, b) for a, b in spans if is_instruction(plain[a:b]) or _leans(plain[a:b])]
    return sorted({*comments, *told})


def _leans(sentence: str) -> bool:
    grader, award, _, own = (bool(kind.search(sentence)) for kind in _KINDS)
    return grader or award or own
