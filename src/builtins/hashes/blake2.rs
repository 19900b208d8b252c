//! BLAKE2b and BLAKE2s with all their parameters (RFC 7693 and the BLAKE2 paper, 2.8).

pub struct Parameters {
    pub digest_size: u8,
    pub key: Vec<u8>,
    pub salt: Vec<u8>,
    pub person: Vec<u8>,
    pub fanout: u8,
    pub depth: u8,
    pub leaf_size: u32,
    pub node_offset: u64,
    pub node_depth: u8,
    pub inner_size: u8,
}
impl Parameters {
    /// The parameter block: eight words of `word` bytes.
    fn block(&self, word: usize) -> Vec<u8> {
        let mut out = vec![self.digest_size, self.key.len() as u8, self.fanout, self.depth];
        out.extend(self.leaf_size.to_le_bytes());
        // The small variant has six bytes for the offset, and nothing reserved.
        out.extend(&self.node_offset.to_le_bytes()[..if word == 8 { 8 } else { 6 }]);
        out.extend([self.node_depth, self.inner_size]);
        out.resize(4 * word, 0);
        for text in [&self.salt, &self.person] {
            let end = out.len() + 2 * word;
            out.extend(text);
            out.resize(end, 0);
        }
        out
    }
}

/// In which order each round takes the words of the message.
const ORDER: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
/// The words that each of a round's eight steps mixes: columns, then diagonals.
const STEPS: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

macro_rules! variant {
    ($name:ident, $word:ty, $bytes:literal, $rounds:literal, $start:expr, $turns:expr) => {
        /// A hash that has begun.
        pub struct $name {
            words: [$word; 8],
            /// Bytes hashed so far.
            hashed: u128,
            /// What is to be hashed next: the last block is known only at the end.
            rest: Vec<u8>,
        }
        impl $name {
            const START: [$word; 8] = $start;
            const TURNS: [u32; 4] = $turns;
            const BLOCK: usize = 16 * $bytes;

            fn word(bytes: &[u8]) -> $word {
                bytes.iter().rev().fold(0, |n: $word, b| n << 8 | <$word>::from(*b))
            }
            fn new(parameters: &Parameters) -> Self {
                let mut words = Self::START;
                for (word, p) in words.iter_mut().zip(parameters.block($bytes).chunks_exact($bytes)) {
                    *word ^= Self::word(p);
                }
                // A key is a block of its own before the data.
                let mut rest = parameters.key.clone();
                if !rest.is_empty() {
                    rest.resize(Self::BLOCK, 0);
                }
                Self { words, hashed: 0, rest }
            }
            fn update(&mut self, data: &[u8]) {
                self.rest.extend(data);
                let all = std::mem::take(&mut self.rest);
                let blocks = all.len().saturating_sub(1) / Self::BLOCK;
                let (now, later) = all.split_at(blocks * Self::BLOCK);
                for block in now.chunks_exact(Self::BLOCK) {
                    self.hashed += Self::BLOCK as u128;
                    self.compress(block, [0, 0]);
                }
                self.rest = later.to_vec();
            }
            fn finish(mut self, last_node: bool) -> Vec<u8> {
                let mut block = std::mem::take(&mut self.rest);
                self.hashed += block.len() as u128;
                block.resize(Self::BLOCK, 0);
                self.compress(&block, [<$word>::MAX, if last_node { <$word>::MAX } else { 0 }]);
                self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
            }
            fn compress(&mut self, block: &[u8], flags: [$word; 2]) {
                let message: Vec<$word> = block.chunks_exact($bytes).map(Self::word).collect();
                let mut v = [self.words, Self::START].concat();
                v[12] ^= self.hashed as $word;
                v[13] ^= (self.hashed >> <$word>::BITS) as $word;
                v[14] ^= flags[0];
                v[15] ^= flags[1];
                for round in 0..$rounds {
                    let order = ORDER[round % 10];
                    for (step, [a, b, c, d]) in STEPS.into_iter().enumerate() {
                        let (x, y) = (message[order[2 * step]], message[order[2 * step + 1]]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                        v[d] = (v[d] ^ v[a]).rotate_right(Self::TURNS[0]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(Self::TURNS[1]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                        v[d] = (v[d] ^ v[a]).rotate_right(Self::TURNS[2]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(Self::TURNS[3]);
                    }
                }
                for (i, word) in self.words.iter_mut().enumerate() {
                    *word ^= v[i] ^ v[i + 8];
                }
            }
            /// The words, how much was hashed, and the rest, in a row.
            fn to_bytes(&self) -> Vec<u8> {
                let words = self.words.iter().flat_map(|word| word.to_le_bytes());
                words.chain(self.hashed.to_le_bytes()).chain(self.rest.iter().copied()).collect()
            }
            fn from_bytes(state: &[u8]) -> Option<Self> {
                let (words, state) = state.split_at_checked(8 * $bytes)?;
                let (hashed, rest) = state.split_first_chunk()?;
                let mut made =
                    Self { words: [0; 8], hashed: u128::from_le_bytes(*hashed), rest: rest.to_vec() };
                made.words.iter_mut().zip(words.chunks_exact($bytes)).for_each(|(w, b)| *w = Self::word(b));
                // So that no sum of lengths overflows.
                (rest.len() <= Self::BLOCK && made.hashed >> 64 == 0).then_some(made)
            }
        }
    };
}

variant!(
    Large,
    u64,
    8,
    12,
    [
        0x6a09_e667_f3bc_c908,
        0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b,
        0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f,
        0x1f83_d9ab_fb41_bd6b,
        0x5be0_cd19_137e_2179,
    ],
    [32, 24, 16, 63]
);
variant!(
    Small,
    u32,
    4,
    10,
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,],
    [16, 12, 8, 7]
);

/// BLAKE2b or BLAKE2s.
pub enum Blake2 {
    Large(Large),
    Small(Small),
}
impl Blake2 {
    pub fn new(large: bool, parameters: &Parameters) -> Blake2 {
        if large { Blake2::Large(Large::new(parameters)) } else { Blake2::Small(Small::new(parameters)) }
    }
    pub fn update(&mut self, data: &[u8]) {
        match self {
            Blake2::Large(state) => state.update(data),
            Blake2::Small(state) => state.update(data),
        }
    }
    /// All bytes there are; a shorter digest is the beginning of them.
    pub fn finish(self, last_node: bool) -> Vec<u8> {
        match self {
            Blake2::Large(state) => state.finish(last_node),
            Blake2::Small(state) => state.finish(last_node),
        }
    }
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Blake2::Large(state) => state.to_bytes(),
            Blake2::Small(state) => state.to_bytes(),
        }
    }
    pub fn from_bytes(large: bool, state: &[u8]) -> Option<Blake2> {
        if large {
            Large::from_bytes(state).map(Blake2::Large)
        } else {
            Small::from_bytes(state).map(Blake2::Small)
        }
    }
}
