# string.Template: placeholders, and subclasses with other delimiters, names and patterns.
from string import Template


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for text in ("$", "a $", "x\n$ y", "$a $$ ${b}", "${", "${a", "${1}", "$1", "$é", "$aé", "$A", "a\n\n  ${-}", ""):
    template = Template(text)
    t(lambda: template.substitute(a=1, b=2))
    t(lambda: template.safe_substitute(a=1))
    t(template.is_valid)
    t(template.get_identifiers)


class Percent(Template):
    delimiter = "%"


class Cased(Template):
    idpattern = "[a-z]+"
    braceidpattern = "[A-Z]+"
    flags = 0


class Heir(Percent):
    pass


t(lambda: Percent("%a $b %% %").safe_substitute(a=1))
t(lambda: Cased("$aB ${AB} ${a}").safe_substitute(a=1, AB=2))
t(lambda: Cased("${a}").substitute(a=1))
t(lambda: Heir("%a").substitute(a=1))
t(lambda: Heir("%a").substitute({"a": 1}, a=2))
t(lambda: Heir("%a").substitute())
print(Template.idpattern, Template.braceidpattern, Template.delimiter, int(Template.flags))


class Own(Template):
    pattern = r"""
    @(?: (?P<escaped>@) | (?P<named>[a-z]+) | \[(?P<braced>[a-z.]+)\] | (?P<invalid>) )
    """


class Bad(Template):
    pattern = r"(?P<escaped>@@)|(?P<named>@x)|(?P<braced>@y)|(?P<invalid>@z)|(?P<other>.)"


t(lambda: Own("@a @[b.c] @@ @").safe_substitute({"a": 1, "b.c": 2}))
t(lambda: Own("x @").substitute())
t(lambda: Bad("q").is_valid())
t(lambda: Own.pattern.groupindex["named"])
t(lambda: Template.pattern.flags == Own.pattern.flags)
