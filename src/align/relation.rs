//! How likely it is, at each matched place, that the two files are versions of one text.
//!
//! Files of the same outline fit together by position alone, whether or not one translates the other. So position counts
//! only as far as the content around it shows that both sides are one text: a chain of matched items is either in a
//! related or in an unrelated stretch, and the content of all of them decides together (a hidden Markov model of two
//! states over the matches; Durbin et al. 1998, chapter 3).

/// How matched items change between related and unrelated stretches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretches {
    /// Share of files that are unrelated from the beginning.
    pub unrelated: f32,
    /// Probability that an unrelated stretch begins after a match.
    pub leave: f32,
    /// Probability that it ends.
    pub rejoin: f32,
}

/// The probability at each match that it is in a related stretch. `evidence` is the log-likelihood ratio of what each
/// match holds, between versions of one text and texts that are unrelated.
pub(super) fn probabilities(evidence: &[f32], stretches: Stretches) -> Vec<f32> {
    let s = stretches;
    let step = |[related, unrelated]: [f64; 2]| {
        let (leave, rejoin) = (f64::from(s.leave), f64::from(s.rejoin));
        [
            related * (1.0 - leave) + unrelated * rejoin,
            related * leave + unrelated * (1.0 - rejoin),
        ]
    };
    let normalized = |[a, b]: [f64; 2]| [a / (a + b), b / (a + b)];
    let emit = |state: [f64; 2], evidence: f32| [state[0] * f64::from(evidence).exp(), state[1]];
    let unrelated = f64::from(s.unrelated);
    let mut state = [1.0 - unrelated, unrelated];
    let mut forward = Vec::with_capacity(evidence.len());
    for (index, &e) in evidence.iter().enumerate() {
        let before = if index == 0 { state } else { step(state) };
        state = normalized(emit(before, e));
        forward.push(state);
    }
    let mut backward = [0.5, 0.5];
    let mut found = vec![0.0; evidence.len()];
    for index in (0..evidence.len()).rev() {
        let [a, b] = [0, 1].map(|k| forward[index][k] * backward[k]);
        found[index] = (a / (a + b)) as f32;
        let [r, u] = emit(backward, evidence[index]);
        let (leave, rejoin) = (f64::from(s.leave), f64::from(s.rejoin));
        backward = normalized([
            (1.0 - leave) * r + leave * u,
            rejoin * r + (1.0 - rejoin) * u,
        ]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Stretches, probabilities};

    const STRETCHES: Stretches = Stretches {
        unrelated: 0.05,
        leave: 0.01,
        rejoin: 0.01,
    };

    #[test]
    fn without_evidence_the_share_of_unrelated_files_decides() {
        let found = probabilities(&[0.0; 4], STRETCHES);
        assert!(found.iter().all(|p| (0.9..0.96).contains(p)), "{found:?}");
        assert!(probabilities(&[], STRETCHES).is_empty());
    }

    #[test]
    fn a_match_that_says_nothing_takes_part_in_the_stretch_around_it() {
        let related = probabilities(&[3.0, 0.0, 3.0], STRETCHES);
        let unrelated = probabilities(&[-3.0, 0.0, -3.0], STRETCHES);
        assert!(related[1] > 0.99 && unrelated[1] < 0.1);
    }

    #[test]
    fn one_section_may_be_another_text() {
        let mut evidence = [2.0; 12];
        evidence[4..8].fill(-4.0);
        let found = probabilities(&evidence, STRETCHES);
        assert!(found[1] > 0.95 && found[5] < 0.05 && found[10] > 0.95);
    }
}
