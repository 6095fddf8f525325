//! Each format from records made by hand.

mod atomicity;
mod duplicates;
mod golden;
mod options;
mod sample;
mod tags;
