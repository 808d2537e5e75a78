"""Opposites, counterparts and negations in Chinese, English and German: data only.

`OPPOSITES` hold in both directions; where a word has several, the first pair that names it counts.
`COUNTERPARTS` are two things that are easily confused and play opposite parts.
"""

from __future__ import annotations

_OPPOSITES = """
最大化 最小化 | 增加 减少 | 提高 降低 | 提升 降低 | 增强 削弱 | 增大 减小 | 加快 减慢 | 加速 减缓
改善 恶化 | 促进 阻碍 | 防止 导致 | 避免 造成 | 缓解 加剧 | 抑制 助长 | 保留 丢弃 | 添加 删除
真实 虚假 | 逼真 失真 | 准确 错误 | 正确 错误 | 清晰 模糊 | 稳定 不稳定 | 连续 离散 | 固定 随机
随机 固定 | 确定 随机 | 高质量 低质量 | 更高 更低 | 较高 较低 | 最高 最低 | 更多 更少 | 较多 较少
更好 更差 | 较好 较差 | 更大 更小 | 较大 较小 | 最大 最小 | 更长 更短 | 较长 较短 | 更快 更慢
较快 较慢 | 更强 更弱 | 更新 固定 | 大型 小型 | 大量 少量 | 大规模 小规模 | 丰富 贫乏 | 广泛 有限
复杂 简单 | 容易 难以 | 困难 容易 | 快速 缓慢 | 高效 低效 | 总是 从不 | 经常 很少 | 频繁 极少
之前 之后 | 以前 以后 | 开始 结束 | 首先 最后 | 输入 输出 | 上升 下降 | 放大 缩小 | 扩大 缩小
压缩 放大 | 编码 解码 | 加密 解密 | 全局 局部 | 整体 局部 | 内部 外部 | 显式 隐式 | 线性 非线性
有监督 无监督 | 对称 不对称 | 可逆 不可逆 | 独立 相关 | 相同 不同 | 相反 相同 | 相似 不同
一致 不一致 | 相近 相差很大 | 类似 不同 | 接近 远离 | 靠近 远离 | 关注 忽略 | 强调 忽略
允许 禁止 | 必须 不必
需要 不需要 | 依赖 不依赖 | 直接 间接 | 优点 缺点 | 优势 劣势 | 成功 失败 | 擅长 不擅长
有助于 不利于 | 适用于 不适用于 | 正比 反比 | 正相关 负相关 | 收敛 发散 | 同时 先后 | 并行 串行
前一个 后一个 | 过去 未来 | 已有 全新 | 静态 动态 | 打开 关闭 | 闭合 断开 | 串联 并联 | 轻松 吃力
节省 浪费 | 便宜 昂贵 | 单向 双向 | 自动 手动 | 动态 静态 | 高精度 低精度 | 敞开式 封闭式

maximise minimise | maximize minimize | maximises minimises | maximizes minimizes
maximising minimising | maximizing minimizing | increase decrease | increases decreases
increased decreased | increasing decreasing | more less | most least | higher lower
highest lowest | high low | larger smaller | bigger smaller | greater smaller | largest smallest
greatest smallest | large small | big small | longer shorter | long short | faster slower
fastest slowest | fast slow | quickly slowly | heavier lighter | hotter colder | warmer cooler
hot cold | tighter looser | harder softer | darker lighter | thicker thinner | deeper shallower
better worse | best worst | always never | many few | the_same a_different | similar different
equal unequal | similar dissimilar | before after | above below | inside outside | open closed
opened closed | true false | real fake | correct incorrect | possible impossible | easy difficult
easier harder | simple complex | necessary unnecessary | positive negative | parallel series
complete incomplete | connected disconnected | prevent cause | prevents causes | reduce increase
reduces increases | reducing increasing | improve worsen | improves worsens | strengthen weaken
allow prevent | allows prevents | attract repel | attracts repels | absorb reflect
absorbs reflects | expand contract | expands contracts | gain lose | gains loses | rise fall
rises falls | start stop | starts stops | begin end | begins ends | input output | inputs outputs
encode decode | encodes decodes | first last | static dynamic | linear exponential
synchronous asynchronous | connectionless connection-oriented | confirmed unconfirmed
reliable unreliable | dependent independent | continuous discrete | stable unstable | global local
saturated unsaturated | conductor insulator | advantage disadvantage | efficient inefficient
success failure | east west | morning afternoon | north south | stronger weaker
strong weak | optional mandatory | required optional | with without

immer nie | mehr weniger | vor nach | innen außen | außen innen | offen geschlossen
geöffnet geschlossen | gesperrt geöffnet | möglich unmöglich | richtig falsch | groß klein
größer kleiner | höher niedriger | schnell langsam | erhöht verringert | steigt sinkt | mit ohne
beliebige bestimmte | beliebiger bestimmter | immer niemals | gut schlecht | positiv negativ
"""

_COUNTERPARTS = """
生成器 判别器 | 编码器 解码器 | 过拟合 欠拟合 | 训练集 测试集 | 精确率 召回率 | 偏差 方差
前向传播 反向传播 | 先验分布 后验分布 | 生成模型 判别模型 | 梯度消失 梯度爆炸 | 均值 方差
真实数据 生成数据 | 客户端 服务器 | L1正则化 L2正则化 | L1 L2 | 监督学习 无监督学习 | 顺序表 链表
栈 队列 | 进程 线程 | 发送方 接收方 | 预训练模型 新任务模型 | 栈顶 栈底 | 头结点 尾结点
前驱 后继 | generator discriminator | encoder decoder | overfitting underfitting
precision recall | bias variance | prior posterior | client server | sender receiver
server client | TCP UDP | IPv4 IPv6 | training testing | VAE GAN | RNN CNN | stack queue
process thread
"""


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    cells = table.replace("\n", "|").split("|")
    words = [cell.split() for cell in cells if cell.strip()]
    # An underscore stands for a blank inside a phrase.
    return tuple((left.replace("_", " "), right.replace("_", " ")) for left, right in words)


OPPOSITES: tuple[tuple[str, str], ...] = _pairs(_OPPOSITES)
COUNTERPARTS: tuple[tuple[str, str], ...] = _pairs(_COUNTERPARTS)

NEGATIONS_ZH: tuple[str, ...] = (
    "不", "没有", "没", "无法", "无需", "无", "未", "非", "别", "勿", "从不", "从未", "并非",
)  # fmt: skip
NEGATIONS_EN: tuple[str, ...] = (
    "not", "no", "never", "none", "nothing", "neither", "nor", "cannot", "without", "n't", "nobody",
    "nowhere", "hardly", "fails to", "unable",
)  # fmt: skip
NEGATIONS_DE: tuple[str, ...] = (
    "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "ohne",
    "weder", "noch", "nichts",
)  # fmt: skip

# Words that hold a negation character and deny nothing.
NOT_NEGATIONS_ZH: tuple[str, ...] = (
    "不同", "不断", "不仅", "不但", "不等式", "不管", "不论", "不限于", "不过", "不少", "不妨",
    "不得不", "差不多", "不可或缺", "不可避免", "而不是", "不光", "不只", "不至于", "不足", "无论",
    "无监督", "非常", "非线性", "除非", "未来", "别的", "类别", "判别", "级别", "区别", "识别",
    "鉴别", "分别", "特别",
)  # fmt: skip
