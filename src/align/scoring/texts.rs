//! What two texts say: their lengths, their tokens, and the numbers and names in them that contradict each other.

use crate::align::features::End;
use crate::align::looks::Looks;
use crate::align::token_weights::Shared;

/// Tokens of a unit depend on each other: their joint evidence grows slower than their sum.
const TOKEN_DAMPING: f32 = 0.6;
/// What tokens say at most.
pub(super) const TOKEN_LIMIT: f32 = 14.0;
/// Standard deviation of the logarithm of the length ratio, of translations and of any two units.
const LENGTH_SD: (f32, f32) = (0.30, 1.0);
/// Numbers or identifiers on both sides with none in common: in long texts, and in short ones.
const CONTRADICTION: (f32, f32) = (-1.0, -2.5);
/// The same of names, in short texts.
const NAMES_DIFFER: f32 = -2.0;
/// A text with fewer letters is short.
const SHORT: f32 = 60.0;

/// What the difference of two logarithms of length says.
pub(in crate::align) fn length(difference: f32) -> f32 {
    let (sd, any) = LENGTH_SD;
    let squared = difference * difference;
    ((any / sd).ln() - squared / 2.0 * (1.0 / (sd * sd) - 1.0 / (any * any))).max(-6.0)
}

/// Draws the sum of what tokens say towards what it can mean at most.
pub(super) fn tokens(sum: f32) -> f32 {
    let sum = sum * TOKEN_DAMPING / TOKEN_LIMIT;
    TOKEN_LIMIT * sum / (1.0 + sum * sum).sqrt()
}

/// Whether a text is short and not a sentence, so that it names something.
pub(super) fn is_name(looks: &Looks) -> bool {
    looks.length < SHORT && looks.end != End::Stop
}

/// What numbers, identifiers and names say that are on both sides and have none in common.
pub(super) fn contradiction(shared: Shared, x: &Looks, y: &Looks) -> f32 {
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
