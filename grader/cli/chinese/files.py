"""In Chinese: what is wrong with files, archives, programs and their sandbox."""

from __future__ import annotations

from collections.abc import Mapping

FILES: Mapping[str, str] = {
    # the operating system
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "这是一个文件夹",
    "Not a directory": "不是文件夹",
    "File exists": "文件已经存在",
    "File name too long": "文件名太长",
    "No space left on device": "磁盘满了",
    "Read-only file system": "文件系统只读",
    # files of any kind
    "no such file; check the path": "没有这个文件；请检查路径",
    "no such file; give the folder that `grade batch` wrote, or a file of grades":
        "没有这个文件；请给出 `grade batch` 写出的文件夹或成绩文件",
    "cannot be read: {reason_}": "读不了：{reason_}",
    "cannot be read: {reason_}; give a readable text file":
        "读不了：{reason_}；请给出可读的文本文件",
    "cannot be read: {reason_}; give a reference document": "读不了：{reason_}；请给出参考答案文件",
    "cannot be read: {reason_}; give a rubric file": "读不了：{reason_}；请给出评分标准文件",
    "cannot be written: {reason_}": "写不了：{reason_}",
    "empty file": "文件是空的",
    "is a folder; give a text file": "这是一个文件夹；请给出文本文件",
    "{size} bytes, the limit is {limit}; give the answer alone":
        "有 {size} 字节，上限是 {limit}；请只交答案本身",
    "binary file (NUL at byte {offset}); give a text file in UTF-8":
        "是二进制文件（第 {offset} 字节为 NUL）；请给出 UTF-8 文本文件",
    "holds a NUL character: expected text, this looks like a binary file":
        "含有 NUL 字符：这里要文本，这像是二进制文件",
    "not UTF-8 at byte {offset}": "第 {offset} 字节不是 UTF-8",
    "not UTF-8 ({what})": "不是 UTF-8（{what}）",
    "save the file as UTF-8": "请另存为 UTF-8",
    "save the file as UTF-8, or name its encoding with --encoding":
        "请另存为 UTF-8，或用 --encoding 指明编码",
    "{problem_}; save the file as UTF-8": "{problem_}；请另存为 UTF-8",
    "{problem_}: save the file as UTF-8": "{problem_}：请另存为 UTF-8",
    "not UTF-8 ({what}); it may be GB18030: convert it with {command}":
        "不是 UTF-8（{what}），可能是 GB18030：请用 {command} 转换",
    "not UTF-8 ({what}), it may be {encoding}: save it as UTF-8, e.g. with {command}":
        "不是 UTF-8（{what}），可能是 {encoding}：请另存为 UTF-8，例如用 {command}",
    "damaged UTF-16 at byte {offset}": "第 {offset} 字节处 UTF-16 已损坏",
    "the encoding cannot be told: {advice_}": "看不出编码：{advice_}",
    "bytes that are not {encoding}: {advice_}": "有字节不是 {encoding}：{advice_}",
    "bytes that do not decode: {advice_}": "有字节解不了码：{advice_}",
    "there is no encoding {name}; use utf-8, gb18030, big5 or utf-16":
        "没有名为 {name} 的编码；可用 utf-8、gb18030、big5、utf-16",
    # programs
    "a damaged archive: {reason}": "压缩包已损坏：{reason}",
    "an archive that cannot be read: {reason}": "压缩包读不了：{reason}",
    "unpacks to more than {limit}": "解压后超过 {limit}",
    "{name} is a link; hand in plain files": "{name} 是链接；请交普通文件",
    "{name} is a link or a device": "{name} 是链接或设备",
    "holds a file named {name}, which may not be; use plain relative names":
        "里面有名为 {name} 的文件，不允许；请用普通的相对文件名",
    "holds two files of one name": "里面有两个同名文件",
    "holds no Python file; hand in a .py or .ipynb": "里面没有 Python 文件；请交 .py 或 .ipynb",
    "binary file; hand in Python source": "是二进制文件；请交 Python 源码",
    "is no Jupyter notebook": "不是 Jupyter notebook",
    "is too big for a program": "作为程序太大了",
    "more than {size} bytes": "超过 {size} 字节",
    "{files} files, {size} bytes; the limit is {most} files and {limit} bytes":
        "有 {files} 个文件、{size} 字节；上限是 {most} 个文件、{limit} 字节",
    "{files} files, {size} bytes; {limit}": "有 {files} 个文件、{size} 字节；{limit}",
    "{files} files; a program may have {most}": "有 {files} 个文件；一个程序最多 {most} 个",
    "the files are larger than {size} MiB": "文件总共超过 {size} MiB",
    "file name {name} {why_}": "文件名 {name} {why_}",
    "leads out of the program's folder": "指到了程序文件夹之外",
    "holds characters that are not printed": "含有不可显示的字符",
    "is too long": "太长",
    "{main} is not one of the program's files": "{main} 不在程序的文件之中",
    "unknown framework {name}: use {names}": "没有名为 {name} 的框架：可用 {names}",
    "no framework {name}; there are {names}": "没有名为 {name} 的框架；可用 {names}",
    "{name} is not installed; install it: {command}": "没有安装 {name}；安装：{command}",
    "faces need scikit-image: pip install 'grader[faces]'":
        "人脸数据需要 scikit-image：pip install 'grader[faces]'",
    "limit {name} must be a number, not {value}": "上限 {name} 必须是数字，不能是 {value}",
    "limit {name} must be above 0 and at most {most}: {value}":
        "上限 {name} 必须大于 0 且不超过 {most}：{value}",
    "question {id} has no checks to grade a program by": "第 {id} 题没有可用来评程序的检查",
    "question {id} is no coding task with checks": "第 {id} 题不是带检查的编程题",
    # the sandbox
    "{why_} (`grade doctor` shows every layer)": "{why_}（`grade doctor` 逐层说明）",
    "the sandbox does not start: {why}": "沙箱起不来：{why}",
    "no seccomp filter for {machine}; there is one for {known}":
        "没有适用于 {machine} 的 seccomp 过滤器；只有 {known} 的",
    "bubblewrap (bwrap) is not installed; install it: {one}, or {other}":
        "没有安装 bubblewrap（bwrap）；安装：{one}，或 {other}",
    "bubblewrap (bwrap) is not installed; {how}": "没有安装 bubblewrap（bwrap）；{how}",
    "the part that grades programs is not there": "缺少评程序的部分",
}  # fmt: skip
