//! A pattern as a tree, between parser and compiler, and the names both share with the matcher.
//!
//! Every sequence knows how short and how long its matches can be; the parser fills that in as it closes one.

/// Bits of `re.RegexFlag`.
pub mod flag {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const ASCII: u32 = 256;
    /// Those that choose what a letter is; only one of them holds at a place.
    pub const TYPES: u32 = ASCII | LOCALE | UNICODE;
}

/// `{min,}`: as often as it goes.
pub const MAX_REPEAT: u32 = u32::MAX;
/// The largest number of groups (`_sre.MAXGROUPS`).
pub const MAX_GROUPS: u32 = 1_073_741_823;

/// Classes of characters; the complement of each has the next number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    Digit,
    NotDigit,
    Space,
    NotSpace,
    Word,
    NotWord,
}
impl Category {
    pub const ALL: [Category; 6] = [
        Category::Digit,
        Category::NotDigit,
        Category::Space,
        Category::NotSpace,
        Category::Word,
        Category::NotWord,
    ];
    pub fn negated(self) -> Category {
        Category::ALL[self as usize ^ 1]
    }
}

/// Places between characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum At {
    Beginning,
    BeginningLine,
    BeginningString,
    Boundary,
    NotBoundary,
    End,
    EndLine,
    EndString,
}
/// What stands in `[...]`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Item {
    Literal(u32),
    Range(u32, u32),
    /// A range beyond the basic plane, compared with the upper case too.
    RangeIgnore(u32, u32),
    Category(Category),
    /// A bit for each of 256 characters.
    Charset(Vec<u32>),
    /// The number of blocks, the block of each 256 characters, the blocks.
    BigCharset(Vec<u32>),
}

#[derive(Clone, PartialEq, Eq, Default)]
pub struct Set {
    pub negate: bool,
    pub items: Vec<Item>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

pub enum Node {
    Literal(u32),
    NotLiteral(u32),
    Any,
    In(Set),
    At(At),
    Branch(Vec<Seq>),
    /// A group, and the flags that hold in it: turned on, turned off.
    Group {
        number: Option<u32>,
        add: u32,
        del: u32,
        body: Seq,
    },
    Repeat {
        greed: Greed,
        min: u32,
        max: u32,
        body: Seq,
    },
    Assert {
        behind: bool,
        negative: bool,
        body: Seq,
    },
    /// A group's number and width.
    GroupRef(u32, Width),
    IfGroup {
        number: u32,
        yes: Seq,
        no: Option<Seq>,
    },
    Atomic(Seq),
    Failure,
}

/// Shortest and longest match; beyond 64 bits the largest number stands for all.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Width {
    pub min: u64,
    pub max: u64,
}

#[derive(Default)]
pub struct Seq {
    pub nodes: Vec<Node>,
    pub width: Width,
}

impl Seq {
    pub fn new(nodes: Vec<Node>) -> Seq {
        let mut width = Width::default();
        for node in &nodes {
            let w = node.width();
            width = Width { min: width.min.saturating_add(w.min), max: width.max.saturating_add(w.max) };
        }
        Seq { nodes, width }
    }
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
    /// The one character that this always takes, if it is that simple: a repeat needs no frames then.
    pub fn is_simple(&self) -> bool {
        match &self.nodes[..] {
            [Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::In(_)] => true,
            [Node::Group { number: None, body, .. }] => body.is_simple(),
            _ => false,
        }
    }
}

impl Node {
    fn width(&self) -> Width {
        match self {
            Node::Literal(_) | Node::NotLiteral(_) | Node::Any | Node::In(_) => Width { min: 1, max: 1 },
            Node::At(_) | Node::Assert { .. } | Node::Failure => Width::default(),
            Node::Branch(ways) => Width {
                min: ways.iter().map(|s| s.width.min).min().unwrap_or_default(),
                max: ways.iter().map(|s| s.width.max).max().unwrap_or_default(),
            },
            Node::Group { body, .. } | Node::Atomic(body) => body.width,
            Node::Repeat { min, max, body, .. } => Width {
                min: body.width.min.saturating_mul(u64::from(*min)),
                max: if *max == MAX_REPEAT && body.width.max > 0 {
                    u64::MAX
                } else {
                    body.width.max.saturating_mul(u64::from(*max))
                },
            },
            Node::GroupRef(_, width) => *width,
            Node::IfGroup { yes, no, .. } => {
                let no = no.as_ref().map_or(Width::default(), |s| s.width);
                Width { min: yes.width.min.min(no.min), max: yes.width.max.max(no.max) }
            }
        }
    }
    /// Whether two alternatives that begin so can share it. What has parts of its own is never the same.
    pub fn same(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::Literal(a), Node::Literal(b)) | (Node::NotLiteral(a), Node::NotLiteral(b)) => a == b,
            (Node::GroupRef(a, _), Node::GroupRef(b, _)) => a == b,
            (Node::Any, Node::Any) | (Node::Failure, Node::Failure) => true,
            (Node::In(a), Node::In(b)) => a == b,
            (Node::At(a), Node::At(b)) => a == b,
            _ => false,
        }
    }
}

/// Flags inside a group that turns some on and some off.
pub fn combine(flags: u32, add: u32, del: u32) -> u32 {
    let flags = if add & flag::TYPES == 0 { flags } else { flags & !flag::TYPES };
    (flags | add) & !del
}
