//! Scores how much speaks for two items being translations of each other, as a log-likelihood ratio.
//!
//! Structure, length and tokens are independent in the model. Tokens are weighed one by one, and their sum is damped.
//! Lengths are compared as in Gale and Church 1993, on a logarithmic scale.

use rustc_hash::FxHashMap;

use super::background::Background;
use super::features::{Bare, Bold, End, Features};
use super::looks::Looks;
use super::margins::Margins;
use super::sequence::{Item, Sequence};
use super::slug::Slug;
use super::slug_words::SlugWords;
use super::token_weights::{Frequencies, Shared, TokenWeights};
use super::word_links::Direction;
use crate::model::UnitKind;

/// The cells of wider rows are joined by column alone, because a comparison of each cell with each other cell takes
/// quadratic time and memory.
const WIDEST_ROW: usize = 256;
/// The evidence for units that are decided to be a pair: more than texts can say.
const DECIDED: f32 = 40.0;
/// As good as impossible.
pub(super) const NEVER: f32 = -1e4;
/// Tokens of a unit depend on each other: their joint evidence grows slower than their sum.
const TOKEN_DAMPING: f32 = 0.6;
/// What tokens say at most.
const TOKEN_LIMIT: f32 = 14.0;
/// Standard deviation of the logarithm of the length ratio, of translations and of any two units.
const LENGTH_SD: (f32, f32) = (0.30, 1.0);
/// Numbers or identifiers on both sides with none in common: in long texts, and in short ones.
const CONTRADICTION: (f32, f32) = (-1.0, -2.5);
/// The same of names, in short texts.
const NAMES_DIFFER: f32 = -2.0;
/// A text with fewer letters is short.
const SHORT: f32 = 60.0;

/// Scores pairs of items of two sequences.
pub(super) struct PairScorer<'a> {
    /// Both sides' units.
    units: [Vec<Looks>; 2],
    tokens: [TokenWeights; 2],
    slug_words: SlugWords,
    background: &'a Background,
    compares: bool,
    /// Length of a text in `b` over that of its partner in `a`.
    ratio: f32,
    /// What a shared kind says: rare kinds say more.
    kinds: FxHashMap<UnitKind, f32>,
    /// What is decided about units of both sides: whether they are a pair.
    decided: FxHashMap<(u32, u32), bool>,
    /// What a model of embeddings says about units that nothing else decides.
    pub margins: Option<Margins>,
}

/// How one side's units relate to the other's language.
#[derive(Clone, Copy)]
pub(super) struct Relation<'a> {
    /// Both sides are one language: words are expected again as they are.
    pub same_language: bool,
    /// What the words of `a` become in the tokens of the pivot, by [`Features::version`].
    pub lexicon_a: &'a [Option<&'a Direction>],
    /// The same for the words of `b`.
    pub lexicon_b: Option<&'a Direction>,
    /// What other articles have.
    pub background: &'a Background,
    /// The files are compared with each other.
    pub compares: bool,
}

/// What the content of two units says, apart from structure and position.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Content {
    /// Tokens against other articles, damped.
    pub tokens: f32,
    /// What tokens could say at most, damped.
    pub potential: f32,
    /// Tokens against other units of the article, damped.
    pub within: f32,
    /// Lengths.
    pub length: f32,
    /// Logarithm of the ratio of lengths; 0 for what is not two units.
    pub ratio: f32,
    /// Slugs, and texts that are the same.
    pub same: f32,
    /// 1 where numbers or identifiers contradict each other.
    pub contradicts: f32,
    /// 1 where both have names, and none in common.
    pub names_differ: f32,
}

impl<'a> PairScorer<'a> {
    pub fn new(a: &Sequence, b: &Sequence, relation: Relation<'a>, ratio: f32) -> Self {
        let (of_a, of_b) = (Frequencies::of(a), Frequencies::of(b));
        let same = relation.same_language;
        let from_a = |unit: &Features| {
            let lexicon = relation.lexicon_a.get(usize::from(unit.version));
            lexicon.copied().flatten()
        };
        let ratio = ratio.exp();
        let background = relation.background;
        let from_b = |_: &Features| relation.lexicon_b;
        Self {
            units: Looks::of_both(a, b, ratio),
            tokens: [
                TokenWeights::of(a, (&of_a, &of_b), same, background, from_a),
                TokenWeights::of(b, (&of_b, &of_a), same, background, from_b),
            ],
            slug_words: SlugWords::new([a, b], [&of_a, &of_b]),
            background,
            compares: relation.compares,
            ratio,
            kinds: kinds(b),
            decided: FxHashMap::default(),
            margins: None,
        }
    }

    /// Evidence for an item of `a` and one of `b`.
    pub fn items(&self, x: &Item, y: &Item) -> f32 {
        match (x, y) {
            (Item::Unit(a), Item::Unit(b)) => self.units(*a, *b),
            (Item::Row(a), Item::Row(b)) => self.rows(a, b),
            (Item::Landmark(a), Item::Landmark(b)) if a == b => 4.0,
            (Item::Landmark(_), Item::Landmark(_)) => -1.0,
            _ => NEVER,
        }
    }

    /// The same, with what is decided about units of `a` and `b`.
    pub fn deciding(mut self, decided: &[(u32, u32, bool)]) -> Self {
        let decided = decided.iter().map(|&(a, b, is_pair)| ((a, b), is_pair));
        self.decided = decided.collect();
        self
    }

    /// Evidence for two units of one kind, or what is decided about them.
    pub fn units(&self, a: u32, b: u32) -> f32 {
        if !self.decided.is_empty()
            && let Some(is_pair) = self.decided.get(&(a, b))
        {
            return if *is_pair { DECIDED } else { NEVER };
        }
        let (x, y) = (&self.units[0][a as usize], &self.units[1][b as usize]);
        if x.kind != y.kind {
            return NEVER;
        }
        let mut structure = self.structure(x, y);
        if structure <= NEVER {
            return NEVER;
        }
        if x.kind == UnitKind::Heading {
            structure += self.slug_words.evidence(a, b);
        }
        let shared = self.tokens[0].shared(a, &self.tokens[1], b);
        let texts = length(y.log - x.log) + tokens(shared.sum) + self.contradiction(shared, x, y);
        structure + texts + self.meaning(&[a], &[b])
    }

    /// Evidence for some units of `a` and some of `b`, each joined.
    pub fn joined(&self, a: &[u32], b: &[u32]) -> f32 {
        if let ([a], [b]) = (a, b) {
            return self.units(*a, *b);
        }
        if a.len() > 1 && b.len() > 1 && !self.is_one_kind(a, b) {
            return NEVER;
        }
        let Some((x, y)) = self.joined_looks(a, b) else {
            return NEVER;
        };
        let structure = self.structure(&x, &y);
        if structure <= NEVER {
            return NEVER;
        }
        let shared = self.tokens[0].shared_by_all(a, &self.tokens[1], b);
        let texts = length(y.log - x.log) + tokens(shared.sum) + self.contradiction(shared, &x, &y);
        structure + texts + self.meaning(a, b)
    }

    /// What a model of embeddings says about units that nothing else decides.
    fn meaning(&self, a: &[u32], b: &[u32]) -> f32 {
        let margins = self.margins.as_ref();
        margins.map_or(0.0, |margins| margins.evidence(a, b))
    }

    /// What contradicting numbers and names say; nothing where the files are compared with each other.
    fn contradiction(&self, shared: Shared, x: &Looks, y: &Looks) -> f32 {
        if self.compares {
            0.0
        } else {
            contradiction(shared, x, y)
        }
    }

    /// Whether all units are of one kind. Several units against several of other kinds would hide a block that changed.
    fn is_one_kind(&self, a: &[u32], b: &[u32]) -> bool {
        let kinds = |side: usize, units: &'_ [u32]| -> Vec<UnitKind> {
            let looks = units.iter().map(|u| &self.units[side][*u as usize]);
            looks.map(|l| l.kind).collect()
        };
        let all = [kinds(0, a), kinds(1, b)].concat();
        all.windows(2).all(|two| two[0] == two[1])
    }

    fn joined_looks(&self, a: &[u32], b: &[u32]) -> Option<(Looks, Looks)> {
        let looks = |side: usize, units: &[u32], ratio: f32| {
            let of: Vec<&Looks> = units
                .iter()
                .map(|u| &self.units[side][*u as usize])
                .collect();
            Looks::joined(&of, ratio)
        };
        Some((looks(0, a, self.ratio)?, looks(1, b, 1.0)?))
    }

    /// Evidence for two units by content, whatever block each is in; `None` where they have neither a token nor, as far as a
    /// model says, a meaning in common, or where slugs forbid the pair.
    pub fn loose(&self, a: u32, b: u32) -> Option<f32> {
        let (x, y) = (&self.units[0][a as usize], &self.units[1][b as usize]);
        let same = x.identity == y.identity && x.length >= 4.0;
        let meaning = self.meaning(&[a], &[b]);
        if !same && meaning <= 0.0 && !self.tokens[0].may_share(a, &self.tokens[1], b) {
            return None;
        }
        let text = text(x, y)?;
        let slugs = slugs(x.slug, y.slug)?;
        let kind = match (x.kind == y.kind, is_prose(x.kind) && is_prose(y.kind)) {
            (true, _) => 0.0,
            (_, true) => -1.5,
            _ => -3.0,
        };
        let shared = self.tokens[0].shared(a, &self.tokens[1], b);
        let words = self.slug_words.evidence(a, b);
        let texts = length(y.log - x.log) + tokens(shared.sum) + self.contradiction(shared, x, y);
        Some(kind + text + slugs + words + texts + meaning)
    }

    /// The ids of a unit's tokens, on side 0 or 1.
    pub fn ids(&self, side: usize, unit: u32) -> impl Iterator<Item = u64> {
        self.tokens[side].ids(unit)
    }

    /// The lengths of the items of a side, comparable with those of the other one; 0 for what is not a unit of text.
    pub fn lengths(&self, side: usize, items: &[Item]) -> Vec<f32> {
        let ratio = if side == 0 { self.ratio } else { 1.0 };
        let length = |item: &Item| match item {
            Item::Unit(unit) => self.units[side][*unit as usize].length * ratio,
            _ => 0.0,
        };
        items.iter().map(length).collect()
    }

    /// Whether a unit of a side (0 or 1) and the one after it could be parts of one.
    pub fn continues(&self, side: usize, first: &Item, second: &Item) -> bool {
        match (first, second) {
            (Item::Unit(x), Item::Unit(y)) => {
                let units = &self.units[side];
                units[*x as usize].continues_in(&units[*y as usize])
            }
            _ => false,
        }
    }

    /// What the content of two items says about whether the files are versions of one text.
    pub fn content(&self, x: &Item, y: &Item) -> Content {
        match (x, y) {
            (Item::Unit(a), Item::Unit(b)) => self.content_of(&[*a], &[*b]),
            (Item::Row(a), Item::Row(b)) => {
                let cells = self.cells(a, b);
                let mut sum = Content::default();
                for (x, y, _) in &cells {
                    let cell = self.content_of(&[*x], &[*y]);
                    sum.tokens += cell.tokens;
                    sum.within += cell.within;
                    sum.potential += cell.potential;
                    sum.length += cell.length / cells.len() as f32;
                    sum.same = sum.same.max(cell.same);
                    sum.contradicts = sum.contradicts.max(cell.contradicts);
                }
                sum.tokens = sum.tokens.clamp(-TOKEN_LIMIT, TOKEN_LIMIT);
                sum.within = sum.within.clamp(-TOKEN_LIMIT, TOKEN_LIMIT);
                sum
            }
            (Item::Landmark(a), Item::Landmark(b)) => Content {
                same: match a == b {
                    true => (0.6 / self.background.share_of(*a)).ln().max(0.0),
                    false => -0.7,
                },
                ..Content::default()
            },
            _ => Content::default(),
        }
    }

    /// What the content of some units and some others says.
    pub fn content_of(&self, a: &[u32], b: &[u32]) -> Content {
        if let ([a], [b]) = (a, b) {
            let (x, y) = (&self.units[0][*a as usize], &self.units[1][*b as usize]);
            let shared = self.tokens[0].shared(*a, &self.tokens[1], *b);
            return content(shared, x, y, self.same(*a, *b));
        }
        let Some((x, y)) = self.joined_looks(a, b) else {
            return Content::default();
        };
        let shared = self.tokens[0].shared_by_all(a, &self.tokens[1], b);
        content(shared, &x, &y, 0.0)
    }

    /// What slugs and texts that are the same say.
    fn same(&self, a: u32, b: u32) -> f32 {
        let (x, y) = (&self.units[0][a as usize], &self.units[1][b as usize]);
        let against = |p: f32, hash: u64| (p / self.background.share_of(hash)).ln().max(0.0);
        let slug = match x.slug.matches(y.slug) {
            true => against(0.8, y.slug.id().unwrap_or(0)),
            false => self.slug_words.evidence(a, b).min(2.0),
        };
        match x.identity == y.identity && x.length >= 4.0 {
            true => slug.max(against(0.3, x.identity)),
            false => slug,
        }
    }

    fn structure(&self, x: &Looks, y: &Looks) -> f32 {
        let Some(kind) = self.kind(x.kind, y.kind) else {
            return NEVER;
        };
        let Some(labels) = labels(x, y) else {
            return NEVER;
        };
        let Some(text) = text(x, y) else {
            return NEVER;
        };
        let mut sum = kind + labels + text + bold(x.bold, y.bold) + end(x.end, y.end);
        if x.depth != y.depth && x.kind == y.kind {
            sum -= 1.0;
        }
        sum + sentences(x, y)
    }

    /// What the kinds of two units say; `None` where they forbid the pair.
    fn kind(&self, x: UnitKind, y: UnitKind) -> Option<f32> {
        use UnitKind::{Heading, ListItem, Note, Paragraph, Quote};
        match (x, y) {
            _ if x == y => Some(self.kinds.get(&x).copied().unwrap_or(0.0)),
            (Note, Quote) | (Quote, Note) => Some(-2.5),
            (Paragraph | ListItem | Note | Quote, Paragraph | ListItem | Note | Quote) => {
                Some(-4.0)
            }
            (Heading, Paragraph | ListItem) | (Paragraph | ListItem, Heading) => Some(-6.0),
            _ => None,
        }
    }

    /// Rows: the sum over cells, cell by column where both have as many, else by the best monotone match.
    fn rows(&self, a: &[u32], b: &[u32]) -> f32 {
        let matched = self.cells(a, b);
        let unmatched = a.len() + b.len() - 2 * matched.len();
        if matched.is_empty() {
            return NEVER;
        }
        let sum: f32 = matched.iter().map(|m| m.2).sum();
        (sum * 0.8 - unmatched as f32 * 0.7).min(16.0)
    }

    /// Which cells of two rows belong together, with the evidence for each.
    pub fn cells(&self, a: &[u32], b: &[u32]) -> Vec<(u32, u32, f32)> {
        let column = |side: usize, unit: u32| self.units[side][unit as usize].column;
        let is_wide = a.len().max(b.len()) > WIDEST_ROW;
        let mut first_of: FxHashMap<u32, u32> = FxHashMap::default();
        for &y in b.iter().filter(|_| is_wide) {
            first_of.entry(column(1, y)).or_insert(y);
        }
        let in_column = |c: u32| match is_wide {
            true => first_of.get(&c).copied(),
            false => b.iter().find(|&&y| column(1, y) == c).copied(),
        };
        let by_column: Vec<_> = a
            .iter()
            .filter_map(|&x| {
                let y = in_column(column(0, x))?;
                let evidence = self.units(x, y);
                (evidence > NEVER).then_some((x, y, evidence))
            })
            .collect();
        let worst = by_column.iter().map(|m| m.2).fold(f32::MAX, f32::min);
        // A row of the spine has two cells of one column where versions disagreed.
        let once = by_column.windows(2).all(|m| m[0].1 < m[1].1);
        if once && by_column.len() == a.len() && a.len() == b.len()
            || (once && worst > -2.0 && !by_column.is_empty())
        {
            return by_column;
        }
        if is_wide {
            return Vec::new();
        }
        self.cells_monotone(a, b)
    }

    /// Needleman and Wunsch 1970 over the cells of two rows, for rows that gained or lost a column.
    fn cells_monotone(&self, a: &[u32], b: &[u32]) -> Vec<(u32, u32, f32)> {
        let width = b.len() + 1;
        let mut best = vec![0.0_f32; (a.len() + 1) * width];
        let mut evidence = vec![NEVER; a.len() * b.len()];
        for (i, &x) in a.iter().enumerate() {
            for (j, &y) in b.iter().enumerate() {
                let e = self.units(x, y);
                evidence[i * b.len() + j] = e;
                let diagonal = best[i * width + j] + e;
                best[(i + 1) * width + j + 1] = diagonal
                    .max(best[i * width + j + 1])
                    .max(best[(i + 1) * width + j]);
            }
        }
        let (mut i, mut j, mut matched) = (a.len(), b.len(), Vec::new());
        while i > 0 && j > 0 {
            let here = best[i * width + j];
            if here == best[(i - 1) * width + j] {
                i -= 1;
            } else if here == best[i * width + j - 1] {
                j -= 1;
            } else {
                (i, j) = (i - 1, j - 1);
                matched.push((a[i], b[j], evidence[i * b.len() + j]));
            }
        }
        matched.reverse();
        matched
    }
}

fn content(shared: Shared, x: &Looks, y: &Looks, same: f32) -> Content {
    let contradicts = match (shared.contradicts, is_name(x) && is_name(y)) {
        (false, _) => 0.0,
        (true, true) => 1.0,
        (true, false) => 0.1,
    };
    Content {
        tokens: tokens(shared.rare),
        potential: tokens(shared.rare_most),
        within: tokens(shared.sum),
        length: length(y.log - x.log),
        ratio: y.log - x.log,
        same,
        contradicts,
        names_differ: f32::from(u8::from(shared.names_differ)),
    }
}

fn is_prose(kind: UnitKind) -> bool {
    use UnitKind::{ListItem, Note, Paragraph, Quote};
    matches!(kind, Paragraph | ListItem | Note | Quote)
}

/// What a shared kind says: the rarer it is, the more.
fn kinds(side: &Sequence) -> FxHashMap<UnitKind, f32> {
    let mut counts = FxHashMap::<UnitKind, f32>::default();
    for unit in &side.units {
        *counts.entry(unit.kind).or_default() += 1.0;
    }
    let all = side.units.len() as f32;
    let weigh = |(kind, count): (UnitKind, f32)| (kind, (all / count).ln().clamp(0.1, 2.0));
    counts.into_iter().map(weigh).collect()
}

/// What slugs, levels and labels say; `None` where they forbid the pair.
fn labels(x: &Looks, y: &Looks) -> Option<f32> {
    match (x.kind, y.kind) {
        (UnitKind::Heading, UnitKind::Heading) => {
            let level = if x.level == y.level { 0.7 } else { -1.5 };
            slugs(x.slug, y.slug).map(|slugs| slugs + level)
        }
        (UnitKind::FrontMatter, _) => (x.label == y.label).then_some(6.0),
        (UnitKind::TabTitle, _) if x.label != y.label => None,
        _ if x.kind != y.kind => Some(0.0),
        _ if x.label != y.label => Some(-1.5),
        _ if x.label != 0 => Some(1.0),
        _ => Some(0.0),
    }
}

/// Two stated slugs that differ forbid a pair. One that is derived from a text tells only where it is the same.
fn slugs(x: Slug, y: Slug) -> Option<f32> {
    match () {
        () if x.contradicts(y) => None,
        () if x.matches(y) => Some(5.0),
        () => Some(0.0),
    }
}

/// What texts say that are the same, or that should be; `None` where they forbid the pair.
fn text(x: &Looks, y: &Looks) -> Option<f32> {
    if x.identity == y.identity {
        return Some(if x.length >= 2.0 { 2.0 } else { 0.5 });
    }
    match (x.bare, y.bare) {
        (Bare::Digits, Bare::Digits) => None,
        (Bare::Code, Bare::Code) => Some(x.displaced + y.displaced - 3.0),
        _ => Some(x.displaced + y.displaced),
    }
}

fn bold(x: Bold, y: Bold) -> f32 {
    match (x, y) {
        (Bold::None, Bold::None) => 0.0,
        (a, b) if a == b => 0.7,
        (Bold::Whole, _) | (_, Bold::Whole) => -1.5,
        _ => -0.5,
    }
}

fn end(x: End, y: End) -> f32 {
    match (x, y) {
        (a, b) if a == b => 0.2,
        (End::Colon | End::Question, _) | (_, End::Colon | End::Question) => -1.2,
        _ => -0.6,
    }
}

/// What numbers of sentences say, where both texts end with a mark that ends one.
fn sentences(x: &Looks, y: &Looks) -> f32 {
    match (x.end, y.end, x.sentences.abs_diff(y.sentences)) {
        (End::Stop, End::Stop, _) if x.sentences == 0 || y.sentences == 0 => 0.0,
        (End::Stop, End::Stop, 0) => 0.2,
        (End::Stop, End::Stop, 1) => -0.7,
        (End::Stop, End::Stop, _) => -1.3,
        _ => 0.0,
    }
}

/// What the difference of two logarithms of length says.
pub(super) fn length(difference: f32) -> f32 {
    let (sd, any) = LENGTH_SD;
    let squared = difference * difference;
    ((any / sd).ln() - squared / 2.0 * (1.0 / (sd * sd) - 1.0 / (any * any))).max(-6.0)
}

/// Draws the sum of what tokens say towards what it can mean at most.
fn tokens(sum: f32) -> f32 {
    let sum = sum * TOKEN_DAMPING / TOKEN_LIMIT;
    TOKEN_LIMIT * sum / (1.0 + sum * sum).sqrt()
}

/// Whether a text is short and not a sentence, so that it names something.
fn is_name(looks: &Looks) -> bool {
    looks.length < SHORT && looks.end != End::Stop
}

/// What numbers, identifiers and names say that are on both sides and have none in common.
fn contradiction(shared: Shared, x: &Looks, y: &Looks) -> f32 {
    let is_short = is_name(x) && is_name(y);
    let number = match (shared.contradicts, is_short) {
        (false, _) => 0.0,
        (true, true) => CONTRADICTION.1,
        (true, false) => CONTRADICTION.0,
    };
    match shared.names_differ && is_short {
        true => number + NAMES_DIFFER,
        false => number,
    }
}
