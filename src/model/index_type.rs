//! One macro for the types that stand for an index into a list, so that the indexes of two lists are not mixed up.

/// Defines a type for indexes into one list, with `new` and `index`.
macro_rules! index_type {
    ($(#[$about:meta])* $type:ident) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type(u32);

        impl $type {
            /// The value for an index.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// The index.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

pub(crate) use index_type;
