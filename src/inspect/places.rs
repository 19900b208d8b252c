//! Where things are: arenas, pools, blocks, and what lies at an address.
//!
//! Invariant: what the allocator says is turned into facts, nothing is guessed; a block of bytes that an
//! object owns is shown under that object's type.
//! Deliberately absent: drawing.

use super::facts::{Fact, Facts};
use super::survey::{AddressMap, Survey};
use crate::memory::{ArenaKind, BlockState, Domain, POOL_HEADER, PoolState};
use crate::object::Value;
use crate::object::typeobj::tflag;
use crate::vm::Vm;
use std::collections::HashMap;

fn domain(d: Domain) -> &'static str {
    match d {
        Domain::Raw => "bytes",
        Domain::Object => "objects",
        Domain::Container => "containers",
    }
}

fn arena_kind(kind: ArenaKind) -> &'static str {
    match kind {
        ArenaKind::Pools => "pools",
        ArenaKind::Region => "large blocks",
        ArenaKind::Huge => "huge block",
    }
}

/// What is known of the place of an object.
pub fn of_object(vm: &mut Vm, v: &Value) -> Option<Facts> {
    let block = vm.heap.block_of(v);
    let head = v.id() - block;
    let real = vm.heap.real_size(v);
    let owned = vm.heap.owned_blocks(v).into_iter().map(|(_, bytes)| crate::memory::block_size(bytes)).sum();
    let p = vm.heap.memory().locate(block)?;
    Some(vec![
        ("address", Fact::Number(v.id())),
        ("arena", Fact::Number(p.arena)),
        ("arena_kind", Fact::text(arena_kind(p.kind))),
        ("pool", Fact::number(p.pool)),
        ("block", Fact::number(p.block)),
        ("block_address", Fact::Number(p.start)),
        ("block_size", Fact::Number(p.size)),
        ("size_class", Fact::number(p.class_size)),
        ("offset", Fact::Number(p.start - p.pool.unwrap_or(p.arena))),
        ("gc_head", Fact::Number(head)),
        ("domain", p.domain.map_or(Fact::Nothing, |d| Fact::text(domain(d)))),
        ("free_before", Fact::Truth(p.free_before)),
        ("free_after", Fact::Truth(p.free_after)),
        ("owned", Fact::Number(owned)),
        ("real_size", Fact::Number(real)),
    ])
}

/// Every run of slots.
pub fn arenas(vm: &mut Vm) -> Vec<Facts> {
    let arenas = vm.heap.memory().arenas();
    let row = |a: crate::memory::ArenaView| {
        vec![
            ("address", Fact::Number(a.address)),
            ("kind", Fact::text(arena_kind(a.kind))),
            ("bytes", Fact::Number(a.bytes)),
            ("pools_used", Fact::Number(a.pools_used)),
            ("blocks", Fact::Number(a.blocks)),
            ("used", Fact::Number(a.used)),
        ]
    };
    arenas.into_iter().map(row).collect()
}

/// Every pool in use.
pub fn pools(vm: &mut Vm) -> Vec<Facts> {
    let pools = vm.heap.memory().pools();
    let row = |p: crate::memory::PoolView| {
        let state = match p.state {
            PoolState::Full => "full",
            PoolState::Partial => "partial",
            PoolState::Empty => "empty",
        };
        Some(vec![
            ("address", Fact::Number(p.address)),
            ("holds", Fact::text(domain(p.domain?))),
            ("size", Fact::Number(p.class_size)),
            ("capacity", Fact::Number(p.capacity)),
            ("used", Fact::Number(p.used)),
            ("uncarved", Fact::Number(p.uncarved)),
            ("state", Fact::text(state)),
        ])
    };
    pools.into_iter().filter_map(row).collect()
}

/// Figures of the whole allocator.
pub fn totals(vm: &mut Vm) -> Facts {
    let s = vm.heap.memory().stats();
    let used: usize = s.classes.iter().map(|c| c.used * c.size).sum();
    let free: usize = s.classes.iter().map(|c| c.free * c.size).sum();
    let pools: usize = s.classes.iter().map(|c| c.pools).sum();
    let partial = vm.heap.memory().pools().iter().filter(|p| p.state == PoolState::Partial).count();
    vec![
        ("arenas", Fact::Number(s.arenas)),
        ("pools", Fact::Number(pools)),
        ("partial_pools", Fact::Number(partial)),
        ("free_pools", Fact::Number(s.free_pools)),
        ("blocks", Fact::Number(s.blocks)),
        ("small_used", Fact::Number(used)),
        ("small_free", Fact::Number(free)),
        ("pool_headers", Fact::Number(pools * POOL_HEADER)),
        ("large_blocks", Fact::Number(s.large.count)),
        ("large_used", Fact::Number(s.large.bytes)),
        ("large_free", Fact::Number(s.large.free_bytes)),
        ("regions", Fact::Number(s.large.regions)),
        ("bytes", Fact::Number(s.bytes_in_arenas)),
        ("peak", Fact::Number(s.peak_bytes)),
    ]
}

/// A map: the names of the types that occur, whether each is a class of a program's, and for each pool in use its facts and a text with a character
/// for each block: `.` free, `_` never carved, else the number of the type from U+0100 on.
pub struct Map {
    pub types: Vec<(String, bool)>,
    pub pools: Vec<Vec<Fact>>,
}

/// First character that stands for a type.
const FIRST_TYPE: u32 = 0x100;

pub fn map(vm: &mut Vm) -> Map {
    let survey = Survey::take(vm);
    let mut types: Vec<(String, bool)> = Vec::new();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut of_block: AddressMap<u32> = AddressMap::default();
    for i in survey.indices() {
        let v = survey.value(i);
        let name = vm.type_name(v);
        let is_class = v.ty().has(tflag::HEAP);
        let number = *numbers.entry(name).or_insert_with_key(|name| {
            types.push((name.clone(), is_class));
            types.len() as u32 - 1
        });
        of_block.insert(vm.heap.block_of(v), number);
        for (at, _) in vm.heap.owned_blocks(v) {
            of_block.insert(at, number);
        }
    }
    let other = types.len() as u32;
    types.push(("other".to_owned(), false));
    let mut in_use: AddressMap<()> = AddressMap::default();
    vm.heap.memory().for_each_block(&mut |b| {
        in_use.insert(b.addr, ());
    });
    let mut rows = Vec::new();
    for p in vm.heap.memory().pools() {
        let Some(d) = p.domain else { continue };
        let carved = p.capacity - p.uncarved;
        let block = |n: usize| {
            let at = p.address + POOL_HEADER + n * p.class_size;
            match (n < carved, in_use.contains_key(&at)) {
                (false, _) => '_',
                (true, false) => '.',
                // A block on a free list of the collector's counts as out of its pool.
                (true, true) => match of_block.get(&at) {
                    Some(n) => char::from_u32(FIRST_TYPE + n).unwrap_or('?'),
                    None if d == Domain::Raw => char::from_u32(FIRST_TYPE + other).unwrap_or('?'),
                    None => ',',
                },
            }
        };
        let text: String = (0..p.capacity).map(block).collect();
        rows.push(vec![
            Fact::Number(p.address - p.address % crate::memory::ARENA_SIZE),
            Fact::Number(p.address),
            Fact::text(domain(d)),
            Fact::Number(p.class_size),
            Fact::Number(p.used),
            Fact::Text(text),
        ]);
    }
    Map { types, pools: rows }
}

/// What lies at an address, for blocks that are free too.
pub fn at_address(vm: &mut Vm, address: usize) -> Option<Facts> {
    let p = vm.heap.memory().locate(address)?;
    let state = match p.state {
        BlockState::InUse => "in use",
        BlockState::Free => "free",
        BlockState::Quarantined => "quarantined",
        BlockState::Overhead => "overhead",
    };
    Some(vec![
        ("arena", Fact::Number(p.arena)),
        ("pool", Fact::number(p.pool)),
        ("block", Fact::number(p.block)),
        ("block_address", Fact::Number(p.start)),
        ("block_size", Fact::Number(p.size)),
        ("state", Fact::text(state)),
    ])
}
