//! What the beginning of a line shows: fences, list markers, rules, and other blocks.

/// Whether a line begins another block even after a line of text.
pub(super) fn begins_block(rest: &[u8], after_text: bool) -> bool {
    match rest {
        [b'>', ..] => true,
        [b'#', ..] => {
            let level = rest.iter().take_while(|byte| **byte == b'#').count();
            level <= 6 && matches!(rest.get(level), None | Some(b' ' | b'\t'))
        }
        [b':', b':', b':', ..] => true,
        _ if fence(rest).is_some() || is_rule(rest) => true,
        _ => match marker(rest) {
            Some(length) if after_text => {
                let first = length == 1 || rest.starts_with(b"1.") || rest.starts_with(b"1)");
                first && !rest[length..].trim_ascii().is_empty()
            }
            Some(_) => true,
            None => !after_text,
        },
    }
}

/// The length of the list marker that a line begins with.
pub(super) fn marker(rest: &[u8]) -> Option<usize> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = match rest.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 && !is_rule(rest) => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    matches!(rest.get(length), None | Some(b' ' | b'\t')).then_some(length)
}

/// The byte and length of the fence that a line begins with.
pub(super) fn fence(rest: &[u8]) -> Option<(u8, usize)> {
    let byte = *rest.first()?;
    let length = rest.iter().take_while(|b| **b == byte).count();
    let opens = matches!(byte, b'`' | b'~')
        && length >= 3
        && !(byte == b'`' && rest[length..].contains(&b'`'));
    opens.then_some((byte, length))
}

/// `***`, `- - -`
pub(super) fn is_rule(rest: &[u8]) -> bool {
    let Some(first @ (b'*' | b'-' | b'_')) = rest.first() else {
        return false;
    };
    let mut count = 0;
    rest.iter().all(|byte| {
        count += usize::from(byte == first);
        byte == first || matches!(byte, b' ' | b'\t' | b'\r')
    }) && count >= 3
}

/// The line below a heading of two lines.
pub(super) fn is_underline(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_end();
    !rest.is_empty() && (rest.iter().all(|b| *b == b'=') || rest.iter().all(|b| *b == b'-'))
}
