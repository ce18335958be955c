//! Properties that hold for all inputs, checked against definitions written a second time.

#[cfg(test)]
mod confusion;
#[cfg(test)]
mod deadlines;
#[cfg(test)]
mod merkle;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod receipts;
#[cfg(test)]
mod tiles;
#[cfg(test)]
mod witness;
