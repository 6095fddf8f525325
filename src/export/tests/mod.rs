//! Each format from records made by hand.

mod atomicity;
mod golden;
mod sample;
