//! From the text of a pattern to its tree, with CPython's errors and their places (`Lib/re/_parser.py`).
//!
//! Invariant: nesting costs a level of the machine's depth, so no pattern exhausts the native stack.

use super::ast::{At, Category, Greed, Item, MAX_GROUPS, MAX_REPEAT, Node, Seq, Set, Width, flag};
use super::source::{Res, Source, Stop, Token};
use crate::object::{Chars, TextBuf};
use crate::types::unicode::{names, repr};
use crate::vm::Vm;
use crate::vm::errors::Exc;
use std::collections::HashSet;

/// A parsed pattern.
pub struct Parsed {
    pub body: Seq,
    pub flags: u32,
    /// Groups, without the whole match.
    pub groups: u32,
    pub names: Vec<(TextBuf, u32)>,
}

struct Parser<'v, 'a> {
    vm: &'v mut Vm,
    source: Source<'a>,
    flags: u32,
    /// Widths of the groups so far, the whole pattern first; an open one has none yet.
    widths: Vec<Option<Width>>,
    names: Vec<(TextBuf, u32)>,
    /// In a look-behind: the groups there were before it.
    behind: Option<u32>,
    /// Groups that conditions ask for, and where.
    asked: Vec<(u32, usize)>,
}

/// Parse `text`, a str's or bytes' (`is_text` tells), under these flags.
///
/// # Errors
/// The pattern's fault; RecursionError; a warning that is an error.
pub fn parse(vm: &mut Vm, text: Chars<'_>, is_text: bool, flags: u32) -> Res<Parsed> {
    let source = Source::new(text, is_text)?;
    let mut p =
        Parser { vm, source, flags, widths: vec![None], names: Vec::new(), behind: None, asked: Vec::new() };
    let body = p.alternatives(flags & flag::VERBOSE != 0, true)?;
    let flags = p.settle_flags(is_text)?;
    if p.source.next.is_some() {
        return Err(p.source.error("unbalanced parenthesis", 0));
    }
    let groups = p.widths.len() as u32;
    if let Some((group, at)) = p.asked.iter().find(|(group, _)| *group >= groups) {
        let message = TextBuf::from(format!("invalid group reference {group}").as_str());
        return Err(Stop::Error { message, at: Some(*at) });
    }
    Ok(Parsed { body, flags, groups: groups - 1, names: p.names })
}

impl<'a> Parser<'_, 'a> {
    fn settle_flags(&mut self, is_text: bool) -> Res<u32> {
        let flags = self.flags;
        let fault = if is_text {
            match flags {
                f if f & flag::LOCALE != 0 => "cannot use LOCALE flag with a str pattern",
                f if f & flag::ASCII == 0 => return Ok(f | flag::UNICODE),
                f if f & flag::UNICODE != 0 => "ASCII and UNICODE flags are incompatible",
                f => return Ok(f),
            }
        } else {
            match flags {
                f if f & flag::UNICODE != 0 => "cannot use UNICODE flag with a bytes pattern",
                f if f & flag::LOCALE != 0 && f & flag::ASCII != 0 => {
                    "ASCII and LOCALE flags are incompatible"
                }
                f => return Ok(f),
            }
        };
        Err(self.vm.value_error(fault).into())
    }

    /// `a|b|c`. `whole`: the pattern itself, not a part.
    fn alternatives(&mut self, verbose: bool, whole: bool) -> Res<Seq> {
        self.vm.enter("")?;
        let result = self.alternatives_inside(verbose, whole);
        self.vm.leave();
        result
    }
    fn alternatives_inside(&mut self, mut verbose: bool, whole: bool) -> Res<Seq> {
        let mut ways: Vec<Seq> = Vec::new();
        loop {
            let first = whole && ways.is_empty();
            ways.push(self.sequence(verbose, first)?);
            if !self.source.eat('|')? {
                break;
            }
            if whole {
                verbose = self.flags & flag::VERBOSE != 0;
            }
        }
        if ways.len() == 1 {
            return Ok(ways.pop().unwrap_or_default());
        }
        Ok(join_ways(ways))
    }

    /// One alternative.
    fn sequence(&mut self, mut verbose: bool, first: bool) -> Res<Seq> {
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(this) = self.source.next {
            let c = this.ascii();
            if matches!(c, '|' | ')') {
                break;
            }
            self.source.get()?;
            if verbose && matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                continue;
            }
            if verbose && c == '#' {
                while self.source.get()?.is_some_and(|t| !t.is('\n')) {}
                continue;
            }
            match c {
                _ if this.escaped.is_some() => {
                    let node = self.escape(this)?;
                    nodes.push(node);
                }
                '[' => nodes.push(self.set()?),
                '*' | '+' | '?' | '{' => self.repeat(c, &mut nodes)?,
                '.' => nodes.push(Node::Any),
                '(' => match self.group(verbose, first && nodes.is_empty())? {
                    Opened::Node(node) => nodes.push(node),
                    Opened::Flags => verbose = self.flags & flag::VERBOSE != 0,
                    Opened::Nothing => {}
                },
                '^' => nodes.push(Node::At(At::Beginning)),
                '$' => nodes.push(Node::At(At::End)),
                _ => nodes.push(Node::Literal(this.first)),
            }
        }
        Ok(Seq::new(unwrap_plain_groups(nodes)))
    }

    /// A repeat, of the last node.
    fn repeat(&mut self, c: char, nodes: &mut Vec<Node>) -> Res<()> {
        let here = self.source.tell();
        let (min, max) = match c {
            '?' => (0, 1),
            '*' => (0, MAX_REPEAT),
            '+' => (1, MAX_REPEAT),
            _ => match self.braces(here)? {
                Some(bounds) => bounds,
                None => {
                    nodes.push(Node::Literal(u32::from(c)));
                    return Ok(());
                }
            },
        };
        let back = self.source.tell() - here + 1;
        let item = match nodes.pop() {
            None | Some(Node::At(_)) => return Err(self.source.error("nothing to repeat", back)),
            Some(Node::Repeat { .. }) => return Err(self.source.error("multiple repeat", back)),
            Some(item) => item,
        };
        let body = match item {
            Node::Group { number: None, add: 0, del: 0, body } => body,
            item => Seq::new(vec![item]),
        };
        let greed = if self.source.eat('?')? {
            Greed::Lazy
        } else if self.source.eat('+')? {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        nodes.push(Node::Repeat { greed, min, max, body });
        Ok(())
    }
    /// `{m,n}`, behind its brace; `None` if the brace is a plain character.
    fn braces(&mut self, here: usize) -> Res<Option<(u32, u32)>> {
        if self.source.next_is('}') {
            return Ok(None);
        }
        let low = self.source.get_while(usize::MAX, char::is_ascii_digit)?;
        let high = if self.source.eat(',')? {
            self.source.get_while(usize::MAX, char::is_ascii_digit)?
        } else {
            low.clone()
        };
        if !self.source.eat('}')? {
            self.source.seek(here)?;
            return Ok(None);
        }
        let mut number = |text: &str, absent| match text {
            "" => Ok(absent),
            _ => match text.parse::<u32>() {
                Ok(n) if n < MAX_REPEAT => Ok(n),
                _ => Err(Stop::from(self.vm.overflow_error("the repetition number is too large"))),
            },
        };
        let (min, max) = (number(&low, 0)?, number(&high, MAX_REPEAT)?);
        if max < min {
            let back = self.source.tell() - here;
            return Err(self.source.error("min repeat greater than max repeat", back));
        }
        Ok(Some((min, max)))
    }

    // --- sets ----------------------------------------------------------------------------------------------

    fn set_warning(&mut self, what: &str, at: usize) -> Res<()> {
        let message = self.vm.str(&format!("Possible {what} at position {at}"));
        let category = self.vm.exc_value(Exc::FutureWarning);
        // The caller of the function of `re` that asked `re` to compile this.
        self.vm.warn_from(message, category, 3, &[], None)?;
        Ok(())
    }
    /// A set, behind its bracket.
    fn set(&mut self) -> Res<Node> {
        let here = self.source.tell() - 1;
        let mut items = Vec::new();
        if self.source.next_is('[') {
            self.set_warning("nested set", self.source.tell())?;
        }
        let negate = self.source.eat('^')?;
        loop {
            let Some(this) = self.source.get()? else { return Err(self.unterminated_set(here)) };
            if this.is(']') && !items.is_empty() {
                break;
            }
            let low = if this.escaped.is_some() {
                self.set_escape(this)?
            } else {
                let what = match this.ascii() {
                    '-' => "set difference",
                    '&' => "set intersection",
                    '~' => "set symmetric difference",
                    '|' => "set union",
                    _ => "",
                };
                if !what.is_empty() && !items.is_empty() && self.source.next == Some(this) {
                    self.set_warning(what, self.source.tell() - 1)?;
                }
                Item::Literal(this.first)
            };
            if !self.source.eat('-')? {
                items.push(low);
                continue;
            }
            let Some(that) = self.source.get()? else { return Err(self.unterminated_set(here)) };
            if that.is(']') {
                items.push(low);
                items.push(Item::Literal(u32::from('-')));
                break;
            }
            let high = if that.escaped.is_some() {
                self.set_escape(that)?
            } else {
                if that.is('-') {
                    self.set_warning("set difference", self.source.tell() - 2)?;
                }
                Item::Literal(that.first)
            };
            match (low, high) {
                (Item::Literal(lo), Item::Literal(hi)) if lo <= hi => items.push(Item::Range(lo, hi)),
                _ => {
                    // Of a longer escape the message shows the beginning only.
                    let shown = [this, Token { first: u32::from('-'), escaped: None }, that];
                    let back = this.len() + 1 + that.len();
                    return Err(self.source.error_with("bad character range ", &shown, back));
                }
            }
        }
        let mut seen = HashSet::new();
        items.retain(|item| seen.insert(item.clone()));
        Ok(match (&items[..], negate) {
            ([Item::Literal(c)], true) => Node::NotLiteral(*c),
            ([Item::Literal(c)], false) => Node::Literal(*c),
            _ => Node::In(Set { negate, items }),
        })
    }
    fn unterminated_set(&self, here: usize) -> Stop {
        self.source.error("unterminated character set", self.source.tell() - here)
    }
    /// An escape in a set.
    fn set_escape(&mut self, token: Token) -> Res<Item> {
        let c = escaped_char(token);
        Ok(match (category(c), c) {
            (Some(category), _) => Item::Category(category),
            (None, 'b') => Item::Literal(8),
            _ => Item::Literal(self.character(token, true)?),
        })
    }

    // --- escapes -------------------------------------------------------------------------------------------

    /// An escape outside of sets.
    fn escape(&mut self, token: Token) -> Res<Node> {
        let c = escaped_char(token);
        if let Some(category) = category(c) {
            return Ok(Node::In(Set { negate: false, items: vec![Item::Category(category)] }));
        }
        let at = match c {
            'A' => At::BeginningString,
            'b' => At::Boundary,
            'B' => At::NotBoundary,
            'Z' => At::EndString,
            '1'..='9' => return self.number(c),
            _ => return Ok(Node::Literal(self.character(token, false)?)),
        };
        Ok(Node::At(at))
    }
    /// An octal character or a reference to a group.
    fn number(&mut self, first: char) -> Res<Node> {
        let mut digits = String::from(first);
        digits += &self.source.get_while(1, char::is_ascii_digit)?;
        let octal = |text: &str| text.bytes().all(|b| b < b'8');
        if digits.len() == 2 && octal(&digits) && self.source.next.is_some_and(|t| is_octal(&t.ascii())) {
            digits += &self.source.get_while(1, is_octal)?;
            return self.octal(&digits).map(Node::Literal);
        }
        let group: u32 = digits.parse().unwrap_or(MAX_GROUPS);
        if group as usize >= self.widths.len() {
            return Err(self.source.error(format!("invalid group reference {group}"), digits.len()));
        }
        self.reference(group, digits.len() + 1)
    }
    /// A reference to a group that must be closed.
    fn reference(&mut self, group: u32, back: usize) -> Res<Node> {
        let Some(width) = self.widths.get(group as usize).copied().flatten() else {
            return Err(self.source.error("cannot refer to an open group", back));
        };
        self.check_behind(group)?;
        Ok(Node::GroupRef(group, width))
    }
    fn check_behind(&mut self, group: u32) -> Res<()> {
        let Some(before) = self.behind else { return Ok(()) };
        if self.widths.get(group as usize).copied().flatten().is_none() {
            return Err(self.source.error("cannot refer to an open group", 0));
        }
        if group >= before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.source.error(message, 0));
        }
        Ok(())
    }
    fn octal(&mut self, digits: &str) -> Res<u32> {
        match u32::from_str_radix(digits, 8) {
            Ok(code) if code <= 0o377 => Ok(code),
            _ => {
                let message = format!("octal escape value \\{digits} outside of range 0-0o377");
                Err(self.source.error(message, digits.len() + 1))
            }
        }
    }
    /// An escape that stands for a character.
    fn character(&mut self, token: Token, in_set: bool) -> Res<u32> {
        let c = escaped_char(token);
        Ok(match c {
            'a' => 7,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            'x' => self.hex('x', 2)?,
            'u' if self.source.is_text => self.hex('u', 4)?,
            'U' if self.source.is_text => self.hex('U', 8)?,
            'N' if self.source.is_text => self.named()?,
            '0'..='7' if in_set || c == '0' => {
                let digits = String::from(c) + &self.source.get_while(2, is_octal)?;
                self.octal(&digits)?
            }
            _ if c.is_ascii_alphanumeric() => {
                return Err(self.source.error_with("bad escape ", &[token], token.len()));
            }
            _ => token.escaped.unwrap_or_default(),
        })
    }
    fn hex(&mut self, c: char, digits: usize) -> Res<u32> {
        let found = self.source.get_while(digits, char::is_ascii_hexdigit)?;
        if found.len() < digits {
            return Err(self.source.error(format!("incomplete escape \\{c}{found}"), found.len() + 2));
        }
        match u32::from_str_radix(&found, 16) {
            Ok(code) if code <= 0x10_FFFF => Ok(code),
            _ => Err(self.source.error(format!("bad escape \\{c}{found}"), found.len() + 2)),
        }
    }
    fn named(&mut self) -> Res<u32> {
        if !self.source.eat('{')? {
            return Err(self.source.error("missing {", 0));
        }
        let name = self.source.get_until('}', "character name")?;
        match names::lookup(&name.to_string_lossy()) {
            Some(code) => Ok(code),
            None => {
                let mut message = TextBuf::from("undefined character name ");
                message.push_chars(repr::repr_text(name.as_chars()).as_chars());
                Err(self.source.error(message, name.len() + 4))
            }
        }
    }

    // --- groups --------------------------------------------------------------------------------------------

    fn no_end(&self) -> Stop {
        self.source.error("unexpected end of pattern", 0)
    }
    fn close(&mut self, start: usize) -> Res<()> {
        if self.source.eat(')')? {
            return Ok(());
        }
        Err(self.source.error("missing ), unterminated subpattern", self.source.tell() - start))
    }
    /// The number of the group with this name.
    fn named_group(&mut self, name: &TextBuf) -> Res<u32> {
        let found = self.names.iter().find(|(n, _)| n.as_chars() == name.as_chars());
        match found {
            Some((_, group)) => Ok(*group),
            None => {
                let mut message = TextBuf::from("unknown group name ");
                message.push_chars(repr::repr_text(name.as_chars()).as_chars());
                Err(self.source.error(message, name.len() + 1))
            }
        }
    }
    /// What a parenthesis opened, behind it.
    fn group(&mut self, verbose: bool, first: bool) -> Res<Opened> {
        let start = self.source.tell() - 1;
        let (mut name, mut capture, mut atomic, mut add, mut del) = (None, true, false, 0, 0);
        if self.source.eat('?')? {
            let Some(this) = self.source.get()? else { return Err(self.no_end()) };
            capture = false;
            match this.ascii() {
                'P' => {
                    if self.source.eat('<')? {
                        let found = self.source.get_until('>', "group name")?;
                        self.source.check_group_name(&found, 1)?;
                        name = Some(found);
                        capture = true;
                    } else if self.source.eat('=')? {
                        let found = self.source.get_until(')', "group name")?;
                        self.source.check_group_name(&found, 1)?;
                        let group = self.named_group(&found)?;
                        return self.reference(group, found.len() + 1).map(Opened::Node);
                    } else {
                        let Some(that) = self.source.get()? else { return Err(self.no_end()) };
                        return Err(self.source.error_with("unknown extension ?P", &[that], that.len() + 2));
                    }
                }
                ':' => {}
                '#' => return self.comment(start),
                c @ ('=' | '!' | '<') => return self.look_around(c, verbose, start),
                '(' => return self.condition(verbose, start),
                '>' => atomic = true,
                c if c == '-' || flag_of(c).is_some() => match self.inline_flags(this)? {
                    None if first => return Ok(Opened::Flags),
                    None => {
                        let message = "global flags not at the start of the expression";
                        return Err(self.source.error(message, self.source.tell() - start));
                    }
                    Some(flags) => (add, del) = flags,
                },
                _ => return Err(self.source.error_with("unknown extension ?", &[this], this.len() + 1)),
            }
        }
        let number = if capture { Some(self.open_group(name)?) } else { None };
        let verbose = (verbose || add & flag::VERBOSE != 0) && del & flag::VERBOSE == 0;
        let body = self.alternatives(verbose, false)?;
        self.close(start)?;
        if let Some(number) = number {
            self.widths[number as usize] = Some(body.width);
        }
        Ok(Opened::Node(if atomic { Node::Atomic(body) } else { Node::Group { number, add, del, body } }))
    }
    fn open_group(&mut self, name: Option<TextBuf>) -> Res<u32> {
        let number = self.widths.len() as u32;
        self.widths.push(None);
        if let Some(name) = name {
            if let Some((_, before)) = self.names.iter().find(|(n, _)| n.as_chars() == name.as_chars()) {
                let mut message = TextBuf::from("redefinition of group name ");
                message.push_chars(repr::repr_text(name.as_chars()).as_chars());
                message.push_str(&format!(" as group {number}; was group {before}"));
                return Err(self.source.error(message, name.len() + 1));
            }
            self.names.push((name, number));
        }
        Ok(number)
    }
    fn comment(&mut self, start: usize) -> Res<Opened> {
        loop {
            match self.source.get()? {
                None => {
                    let back = self.source.tell() - start;
                    return Err(self.source.error("missing ), unterminated comment", back));
                }
                Some(token) if token.is(')') => return Ok(Opened::Nothing),
                Some(_) => {}
            }
        }
    }
    fn look_around(&mut self, mut c: char, verbose: bool, start: usize) -> Res<Opened> {
        let behind = c == '<';
        let outer = self.behind;
        if behind {
            let Some(that) = self.source.get()? else { return Err(self.no_end()) };
            c = that.ascii();
            if !matches!(c, '=' | '!') {
                return Err(self.source.error_with("unknown extension ?<", &[that], that.len() + 2));
            }
            self.behind = outer.or(Some(self.widths.len() as u32));
        }
        let body = self.alternatives(verbose, false)?;
        if behind {
            self.behind = outer;
        }
        self.close(start)?;
        Ok(Opened::Node(match c {
            '!' if body.is_empty() => Node::Failure,
            _ => Node::Assert { behind, negative: c == '!', body },
        }))
    }
    fn condition(&mut self, verbose: bool, start: usize) -> Res<Opened> {
        let name = self.source.get_until(')', "group name")?;
        let digits = name.as_chars().as_ascii_str().filter(|s| s.bytes().all(|b| b.is_ascii_digit()));
        let number = match digits.map(str::parse::<u32>) {
            None => {
                self.source.check_group_name(&name, 1)?;
                self.named_group(&name)?
            }
            Some(Ok(0)) => return Err(self.source.error("bad group number", name.len() + 1)),
            Some(Ok(number)) if number < MAX_GROUPS => {
                if self.asked.iter().all(|(group, _)| *group != number) {
                    self.asked.push((number, self.source.tell() - name.len() - 1));
                }
                number
            }
            Some(_) => {
                let shown = name.to_string_lossy();
                let shown = shown.trim_start_matches('0');
                let message = format!("invalid group reference {shown}");
                return Err(self.source.error(message, name.len() + 1));
            }
        };
        self.check_behind(number)?;
        self.vm.enter("")?;
        let parts = self.condition_parts(verbose);
        self.vm.leave();
        let (yes, no) = parts?;
        self.close(start)?;
        Ok(Opened::Node(Node::IfGroup { number, yes, no }))
    }
    fn condition_parts(&mut self, verbose: bool) -> Res<(Seq, Option<Seq>)> {
        let yes = self.sequence(verbose, false)?;
        if !self.source.eat('|')? {
            return Ok((yes, None));
        }
        let no = self.sequence(verbose, false)?;
        if self.source.next_is('|') {
            return Err(self.source.error("conditional backref with more than two branches", 0));
        }
        Ok((yes, Some(no)))
    }
    /// `(?flags)`, which hold for the whole pattern (`None`), or `(?flags-flags:`.
    fn inline_flags(&mut self, first: Token) -> Res<Option<(u32, u32)>> {
        let (mut add, mut del, mut this) = (0, 0, first);
        if !this.is('-') {
            loop {
                let c = this.ascii();
                let flag = flag_of(c).unwrap_or_default();
                if c == 'L' && self.source.is_text {
                    let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                    return Err(self.source.error(message, 0));
                }
                if c == 'u' && !self.source.is_text {
                    let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                    return Err(self.source.error(message, 0));
                }
                add |= flag;
                if flag & flag::TYPES != 0 && add & flag::TYPES != flag {
                    let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return Err(self.source.error(message, 0));
                }
                this = self.flag_token("missing -, : or )", ")-:")?;
                if matches!(this.ascii(), ')' | '-' | ':') {
                    break;
                }
            }
        }
        if this.is(')') {
            self.flags |= add;
            return Ok(None);
        }
        if this.is('-') {
            this = self.flag_token("missing flag", "")?;
            loop {
                let flag = flag_of(this.ascii()).unwrap_or_default();
                if flag & flag::TYPES != 0 {
                    let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.source.error(message, 0));
                }
                del |= flag;
                this = self.flag_token("missing :", ":")?;
                if this.is(':') {
                    break;
                }
            }
        }
        if add & del != 0 {
            return Err(self.source.error("bad inline flags: flag turned on and off", 1));
        }
        Ok(Some((add, del)))
    }
    /// The next flag, or one of `ends`.
    fn flag_token(&mut self, missing: &str, ends: &str) -> Res<Token> {
        let Some(token) = self.source.get()? else { return Err(self.source.error(missing, 0)) };
        let c = token.ascii();
        if ends.contains(c) || flag_of(c).is_some() {
            return Ok(token);
        }
        let letter = token.escaped.is_none() && crate::types::unicode::chars::is_alpha(token.first);
        Err(self.source.error(if letter { "unknown flag" } else { missing }, token.len()))
    }
}

/// What a parenthesis may open.
enum Opened {
    Node(Node),
    /// Flags for the whole pattern.
    Flags,
    /// A comment.
    Nothing,
}

fn is_octal(c: &char) -> bool {
    matches!(c, '0'..='7')
}
/// The ASCII character behind the backslash.
fn escaped_char(token: Token) -> char {
    token.escaped.filter(|c| *c < 128).map_or('\0', |c| char::from(c as u8))
}
fn category(c: char) -> Option<Category> {
    Some(match c {
        'd' => Category::Digit,
        'D' => Category::NotDigit,
        's' => Category::Space,
        'S' => Category::NotSpace,
        'w' => Category::Word,
        'W' => Category::NotWord,
        _ => return None,
    })
}
fn flag_of(c: char) -> Option<u32> {
    Some(match c {
        'i' => flag::IGNORECASE,
        'L' => flag::LOCALE,
        'm' => flag::MULTILINE,
        's' => flag::DOTALL,
        'x' => flag::VERBOSE,
        'a' => flag::ASCII,
        'u' => flag::UNICODE,
        _ => return None,
    })
}

/// Groups that neither capture nor change flags are their contents.
fn unwrap_plain_groups(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Group { number: None, add: 0, del: 0, body } => out.extend(body.nodes),
            node => out.push(node),
        }
    }
    out
}

/// Alternatives as one sequence: what all begin with comes first; single characters make a set.
fn join_ways(ways: Vec<Seq>) -> Seq {
    let mut shared = 0;
    while let Some(node) = ways[0].nodes.get(shared) {
        if !ways.iter().all(|w| w.nodes.get(shared).is_some_and(|n| n.same(node))) {
            break;
        }
        shared += 1;
    }
    let mut nodes = Vec::new();
    let mut rest = Vec::new();
    for (i, way) in ways.into_iter().enumerate() {
        let mut own = way.nodes;
        let tail = own.split_off(shared);
        if i == 0 {
            nodes = own;
        }
        rest.push(Seq::new(tail));
    }
    let mut items = Vec::new();
    let characters = rest.iter().all(|way| match &way.nodes[..] {
        [Node::Literal(c)] => {
            items.push(Item::Literal(*c));
            true
        }
        [Node::In(set)] if !set.negate => {
            items.extend(set.items.iter().cloned());
            true
        }
        _ => false,
    });
    nodes.push(if characters {
        let mut seen = HashSet::new();
        items.retain(|item| seen.insert(item.clone()));
        Node::In(Set { negate: false, items })
    } else {
        Node::Branch(rest)
    });
    Seq::new(nodes)
}
