"""Tells an answer that says nothing (empty, punctuation, emoji, 不知道, "I don't know") from one to grade."""

from __future__ import annotations

import re

from grader.text.normalise import normalise

_PREFIX_ZH = r"(?:(?:抱歉|对不起|不好意思|老师|您好|你好|嗯|呃|额|啊|那个|说实话|老实说)*)"
_WHO_ZH = (
    r"(?:我|俺|本人)?(?:也|还|是|真的?|确实|实在|完全|暂时|目前|现在|一点|根本|都|有点|好像|可能)*"
)
_GIVE_UP_ZH = (
    r"(?:不知道|不晓得|不清楚|不太清楚|不会(?:做|写|答)?|不太会|不懂|不太懂|不了解|不太了解|不明白|不记得|想不起来|答不上来|答不出来|"
    r"没(?:有)?(?:学|看|接触|听说|听|复习|了解|准备|想|做|背|见)(?:过|到|好|完|出来|法|路)?|没(?:有)?(?:思路|答案|印象)|忘(?:记)?了?|记不清|记不得|不确定)"
)
_OBJECT_ZH = (
    r"(?:(?:这|那|该|此)?(?:一|个|道|些|方面|部分|块)*(?:问题|题目?|内容|知识点?|东西|概念)?(?:的)?"
    r"(?:答案|怎么(?:回答|做|写|答)|怎样(?:回答|做))?)(?:是什么|了|呢|啊|哦|诶|欸|吧|呀|哈)*"
)
_EMPTY_ZH = (
    r"(?:无|略|空|暂无|没有|跳过|下一题|过|放弃|弃权|不答|不做|未作答|待补充|见上|同上|没写|省略)"
)
_EMPTY_EN = (
    r"(?:n/?a|none|null|nil|nothing|skip(?:ped)?|pass|blank|idk|dunno|no (?:idea|answer|clue|comment)|todo|tbd|\?+|"
    r"(?:sorry,? ?)?(?:i )?(?:really |honestly |just )?(?:don'?t|do not|dont|didn'?t|can'?t|cannot) "
    r"(?:really )?(?:know|remember|recall|understand|answer|have an answer)"
    r"(?: (?:it|this|that|the answer|how|this (?:one|question|topic)|the question|about (?:it|this)|to this(?: question)?|"
    r"anything|at all))*|"
    r"(?:i am |i'?m )?not sure|(?:i )?(?:forgot|forget)(?: it)?|(?:i )?(?:have )?no idea(?: at all)?|"
    r"(?:i )?(?:have )?never (?:learned|learnt|heard of|studied)(?: (?:it|this|that|about (?:it|this)))?|sorry)"
)
_BLANK = re.compile(
    rf"{_PREFIX_ZH}{_WHO_ZH}{_GIVE_UP_ZH}{_OBJECT_ZH}|{_PREFIX_ZH}(?:这|那|该)(?:个|道|一)*(?:问?题|知识点?)?"
    rf"{_WHO_ZH}{_GIVE_UP_ZH}{_OBJECT_ZH}|{_PREFIX_ZH}{_EMPTY_ZH}|{_EMPTY_EN}|{_PREFIX_ZH}"
)
_OPENER = re.compile(
    r"(?:以下|下面)是?(?:我的)?(?:回答|答案|解答|作答)|(?:解|答|解答|解析|分析|回答|答案|解题(?:思路|过程|步骤)|思考(?:过程)?|推理(?:过程)?|思路)|"
    r"首先|那么|好的?|(?:首先|那么|好的?|ok)? ?(?:让|请让)?我(?:们)?(?:先|来|一起|一步一步|一步步|逐步|仔细|慢慢|认真)*(?:地)?(?:来)?(?:分析|思考|看|想|解决|推理|考虑)(?:一下|一想|看)?(?:这个|这道|该|本)?(?:问题|题目?)?|"
    r"(?:the |my |here is (?:my |the )?|here['’]s (?:my |the )?|final |short |full )*(?:thought process|thoughts?|reasoning|solution|answer|response|explanation|analysis|thinking)(?: is| process)?|"
    r"(?=.*\b(?:let|let['’]?s|i will|we will|i['’]ll|step by step|carefully|ok(?:ay)?|so|well|sure|hmm)\b)(?:ok(?:ay)?|so|well|sure|alright|now|first|hmm|[, ])*(?:let['’]?s|let us|let me|i will|we will|i['’]ll)?(?: (?:first|now))? ?(?:think|solve|work|break|analy[sz]e|reason|start|begin|go|look)?"
    r"(?: (?:about|through|at|into|by|down|on))*(?: (?:this|it|the|question|problem|task|step by step|carefully|one by one))*|"
    r"(?:step|schritt|第) ?[一1] ?步?|(?:die |meine )?(?:lösung|antwort|begründung)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\w'/?]+", re.UNICODE)
_SENTENCE = re.compile(r"[,，。.!！;；\n、…~～]+")


def is_opener(text: str) -> bool:
    """Whether `text` only begins an answer: Thought process, 解题思路, let's think step by step."""
    return bool(_OPENER.fullmatch(_PIECE.sub(" ", text.lower()).strip()))


def is_blank(text: str) -> bool:
    """Whether `text` holds nothing that could be graded."""
    folded = normalise(text).text.lower()
    if not any(c.isalnum() for c in folded):
        return True
    pieces = [_PIECE.sub(" ", p).strip() for p in _SENTENCE.split(folded)]
    said_nothing = (_BLANK.fullmatch(p.replace("?", "").strip()) or is_opener(p) for p in pieces)
    return all(said_nothing)
