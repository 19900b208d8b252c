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
    pub last_node: bool,
}
impl Parameters {
    /// Of a hash without a key, a salt or a tree.
    pub fn plain(digest_size: u8) -> Parameters {
        Parameters {
            digest_size,
            key: Vec::new(),
            salt: Vec::new(),
            person: Vec::new(),
            fanout: 1,
            depth: 1,
            leaf_size: 0,
            node_offset: 0,
            node_depth: 0,
            inner_size: 0,
            last_node: false,
        }
    }
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
        fn $name(data: &[u8], parameters: &Parameters) -> Vec<u8> {
            const START: [$word; 8] = $start;
            const TURNS: [u32; 4] = $turns;
            const BLOCK: usize = 16 * $bytes;
            let word = |b: &[u8]| b.iter().rev().fold(0, |n: $word, b| n << 8 | <$word>::from(*b));
            let mut state = START;
            for (s, p) in state.iter_mut().zip(parameters.block($bytes).chunks_exact($bytes)) {
                *s ^= word(p);
            }
            // A key is a block of its own before the data.
            let mut all = parameters.key.clone();
            if !all.is_empty() {
                all.resize(BLOCK, 0);
            }
            all.extend(data);
            let blocks = all.len().div_ceil(BLOCK).max(1);
            let total = all.len();
            all.resize(blocks * BLOCK, 0);
            for (i, block) in all.chunks_exact(BLOCK).enumerate() {
                let last = i + 1 == blocks;
                let done = if last { total } else { (i + 1) * BLOCK } as u128;
                let message: Vec<$word> = block.chunks_exact($bytes).map(word).collect();
                let mut v = [state, START].concat();
                v[12] ^= done as $word;
                v[13] ^= (done >> <$word>::BITS) as $word;
                if last {
                    v[14] = !v[14];
                    if parameters.last_node {
                        v[15] = !v[15];
                    }
                }
                for round in 0..$rounds {
                    let order = ORDER[round % 10];
                    for (step, [a, b, c, d]) in STEPS.into_iter().enumerate() {
                        let (x, y) = (message[order[2 * step]], message[order[2 * step + 1]]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                        v[d] = (v[d] ^ v[a]).rotate_right(TURNS[0]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(TURNS[1]);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                        v[d] = (v[d] ^ v[a]).rotate_right(TURNS[2]);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(TURNS[3]);
                    }
                }
                for i in 0..8 {
                    state[i] ^= v[i] ^ v[i + 8];
                }
            }
            let mut out: Vec<u8> = state.iter().flat_map(|s| s.to_le_bytes()).collect();
            out.truncate(parameters.digest_size.into());
            out
        }
    };
}

variant!(
    blake2b,
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
    blake2s,
    u32,
    4,
    10,
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,],
    [16, 12, 8, 7]
);

/// The digest by BLAKE2b (large) or BLAKE2s.
pub fn digest(large: bool, data: &[u8], parameters: &Parameters) -> Vec<u8> {
    if large { blake2b(data, parameters) } else { blake2s(data, parameters) }
}
