//! Whole meetings as bundles: sound ones have no findings, and every tampering is caught by name.

#[cfg(test)]
mod acting;
#[cfg(test)]
mod altered;
#[cfg(test)]
mod annals;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod bytes;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod command;
#[cfg(test)]
mod draw;
#[cfg(test)]
mod estate;
#[cfg(test)]
mod example;
#[cfg(test)]
mod hangzhou;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod mandating;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod parsers;
#[cfg(test)]
mod sound;
#[cfg(test)]
mod story;
#[cfg(test)]
mod stranger;
#[cfg(test)]
mod tampering;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod unusual;
#[cfg(test)]
mod walk;
