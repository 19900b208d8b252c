//! The alphabet: every token kind of Python 3.13, recognised by logos.
//!
//! logos decides only what a token *starts* as. Numbers, strings and f-strings, whose ends depend on
//! more than a regular expression can say, are completed by hand in [`super::lexer`] and
//! [`super::fstring`]. Deliberately absent: positions of lines, brackets and indentation, and what a
//! literal's text means.

use logos::Logos;

/// A place in the source: 1-based line, 0-based UTF-8 byte column, byte offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loc {
    pub line: u32,
    pub col: u32,
    pub at: u32,
}

/// A token and where it stands. What it says is the source text between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Tok,
    pub start: Loc,
    pub end: Loc,
}

/// Token kinds. The soft keywords `Match`, `Case` and `Type` are made by [`super::layout`] out of
/// names, as is `WithParen`, the parenthesis that opens a list of `with` items.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[logos(skip r"[ \t\x0C]+")]
pub enum Tok {
    #[token("False")]
    False,
    #[token("None")]
    None,
    #[token("True")]
    True,
    #[token("and")]
    And,
    #[token("as")]
    As,
    #[token("assert")]
    Assert,
    #[token("async")]
    Async,
    #[token("await")]
    Await,
    #[token("break")]
    Break,
    #[token("class")]
    Class,
    #[token("continue")]
    Continue,
    #[token("def")]
    Def,
    #[token("del")]
    Del,
    #[token("elif")]
    Elif,
    #[token("else")]
    Else,
    #[token("except")]
    Except,
    #[token("finally")]
    Finally,
    #[token("for")]
    For,
    #[token("from")]
    From,
    #[token("global")]
    Global,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("in")]
    In,
    #[token("is")]
    Is,
    #[token("lambda")]
    Lambda,
    #[token("nonlocal")]
    Nonlocal,
    #[token("not")]
    Not,
    #[token("or")]
    Or,
    #[token("pass")]
    Pass,
    #[token("raise")]
    Raise,
    #[token("return")]
    Return,
    #[token("try")]
    Try,
    #[token("while")]
    While,
    #[token("with")]
    With,
    #[token("yield")]
    Yield,
    Match,
    Case,
    Type,

    /// Any run that may be an identifier; the lexer checks characters beyond ASCII.
    #[regex("[A-Za-z_\u{80}-\u{10FFFF}][A-Za-z0-9_\u{80}-\u{10FFFF}]*")]
    Name,
    /// logos sees the first digit, the lexer reads on.
    #[regex(r"\.?[0-9]")]
    Number,
    /// logos sees prefix and first quote, the lexer reads on.
    #[regex(r#"([uU]|[rR]|[bB]|[bB][rR]|[rR][bB])?["']"#)]
    String,
    #[regex(r#"([fF]|[fF][rR]|[rR][fF])["']"#)]
    FStringStart,
    FStringMiddle,
    FStringEnd,

    #[token("(")]
    LParen,
    #[token(")")]
    RParen,
    #[token("[")]
    LBracket,
    #[token("]")]
    RBracket,
    #[token("{")]
    LBrace,
    #[token("}")]
    RBrace,
    WithParen,
    #[token(":")]
    Colon,
    #[token(",")]
    Comma,
    #[token(";")]
    Semi,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    #[token("->")]
    Arrow,
    #[token(":=")]
    Walrus,
    #[token("!")]
    Exclamation,
    #[token("=")]
    Equal,
    #[token("==")]
    EqEqual,
    #[token("!=")]
    NotEqual,
    #[token("<")]
    Less,
    #[token("<=")]
    LessEqual,
    #[token(">")]
    Greater,
    #[token(">=")]
    GreaterEqual,
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("*")]
    Star,
    #[token("**")]
    DoubleStar,
    #[token("/")]
    Slash,
    #[token("//")]
    DoubleSlash,
    #[token("%")]
    Percent,
    #[token("@")]
    At,
    #[token("&")]
    Amper,
    #[token("|")]
    VBar,
    #[token("^")]
    Caret,
    #[token("~")]
    Tilde,
    #[token("<<")]
    LeftShift,
    #[token(">>")]
    RightShift,
    #[token("+=")]
    PlusEqual,
    #[token("-=")]
    MinusEqual,
    #[token("*=")]
    StarEqual,
    #[token("**=")]
    DoubleStarEqual,
    #[token("/=")]
    SlashEqual,
    #[token("//=")]
    DoubleSlashEqual,
    #[token("%=")]
    PercentEqual,
    #[token("@=")]
    AtEqual,
    #[token("&=")]
    AmperEqual,
    #[token("|=")]
    VBarEqual,
    #[token("^=")]
    CaretEqual,
    #[token("<<=")]
    LeftShiftEqual,
    #[token(">>=")]
    RightShiftEqual,
    /// Characters that no rule of the grammar uses: a syntax error, not a lexical one.
    #[regex("[$?`]|<>")]
    Stray,

    #[token("\n")]
    Newline,
    /// A line end that ends no statement (only in token dumps).
    Nl,
    /// Only in token dumps.
    #[regex("#[^\n]*", allow_greedy = true)]
    Comment,
    #[token("\\")]
    Backslash,
    Indent,
    Dedent,
    EndMarker,
    /// Where lexing stopped; the error itself travels beside the tokens.
    Error,

    StartModule,
    StartInteractive,
    StartExpression,
}

impl Tok {
    /// Kinds that CPython skips when it asks where a node ends.
    pub fn is_layout(self) -> bool {
        matches!(self, Tok::Newline | Tok::Indent | Tok::Dedent | Tok::EndMarker)
    }

    pub fn is_keyword(self) -> bool {
        (self as u8) <= (Tok::Yield as u8)
    }

    /// The name that `python -m tokenize -e` prints.
    pub fn name(self) -> &'static str {
        use Tok::*;
        match self {
            Name => "NAME",
            kind if kind.is_keyword() => "NAME",
            Match | Case | Type => "NAME",
            Number => "NUMBER",
            String => "STRING",
            FStringStart => "FSTRING_START",
            FStringMiddle => "FSTRING_MIDDLE",
            FStringEnd => "FSTRING_END",
            LParen | WithParen => "LPAR",
            RParen => "RPAR",
            LBracket => "LSQB",
            RBracket => "RSQB",
            LBrace => "LBRACE",
            RBrace => "RBRACE",
            Colon => "COLON",
            Comma => "COMMA",
            Semi => "SEMI",
            Dot => "DOT",
            Ellipsis => "ELLIPSIS",
            Arrow => "RARROW",
            Walrus => "COLONEQUAL",
            Exclamation => "EXCLAMATION",
            Equal => "EQUAL",
            EqEqual => "EQEQUAL",
            NotEqual => "NOTEQUAL",
            Less => "LESS",
            LessEqual => "LESSEQUAL",
            Greater => "GREATER",
            GreaterEqual => "GREATEREQUAL",
            Plus => "PLUS",
            Minus => "MINUS",
            Star => "STAR",
            DoubleStar => "DOUBLESTAR",
            Slash => "SLASH",
            DoubleSlash => "DOUBLESLASH",
            Percent => "PERCENT",
            At => "AT",
            Amper => "AMPER",
            VBar => "VBAR",
            Caret => "CIRCUMFLEX",
            Tilde => "TILDE",
            LeftShift => "LEFTSHIFT",
            RightShift => "RIGHTSHIFT",
            PlusEqual => "PLUSEQUAL",
            MinusEqual => "MINEQUAL",
            StarEqual => "STAREQUAL",
            DoubleStarEqual => "DOUBLESTAREQUAL",
            SlashEqual => "SLASHEQUAL",
            DoubleSlashEqual => "DOUBLESLASHEQUAL",
            PercentEqual => "PERCENTEQUAL",
            AtEqual => "ATEQUAL",
            AmperEqual => "AMPEREQUAL",
            VBarEqual => "VBAREQUAL",
            CaretEqual => "CIRCUMFLEXEQUAL",
            LeftShiftEqual => "LEFTSHIFTEQUAL",
            RightShiftEqual => "RIGHTSHIFTEQUAL",
            Newline => "NEWLINE",
            Nl => "NL",
            Comment => "COMMENT",
            Indent => "INDENT",
            Dedent => "DEDENT",
            EndMarker => "ENDMARKER",
            _ => "OP",
        }
    }
}
