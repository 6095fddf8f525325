//! One macro for enums whose values have a name in options, files and exports.
//!
//! The name of each value is written once. Lists of all values, reading and writing follow from it and cannot
//! disagree.

/// A text that names none of the values of an enum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not one of {choices}")]
pub struct UnknownName {
    given: String,
    choices: String,
}

impl UnknownName {
    /// The error for a text, with the names that are allowed.
    #[must_use]
    pub fn new(given: &str, choices: &[&str]) -> Self {
        Self {
            given: given.to_owned(),
            choices: choices.join(", "),
        }
    }
}

/// Defines an enum with names: `ALL`, `as_str`, `Display`, `FromStr` (ASCII case is ignored), `Serialize` and
/// `Deserialize`.
macro_rules! named_enum {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$about])*
        pub enum $type { $($(#[$doc])* $variant),+ }

        impl $type {
            /// Every value, in the order of the definition.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in options, files and exports.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::model::UnknownName;
            fn from_str(given: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().find(|value| value.as_str().eq_ignore_ascii_case(given));
                found.copied().ok_or_else(|| $crate::model::UnknownName::new(given, &[$($name),+]))
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = <::std::borrow::Cow<'_, str> as ::serde::Deserialize>::deserialize(from)?;
                name.parse().map_err(::serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use named_enum;

#[cfg(test)]
mod tests {
    named_enum! {
        /// Colours.
        #[derive(Debug, Clone, Copy, PartialEq)]
        Colour {
            /// Red.
            Red = "red",
            /// Green.
            Green = "light_green",
        }
    }

    #[test]
    fn names_are_read_back_and_unknown_ones_list_the_choices() {
        for colour in Colour::ALL {
            assert_eq!(colour.to_string().parse(), Ok(*colour));
            let json = serde_json::to_string(colour).unwrap();
            assert_eq!(serde_json::from_str::<Colour>(&json).unwrap(), *colour);
        }
        assert_eq!("RED".parse(), Ok(Colour::Red));
        let error = "blue".parse::<Colour>().unwrap_err();
        assert_eq!(error.to_string(), "`blue` is not one of red, light_green");
    }
}
