//! What we write, read by implementations of other hands; and what they write, read by us.

#[cfg(test)]
mod cosignatures;
#[cfg(test)]
mod node;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod python;
#[cfg(test)]
mod tiles;
#[cfg(test)]
mod tools;
#[cfg(test)]
mod vectors;
