"""Numbers and names of the tokens of the language."""

__all__ = ["tok_name", "ISTERMINAL", "ISNONTERMINAL", "ISEOF"]

_PLAIN = "ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT".split()
_OPERATORS = """
LPAR ( RPAR ) LSQB [ RSQB ] COLON : COMMA , SEMI ; PLUS + MINUS - STAR * SLASH / VBAR | AMPER & LESS < GREATER > EQUAL =
DOT . PERCENT % LBRACE { RBRACE } EQEQUAL == NOTEQUAL != LESSEQUAL <= GREATEREQUAL >= TILDE ~ CIRCUMFLEX ^ LEFTSHIFT <<
RIGHTSHIFT >> DOUBLESTAR ** PLUSEQUAL += MINEQUAL -= STAREQUAL *= SLASHEQUAL /= PERCENTEQUAL %= AMPEREQUAL &= VBAREQUAL
|= CIRCUMFLEXEQUAL ^= LEFTSHIFTEQUAL <<= RIGHTSHIFTEQUAL >>= DOUBLESTAREQUAL **= DOUBLESLASH // DOUBLESLASHEQUAL //= AT
@ ATEQUAL @= RARROW -> ELLIPSIS ... COLONEQUAL := EXCLAMATION !
""".split()
_MORE = """OP TYPE_IGNORE TYPE_COMMENT SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE FSTRING_END COMMENT NL ERRORTOKEN ENCODING
N_TOKENS""".split()

tok_name = dict(enumerate(_PLAIN + _OPERATORS[::2] + _MORE))
tok_name[256] = "NT_OFFSET"
globals().update({name: number for number, name in tok_name.items()})
__all__.extend(tok_name.values())

EXACT_TOKEN_TYPES = {text: globals()[name] for name, text in
                     sorted(zip(_OPERATORS[::2], _OPERATORS[1::2]), key=lambda pair: pair[1])}


def ISTERMINAL(x: int) -> bool:
    return x < 256


def ISNONTERMINAL(x: int) -> bool:
    return x >= 256


def ISEOF(x: int) -> bool:
    return x == 0
