"""Writes a corpus of texts that break readers: control characters, endings of CDATA, escapes that look like halves of
surrogate pairs, formulas, quotes, right-to-left text, emoji, a very long text."""

import sys
from pathlib import Path

CONTROLS = "".join(chr(c) for c in range(1, 0x20) if chr(c) not in "\t\n\r") + "\x7f\x85\u2028\u2029\ufffe\uffff"

TEXTS = [
    ("Every control: a" + CONTROLS + "z", "Chaque contrôle : a" + CONTROLS + "z"),
    ("An end ]]> of data &amp; `<![CDATA[`", "Une fin ]]> de données &amp; `<![CDATA[`"),
    ("Halves \\\\ud83d \\\\udf75 &#xD800; &#0; &#x1F375;", "Moitiés \\\\ud83d \\\\udf75 &#xD800; &#0; &#x1F375;"),
    ("=SUM(A1) is a formula", "=SOMME(A1) est une formule"),
    ("@home, `+1` and \\- minus", "@home, `+1` et \\- moins"),
    ('She said "yes", then "no"; a, b', "Elle a dit « oui », puis \"non\" ; a, b"),
    ("Right to left \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", "De droite \u202b\u05e9\u05dc\u05d5\u05dd\u202c \u0645\u0631\u062d\u0628\u0627"),
    ("Emoji \U0001f468\u200d\U0001f373 and \u8336\u53f6", "Émoji \U0001f468\u200d\U0001f373 et \u8336\u53f6"),
    ("Tags **bold** *it* [link](a.md \"t\") <b>b</b> ~~gone~~ `code` ![i](i.png) end",
     "Balises *it* **gras** [lien](a.md \"t\") <b>b</b> ~~parti~~ `code` ![i](i.png) fin"),
    ("Lost **bold** and <b>open `code`", "Perdu ** gras** et ouvert `autre`"),
    ("Two lines\nof one paragraph  \nand a break", "Deux lignes\nd'un paragraphe  \net une coupure"),
    ("Long " + "leaf \u8336 " * 14300 + "end", "Long " + "feuille \u8336 " * 11000 + "fin"),
]


def write(folder, locale, side, kind):
    """One article: the texts as paragraphs, with a code block that has line ends at both sides."""
    text = "---\ntitle: " + ("Tea" if side == 0 else "Thé") + "\n"
    if kind:
        text += f"ms.translationtype: {kind}\nms.openlocfilehash: {'ab' * 20}\nms.lasthandoff: 04/01/2023\n"
    text += "---\n\n# " + ("Hard texts" if side == 0 else "Textes durs") + "\n"
    for pair in TEXTS:
        text += "\n" + pair[side] + "\n"
    path = folder / locale / "hard.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write(folder, "en-US", 0, None)
    write(folder, "fr-FR", 1, "MT")
