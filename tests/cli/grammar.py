"""Writes random lines according to the grammar of scriptor(5): grammar.py SEED COUNT. Every
production occurs, with blanks where they are allowed."""
import random
import sys

pick = random.Random(int(sys.argv[1]))


def maybe(text):
    return text if pick.random() < 0.5 else ""


def blank():
    return pick.choice(["", "", " ", "  ", "\t"])


def hexdigit():
    return pick.choice("0123456789abcdefABCDEF")


def pair():
    return hexdigit() + hexdigit()


def pairs(count=None):
    count = count or pick.randint(1, 6)
    out = maybe("0x") + pair()
    for _ in range(count - 1):
        out += pick.choice(["", " ", ":", " 0x"]) + pair()
    return out


def name():
    return pick.choice(["x", "PIN1", "a_b", "Z9_"])


def variable():
    part = f"[{blank()}{pick.randint(0, 3)}{blank()},{blank()}{pick.randint(0, 3)}{blank()}]"
    return "$" + pick.choice(["data", "sw", "atr", "x"]) + maybe(part)


def text():
    return '"' + "".join(pick.choice(["a", " ", "#", "é", "$", '\\"', "\\\\", "{", "0"]) for _ in range(pick.randint(1, 5))) + '"'


def items(depth=0):
    def one():
        kind = pick.randint(0, 3 if depth < 3 else 2)
        if kind == 3:
            return "{" + blank() + (items(depth + 1) if pick.random() < 0.8 else "") + blank() + "}"
        return [pairs, text, variable][kind]()

    return " ".join(one() for _ in range(pick.randint(1, 3)))


def nibble():
    return pick.choice("0123456789abcdefXx")


def sw():
    return blank().join(nibble() for _ in range(4))


def sws():
    return (blank() + "," + blank()).join(sw() for _ in range(pick.randint(1, 3)))


def number(most):
    n = pick.randint(0, most)
    return pick.choice([str(n), hex(n)])


def expect():
    pattern = blank().join(nibble() + blank() + nibble() for _ in range(pick.randint(0, 4)))
    data = "[" + blank() + pattern + maybe("*") + blank() + "]"
    time = "<" + blank() + number(1000) + blank() + "ms"
    return " " + maybe(data) + blank() + maybe("(" + blank() + sws() + blank() + ")") + blank() + maybe(time)


def raw():
    first = pick.choice([pairs, text, variable])
    return first() + " " + maybe(items()) + expect()


def built():
    header = pick.choice([lambda: pairs(3).replace(":", " "), lambda: pairs(4).replace(":", " "), lambda: "$x " + pairs(2).replace(":", " ")])
    le = pick.choice([lambda: "", lambda: pairs(1), lambda: pairs(2), variable])
    return "!" + blank() + header() + blank() + maybe(":" + blank() + maybe(items())) + blank() + maybe("/" + blank() + le()) + expect()


def word():
    return pick.choice(["word", "1", "a=b", "x-y"])


def cased(keyword):
    return "".join(pick.choice([c, c.upper()]) for c in keyword)


def choice(*words):
    return " " + pick.choice(words)


COMMANDS = {
    "ask": lambda: " " + name() + maybe(choice("text", "hex")) + " " + maybe(text()),
    "atr": lambda: "",
    "attrib": lambda: choice("VENDOR_NAME", "ATR_STRING", "0x00010100", "0xff"),
    "auto": lambda: choice("on", "off"),
    "chain": lambda: choice("on", "off"),
    "connect": lambda: pick.choice([choice("direct"), maybe(choice("T=0", "t=1", "raw")) + maybe(choice("shared", "exclusive"))]),
    "control": lambda: " " + number(65535) + " " + maybe(items()),
    "disconnect": lambda: maybe(choice("leave", "reset", "unpower", "eject")),
    "echo": lambda: " " + "".join(pick.choice([word, text, variable])() + blank() for _ in range(3)),
    "env": lambda: " " + name() + maybe(choice("text", "hex")) + maybe(" secret"),
    "exit": lambda: " " + maybe(number(255)),
    "explain": lambda: choice("on", "off"),
    "help": lambda: maybe(choice("reset", "pin")),
    "pause": lambda: " " + maybe(text()),
    "pin": lambda: " " + name() + pick.choice([maybe(choice("ascii", "bcd", "hex")) + maybe(" pad " + number(255)), " iso2"]) + " " + maybe(text()),
    "reader": lambda: " " + pick.choice([word, text])(),
    "readers": lambda: "",
    "reset": lambda: maybe(choice("warm", "cold")),
    "set": lambda: " " + name() + blank() + "=" + blank() + items(),
    "sleep": lambda: " " + number(2147483647),
    "test": lambda: " " + pick.choice([word, text])(),
    "time": lambda: choice("on", "off"),
    "tlv": lambda: choice("on", "off"),
    "transaction": lambda: choice("begin", "end"),
    "wait": lambda: choice("card", "removed") + maybe(choice("1", "0.5", "2147483")),
}


def block():
    head = pick.choice([lambda: "if " + sws(), lambda: "repeat " + number(255) + " " + maybe(name())])()
    middle = ["else"] if head.startswith("if") and pick.random() < 0.5 else []
    return "\n".join([cased(head.split(" ")[0]) + head[head.index(" "):], line(), *middle, line(), "end"])


def line():
    kind = pick.randint(0, 4)
    if kind == 0:
        return raw()
    if kind == 1:
        return built()
    if kind == 2:
        return "\n" + blank()
    keyword = pick.choice(sorted(COMMANDS))
    return blank() + cased(keyword) + COMMANDS[keyword]()


for _ in range(int(sys.argv[2])):
    out = block() if pick.random() < 0.1 else line()
    print(out + blank() + maybe(" # comment \\"))
