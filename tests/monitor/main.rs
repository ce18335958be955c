//! A record is watched as it grows, honestly or not, and receipts are held against it.

#[cfg(test)]
mod book;
#[cfg(test)]
mod command;
#[cfg(test)]
mod cosigning;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod growth;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod served;
#[cfg(test)]
mod states;
#[cfg(test)]
mod wire;
