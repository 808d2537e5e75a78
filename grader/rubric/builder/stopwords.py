"""Words that carry no content of their own, in Chinese, English and German: data only."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_ZH: frozenset[str] = _words(
    """
的 了 和 与 或 及 在 是 有 对 为 把 将 被 让 使 由 从 到 向 以 用 按 给 于 中 上 下 里 内 外 前 后
时 等 也 都 就 而 则 但 并 还 又 再 更 最 很 不 没 无 未 非 这 那 其 它 它们 他们 我们 一个 一种
一些 一般 一定 一样 一起 一次 一条 一项 这个 这种 这些 那些 这样 那样 某个 某种 各个 各种 各自
每个 每种 多个 多种 几个 两个 两种 三个 三种 其中 其他 其它 之一 之间 以及 以便 以下 以上 如下
如此 例如 比如 包括 包含 不限于 常用 常见 通常 经常 往往 主要 重要 基本 相关 有关 不同 所有 全部
任何 大量 许多 很多 较多 非常 十分 比较 较为 更加 更好 能够 可以 可能 需要 应该 应当 必须 会 能 可
要 应 进行 具有 具备 拥有 使用 利用 采用 采取 通过 根据 按照 基于 关于 对于 由于 因为 因此 所以
从而 使得 得到 实现 达到 成为 作为 称为 属于 用于 用来 来自 位于 处于 没有 不是 不会 不能 不仅
不仅仅 而是 而且 并且 或者 如果 那么 虽然 但是 然后 首先 其次 最后 同时 此外 另外 即可 即使 只要
只有 仅仅 一致 方法 方式 方面 过程 情况 问题 内容 特点 特征 原因 作用 部分 时候 东西 例子 类型
种类 形式 因素 原则 要求 结果 是否 是指 指的 就是 也是 分为 分类 组成 构成 存在 发生 请 解释 说明
简述 描述 什么 哪些 哪个 如何 怎样 为什么 为何 多少 试图 尤其 特别 最终 逐渐 当前 目前 今天 地方
方便
"""
)

STOP_EN: frozenset[str] = _words(
    """
a about above after again against all also although always am among an and another any are as at
be because been before being below between both but by can cannot could did do does doing done
down during each either else etc every example for from further generally get gets given gives had
has have having he hence her here his how however i if in instead into is it its itself just let
like made make makes many may me might more most much must my neither no nor not now of often on
once one only onto or other our out over own per possible same several shall she should since so
some still such than that the their them then there therefore these they this those though through
thus to too two typically under until up upon us use used uses using usually very via was way we
were what when where whether which while who whom whose why will with within without would yet you
your called means meaning correct answer following yes due include includes including eg ie e.g
i.e
"""
)

STOP_DE: frozenset[str] = _words(
    """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beide beiden beim
beispielsweise bis bzw da dabei dadurch dafür daher damit dann daran darauf daraus darf das dass
dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem
einen einer eines er es etwas für gegen gibt hat haben hier ich ihm ihn ihr ihre im in innerhalb
ist ja je jede jedem jeden jeder jedes jedoch kann kein keine keinen können man mehr mit muss
müssen nach nicht noch nur ob oder ohne sein seine sich sie sind so soll sollen sollte sowie
sowohl über um und uns unter vom von vor war was weil welche welchem welchen welcher welches wenn
werden wie wird wo wurde zu zum zur zwischen z.b d.h usw
"""
)

STOPWORDS: frozenset[str] = STOP_ZH | STOP_EN | STOP_DE


def is_german(text: str) -> bool:
    """Whether a text in Latin script holds more German than English function words."""
    words = text.casefold().split()
    german = sum(word in STOP_DE and word not in STOP_EN for word in words)
    return german > sum(word in STOP_EN and word not in STOP_DE for word in words)
